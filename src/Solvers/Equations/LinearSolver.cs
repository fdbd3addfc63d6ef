using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// A method for linear equations J·x = b that only multiplies J by vectors, for systems too large for a matrix: see
/// <see cref="ImplicitFunctions"/>. It decides by tensors alone, so that it solves a batch at once, each system to its own end.
/// </summary>
public abstract partial record LinearSolver
{
    /// <summary>The length of the residual, relative to that of b, at which x counts as the solution; by default 1e-10, and 1e-5 for float32.</summary>
    public double? Tolerance { get; init => field = value is { } tolerance ? Require.Positive(tolerance) : null; }

    /// <summary>How many products with J the solution may take; by default ten times as many as there are unknowns, and at least 1000.</summary>
    public int? MaxProducts { get; init => field = value is { } products ? Require.Positive(products) : null; }

    /// <summary>The x [n] with times(x) = b [n].</summary>
    internal Tensor Solve(string operation, Func<Tensor, Tensor> times, Tensor b)
    {
        var most = MaxProducts ?? Math.Max(1000, 10 * b.Size);
        var target = Norm(b) * (Tolerance ?? (b.DType == DType.Float32 ? 1e-5 : 1e-10));
        var found = While(at => (Norm(at.Residual) > target) & (at.Products < most),
            at => Advance(times, b, at, target), new Iterate(Tensor.ZerosLike(b), b, b, Tensor.Scalar(0)));
        return Surroundings.Expect(Norm(found.Residual) <= target, found.X, () => new MatrixException(
            $"{operation}: {GetType().Name} does not solve the linear equations of its derivative within {most} products: "
            + "allow more, or do without, where a matrix is small enough"));
    }

    /// <summary>The next iterate, nearer to the solution, by a product or more.</summary>
    private protected abstract Iterate Advance(Func<Tensor, Tensor> times, Tensor b, Iterate at, Tensor target);

    /// <summary>Where a solver is: x, the residual b − J·x, the direction to go next, and how many products were taken.</summary>
    [Tree]
    private protected sealed partial record Iterate(Tensor X, Tensor Residual, Tensor Direction, Tensor Products);
}

/// <summary>
/// The method of conjugate gradients, for symmetric positive definite J such as the Hessian at a minimum
/// (M. Hestenes, E. Stiefel 1952, "Methods of Conjugate Gradients for Solving Linear Systems").
/// </summary>
public sealed record ConjugateGradients : LinearSolver
{
    private protected override Iterate Advance(Func<Tensor, Tensor> times, Tensor b, Iterate at, Tensor target)
    {
        var (image, square) = (times(at.Direction), Sum(Square(at.Residual)));
        var stride = square / Sum(at.Direction * image);
        var residual = at.Residual - stride * image;
        return new(at.X + stride * at.Direction, residual, residual + Sum(Square(residual)) / square * at.Direction, at.Products + 1);
    }
}

/// <summary>
/// The method of generalized minimal residuals, for any invertible J (Y. Saad, M. Schultz 1986, "GMRES: A Generalized Minimal Residual Algorithm
/// for Solving Nonsymmetric Linear Systems"), in the form that keeps the images of the directions orthonormal and so needs no small matrix
/// (H. Walker, L. Zhou 1994, "A simpler GMRES").
/// </summary>
public sealed record Gmres : LinearSolver
{
    /// <summary>How many directions are kept, each with its image, before it starts again from the best x.</summary>
    public int Directions { get; init => field = Require.Positive(value); } = 30;

    private protected override Iterate Advance(Func<Tensor, Tensor> times, Tensor b, Iterate at, Tensor target)
    {
        var (most, noise) = (Math.Min(Directions, b.Size), Math.Sqrt(Vectors.Epsilon(b)));
        // Of a system of a batch that has ended, what is added later is not its own, and not used.
        var kept = new List<(Tensor Direction, Tensor Image)>();
        var (x, residual, _, count) = While(
            at => Norm(at.Residual) > target & at.Count < most, Minimize,
            (at.X, at.Residual, Next: at.Residual / Norm(at.Residual), Count: Tensor.Scalar(0)));
        residual = b - times(x);
        return new(x, residual, residual, at.Products + count + 1);

        (Tensor X, Tensor Residual, Tensor Next, Tensor Count) Minimize((Tensor X, Tensor Residual, Tensor Next, Tensor Count) at)
        {
            var (direction, image) = (at.Next, times(at.Next));
            var whole = Norm(image);
            // Twice is enough (W. Kahan).
            for (var pass = 0; pass < 2; pass++)
                foreach (var other in kept)
                {
                    var along = Sum(other.Image * image);
                    (direction, image) = (direction - along * other.Direction, image - along * other.Image);
                }
            // What is but rounding gives no direction.
            var size = Norm(image);
            var isNew = size > noise * whole;
            var scale = Where(isNew, 1 / Where(isNew, size, 1), 0);
            (direction, image) = (direction * scale, image * scale);
            kept.Add((direction, image));
            var length = Sum(image * at.Residual);
            return (at.X + length * direction, at.Residual - length * image, image, at.Count + 1);
        }
    }
}
