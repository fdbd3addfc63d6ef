using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// A line search for a step along a direction that lowers the value enough and flattens the slope enough, the strong Wolfe conditions
/// (J. Nocedal, S. Wright 2006, "Numerical Optimization", algorithms 3.5 and 3.6).
/// </summary>
internal static class StrongWolfe
{
    /// <summary>The parameters c₁ and c₂ of the conditions (3.7).</summary>
    const double SufficientDecrease = 1e-4, Flatness = 0.9;

    const int MaxTrials = 60;

    /// <summary>A trial: the step, and the point with its slope along the direction.</summary>
    sealed record Trial(Tensor Step, Point At, Tensor Slope);

    /// <summary>A right step lies between low, the lowest so far with enough decrease, and high, which is infinitely far until one has gone too far.</summary>
    /// <param name="Next">The step to try next.</param>
    /// <param name="Trials">How often the function has been computed.</param>
    /// <param name="IsFound">Whether low is right.</param>
    sealed record Bracket(Trial Low, Trial High, Tensor Next, Tensor Trials, Tensor IsFound);

    /// <summary>A point that meets the conditions, or the best that was found where rounding leaves none.</summary>
    /// <param name="HasMoved">Whether it is another point than the start.</param>
    /// <param name="Evaluations">How often the function was computed.</param>
    internal sealed record Found(Point At, Tensor HasMoved, Tensor Evaluations);

    /// <param name="direction">A direction of descent.</param>
    /// <param name="step">The first step to try, [].</param>
    internal static Found Search(Objective f, Point start, Tensor direction, Tensor step)
    {
        var slope = Vectors.Dot(start.Gradient, direction);
        // Values that differ by less are equal but for rounding.
        var noise = 4 * Vectors.Epsilon(start.X) * Abs(start.Value);
        var (highest, decrease, flat) = (start.Value + noise, SufficientDecrease * slope, -Flatness * slope);
        var narrowest = Math.Max(1e-12, Vectors.Epsilon(start.X));
        var origin = new Trial(Tensor.ZerosLike(step), start, slope);
        var end = While(GoesOn, Narrow, new Bracket(
            origin, origin with { Step = Tensor.Full([], double.PositiveInfinity, step.DType) }, step, Tensor.Scalar(0), Tensor.Scalar(false)));
        return new(end.Low.At, end.Low.Step > 0, end.Trials);

        Tensor GoesOn(Bracket at)
        {
            var (low, high) = (at.Low.Step, at.High.Step);
            var isWide = (high - low > narrowest * Maximum(low, high)) | Equal(high, double.PositiveInfinity);
            return slope < 0 & !at.IsFound & at.Trials < MaxTrials & isWide;
        }

        // Algorithm 3.6, and with high infinitely far 3.5: longer steps, until one is right or has gone too far.
        Bracket Narrow(Bracket at)
        {
            var (low, trial) = (at.Low, Try(at.Next));
            var (tried, isRight) = (at with { Trials = at.Trials + 1 }, Abs(trial.Slope) <= flat);
            var isTurn = trial.Slope * (at.High.Step - low.Step) >= 0;
            var next = Cond(IsTooHigh(trial, low),
                x => x.Tried with { High = x.Trial },
                x => Cond(isTurn & !isRight,
                    x => x.Tried with { High = x.Tried.Low, Low = x.Trial },
                    x => x.Tried with { Low = x.Trial, IsFound = isRight }, x),
                (Tried: tried, Trial: trial));
            return next with
            {
                Next = Cond(Equal(next.High.Step, double.PositiveInfinity), x => 2 * x.Low.Step, x => Between(x.Low, x.High), (next.Low, next.High)),
            };
        }

        Trial Try(Tensor step)
        {
            var point = f.At(start.X + step * direction);
            return new(step, point, Vectors.Dot(point.Gradient, direction));
        }

        Tensor IsTooHigh(Trial trial, Trial low)
            => !(Vectors.IsFinite(trial.At.Value) & Vectors.IsFinite(trial.Slope))
                | trial.At.Value > highest + trial.Step * decrease
                | (low.Step > 0 & trial.At.Value >= low.At.Value + noise);
    }

    /// <summary>The minimum of the cubic through both ends with their slopes (3.59), kept off the ends; the middle where there is none.</summary>
    static Tensor Between(Trial a, Trial b)
    {
        var width = b.Step - a.Step;
        var d1 = a.Slope + b.Slope + 3 * (a.At.Value - b.At.Value) / width;
        var d2 = Sign(width) * Sqrt(d1 * d1 - a.Slope * b.Slope);
        var part = 1 - (b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2);
        return a.Step + width * Where(Vectors.IsFinite(part), Clip(part, 0.1, 0.9), 0.5);
    }
}
