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

    /// <summary>How many products with the Hessian a step may take; by default twice as many as there are unknowns.</summary>
    public int? MaxProducts { get; init => field = value is { } products ? Require.Positive(products) : null; }

    private protected override NewtonKrylovState Start(Objective f, Point x) => new(x, InitialRadius, LargestForcing);

    private protected override NewtonKrylovState Advance(Objective f, NewtonKrylovState state)
    {
        var (step, model, products, isAtBorder) = Steihaug(f, state);
        var next = f.At(state.X + step);
        var (fall, expected) = (state.Value - next.Value, -model);
        // Where both are of the size of rounding they count as equal.
        var noise = 4 * Vectors.Epsilon(state.X) * Math.Abs(state.Value);
        var ratio = next.IsFinite ? (fall + noise) / (expected + noise) : -1;
        var tried = state with
        {
            Evaluations = state.Evaluations + 1, Products = state.Products + products,
            Radius = ratio < 0.25 ? 0.25 * Vectors.Length(step) : ratio > 0.75 && isAtBorder ? Math.Min(2 * state.Radius, LargestRadius) : state.Radius,
        };
        if (ratio > 1e-4) return tried with { At = next, Tolerance = NextForcing(state, next) };
        return Vectors.Length(step) <= Vectors.Epsilon(state.X) * (1 + Vectors.Length(state.X)) ? tried with { Outcome = Outcome.Stalled } : tried;
    }

    /// <summary>η = γ (‖∇fₖ‖ / ‖∇fₖ₋₁‖)², but not much smaller than the last where that was large.</summary>
    static double NextForcing(NewtonKrylovState state, Point next)
    {
        var progress = Vectors.Length(next.Gradient) / Vectors.Length(state.Gradient);
        var (forcing, floor) = (Forcing * progress * progress, Forcing * state.Tolerance * state.Tolerance);
        return Math.Min(LargestForcing, floor > 0.1 ? Math.Max(forcing, floor) : forcing);
    }

    /// <summary>A step within the radius that lowers the model g·p + p·H·p/2, and what the model is there.</summary>
    (Tensor Step, double Model, int Products, bool IsAtBorder) Steihaug(Objective f, NewtonKrylovState state)
    {
        var (most, target) = (MaxProducts ?? Math.Max(20, 2 * state.X.Size), state.Tolerance * Vectors.Length(state.Gradient));
        var (step, residual, direction, model) = (Tensor.ZerosLike(state.X), state.Gradient, -state.Gradient, 0.0);
        var square = Vectors.Dot(residual, residual);
        for (var products = 1; ; products++)
        {
            var product = f.HessianVector(state.X, direction);
            var curvature = Vectors.Dot(direction, product);
            var stride = square / curvature;
            // The direction is one of descent of the model, with slope −square.
            if (!(curvature > 0) || Vectors.Length(step + stride * direction) >= state.Radius)
            {
                stride = ToBorder(step, direction, state.Radius);
                return (step + stride * direction, model - stride * square + 0.5 * stride * stride * curvature, products, true);
            }
            (step, residual, model) = (step + stride * direction, residual + stride * product, model - 0.5 * stride * square);
            var next = Vectors.Dot(residual, residual);
            if (Math.Sqrt(next) <= target || products >= most) return (step, model, products, false);
            (direction, square) = (direction * (next / square) - residual, next);
        }
    }

    /// <summary>The t ≥ 0 for which ‖step + t·direction‖ is the radius.</summary>
    static double ToBorder(Tensor step, Tensor direction, double radius)
    {
        var (a, b, c) = (Vectors.Dot(direction, direction), Vectors.Dot(step, direction), Vectors.Dot(step, step) - radius * radius);
        return -c / (b + Math.Sqrt(b * b - a * c));
    }
}

/// <summary>Where <see cref="NewtonKrylov"/> is.</summary>
/// <param name="Radius">How far the quadratic model is trusted.</param>
/// <param name="Tolerance">By how much the next step is to reduce the gradient of the model.</param>
[Tree]
public sealed partial record NewtonKrylovState(Point At, double Radius, double Tolerance) : Descent(At)
{
    /// <summary>How many products with the Hessian have been computed.</summary>
    public int Products { get; init; }
}
