using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// Newton's method for small problems, x − H⁻¹∇f with the whole Hessian and a line search. Where the Hessian is not positive definite, a multiple
/// of the identity is added (J. Nocedal, S. Wright 2006, "Numerical Optimization", algorithms 3.2 and 3.3). Near a minimum with a positive definite
/// Hessian each step doubles the number of right digits.
/// </summary>
public sealed record Newton : Minimizer<NewtonState>
{
    private protected override NewtonState Start(Objective f, Point x) => new(x);

    private protected override NewtonState Advance(Objective f, NewtonState state)
    {
        var (direction, shift) = Direction(f.Hessian(state.X), state.Gradient);
        var (found, evaluations) = StrongWolfe.Search(f, state.At, direction, 1);
        var tried = state with { Evaluations = state.Evaluations + evaluations, Shift = shift };
        return found is null ? tried with { Outcome = Outcome.Stalled } : tried with { At = found };
    }

    /// <summary>−(H + τ)⁻¹∇f with the first τ of 0, β, 2β, 4β … that makes it positive definite.</summary>
    static (Tensor, double Shift) Direction(Tensor hessian, Tensor gradient)
    {
        var n = gradient.Size;
        var unit = 1e-3 * Math.Max(Vectors.Length(Ravel(hessian)), Vectors.Epsilon(gradient));
        var smallest = Diagonal(hessian).Min().ToScalar();
        for (var shift = smallest > 0 ? 0 : unit - smallest; ; shift = Math.Max(2 * shift, unit))
        {
            if (!double.IsFinite(shift)) return (-gradient, shift);
            try
            {
                var factor = Cholesky(hessian + shift * Tensor.Eye(n, dtype: gradient.DType));
                return (-TriangularSolve(factor.T, TriangularSolve(factor, gradient), Triangle.Upper), shift);
            }
            catch (MatrixException)
            {
                // Not positive definite yet.
            }
        }
    }
}

/// <summary>Where <see cref="Newton"/> is.</summary>
[Tree]
public sealed partial record NewtonState(Point At) : Descent(At)
{
    /// <summary>The multiple of the identity that was added to the last Hessian.</summary>
    public double Shift { get; init; }
}
