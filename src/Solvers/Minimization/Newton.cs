using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// Newton's method for small problems, x − H⁻¹∇f with the whole Hessian and a line search. Where the Hessian is not positive definite, a multiple
/// of the identity is added (J. Nocedal, S. Wright 2006, "Numerical Optimization", algorithms 3.2 and 3.3). Near a minimum with a positive definite
/// Hessian each step doubles the number of right digits.
/// </summary>
public sealed record Newton : Minimizer<NewtonState>
{
    private protected override NewtonState Start(Objective f, Point x) => new(x, Tensor.Zeros([], x.X.DType));

    private protected override NewtonState Advance(Objective f, NewtonState state)
    {
        var (direction, shift) = Direction(f.Hessian(state.X), state.Gradient);
        var search = StrongWolfe.Search(f, state.At, direction, Tensor.Ones([], direction.DType));
        var tried = state with { Evaluations = state.Evaluations + search.Evaluations, Shift = shift };
        return Cond(search.HasMoved, at => tried with { At = at }, _ => tried with { Code = Outcomes.Code(Outcome.Stalled) }, search.At);
    }

    /// <summary>−(H + τ)⁻¹∇f with the first τ of 0, β, 2β, 4β … that makes it positive definite; −∇f where none does.</summary>
    static (Tensor, Tensor Shift) Direction(Tensor hessian, Tensor gradient)
    {
        var unit = 1e-3 * Maximum(Vectors.Length(Ravel(hessian)), Vectors.Epsilon(gradient));
        var smallest = Min(Diagonal(hessian));
        var (shift, factor) = While(
            at => !IsFactor(at.Factor) & Vectors.IsFinite(at.Shift),
            at => Try(Maximum(2 * at.Shift, unit)), Try(Where(smallest > 0, 0, unit - smallest)));
        var step = TriangularSolveOrNaN(factor.T, TriangularSolveOrNaN(factor, gradient), Triangle.Upper);
        return (-Where(IsFactor(factor), step, gradient), shift);

        (Tensor Shift, Tensor Factor) Try(Tensor shift)
            => (shift, CholeskyOrNaN(hessian + shift * Tensor.Eye(gradient.Size, dtype: gradient.DType)));

        static Tensor IsFactor(Tensor factor) => factor[0, 0] > 0;
    }
}

/// <summary>Where <see cref="Newton"/> is.</summary>
/// <param name="Shift">The multiple of the identity that was added to the last Hessian, [].</param>
[Tree]
public sealed partial record NewtonState(Point At, Tensor Shift) : Descent(At);
