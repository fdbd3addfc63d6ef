using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// Newton's method for large problems, which only multiplies Hessians by vectors: in each step conjugate gradients go towards the minimum of the
/// quadratic model, and stop at the border of the trusted region, at a direction of negative curvature (T. Steihaug 1983, "The Conjugate Gradient
/// Method and Trust Regions in Large Scale Optimization"), or where the model's gradient is small enough for the progress made
/// (S. Eisenstat, H. Walker 1996, "Choosing the Forcing Terms in an Inexact Newton Method", choice 2).
/// </summary>
public sealed record NewtonKrylov : Minimizer<NewtonKrylovState>
{
    const double LargestForcing = 0.5, Forcing = 0.9, LargestRadius = 1e10;

    /// <summary>The longest first step.</summary>
    public double InitialRadius { get; init => field = Require.Positive(value); } = 1;

    /// <summary>How many products with the Hessian a step may take; by default twice as many as there are unknowns, and at least 20.</summary>
    public int? MaxProducts { get; init => field = value is { } products ? Require.Positive(products) : null; }

    private protected override NewtonKrylovState Start(Objective f, Point x)
        => new(x, Tensor.Full([], InitialRadius, x.X.DType), Tensor.Full([], LargestForcing, x.X.DType)) { Products = Tensor.Scalar(0) };

    private protected override NewtonKrylovState Advance(Objective f, NewtonKrylovState state)
    {
        var model = Steihaug(f, state);
        var (next, length) = (f.At(state.X + model.Step), Vectors.Length(model.Step));
        // Where fall and expected fall are both of the size of rounding they count as equal.
        var noise = 4 * Vectors.Epsilon(state.X) * Abs(state.Value);
        var ratio = (state.Value - next.Value + noise) / (noise - model.Value);
        var isFinite = Vectors.IsFinite(next.Value) & Vectors.IsFinite(Vectors.Largest(next.Gradient));
        var (isPoor, isGood) = (!isFinite | ratio < 0.25, ratio > 0.75 & model.IsAtBorder);
        var tried = state with
        {
            Evaluations = state.Evaluations + 1, Products = state.Products + model.Products,
            Radius = Where(isPoor, 0.25 * length, Where(isGood, Minimum(2 * state.Radius, LargestRadius), state.Radius)),
        };
        return Cond(isFinite & ratio > 1e-4,
            next => tried with { At = next, Tolerance = NextForcing(state, next) },
            _ => tried with
            {
                Code = Outcomes.Choose(length <= Vectors.Epsilon(length) * (1 + Vectors.Length(state.X)), Outcome.Stalled, Outcome.Running),
            }, next);
    }

    /// <summary>η = γ (‖∇fₖ‖ / ‖∇fₖ₋₁‖)², but not much smaller than the last where that was large.</summary>
    static Tensor NextForcing(NewtonKrylovState state, Point next)
    {
        var progress = Vectors.Length(next.Gradient) / Vectors.Length(state.Gradient);
        var (forcing, floor) = (Forcing * Square(progress), Forcing * Square(state.Tolerance));
        return Minimum(Where(floor > 0.1, Maximum(forcing, floor), forcing), LargestForcing);
    }

    /// <summary>A step within the radius that lowers the model g·p + p·H·p/2.</summary>
    Model Steihaug(Objective f, NewtonKrylovState state)
    {
        var (most, target) = (MaxProducts ?? Math.Max(20, 2 * state.X.Size), state.Tolerance * Vectors.Length(state.Gradient));
        var zero = Tensor.Zeros([], state.X.DType);
        return While(
            at => !at.IsAtBorder & Sqrt(at.Square) > target & at.Products < most, Advance,
            new Model(Tensor.ZerosLike(state.X), state.Gradient, -state.Gradient, Vectors.Dot(state.Gradient, state.Gradient), zero,
                Tensor.Scalar(0), Tensor.Scalar(false)));

        Model Advance(Model at)
        {
            var product = f.HessianVector(state.X, at.Direction);
            var curvature = Vectors.Dot(at.Direction, product);
            var whole = at.Square / curvature;
            var isAtBorder = !(curvature > 0) | Vectors.Length(at.Step + whole * at.Direction) >= state.Radius;
            var stride = Cond(isAtBorder, at => ToBorder(at.Step, at.Direction, state.Radius), _ => whole, at);
            var residual = at.Residual + stride * product;
            var square = Vectors.Dot(residual, residual);
            return new(at.Step + stride * at.Direction, residual, at.Direction * (square / at.Square) - residual, square,
                // The direction is one of descent of the model, with slope −square.
                at.Value - stride * at.Square + 0.5 * Square(stride) * curvature, at.Products + 1, isAtBorder);
        }
    }

    /// <summary>The t ≥ 0 for which ‖step + t·direction‖ is the radius.</summary>
    static Tensor ToBorder(Tensor step, Tensor direction, Tensor radius)
    {
        var (a, b, c) = (Vectors.Dot(direction, direction), Vectors.Dot(step, direction), Vectors.Dot(step, step) - Square(radius));
        return -c / (b + Sqrt(Square(b) - a * c));
    }

    /// <summary>Where the conjugate gradients are.</summary>
    /// <param name="Residual">The gradient of the model at the step.</param>
    /// <param name="Direction">Where to go next.</param>
    /// <param name="Square">That of the length of the residual.</param>
    /// <param name="Value">What the model is at the step.</param>
    sealed record Model(Tensor Step, Tensor Residual, Tensor Direction, Tensor Square, Tensor Value, Tensor Products, Tensor IsAtBorder);
}

/// <summary>Where <see cref="NewtonKrylov"/> is.</summary>
/// <param name="Radius">How far the quadratic model is trusted, [].</param>
/// <param name="Tolerance">By how much the next step is to reduce the gradient of the model, [].</param>
[Tree]
public sealed partial record NewtonKrylovState(Point At, Tensor Radius, Tensor Tolerance) : Descent(At)
{
    /// <summary>How many products with the Hessian have been computed, int32 [].</summary>
    public required Tensor Products { get; init; }
}
