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
    readonly record struct Trial(double Step, Point At, double Slope)
    {
        internal bool IsFinite => double.IsFinite(At.Value) && double.IsFinite(Slope);
    }

    /// <summary>A point that meets the conditions, or null where rounding leaves none; and how often the function was computed.</summary>
    /// <param name="direction">A direction of descent.</param>
    /// <param name="step">The first step to try.</param>
    internal static (Point? Found, int Evaluations) Search(Objective f, Point start, Tensor direction, double step)
    {
        var evaluations = 0;
        var origin = new Trial(0, start, Vectors.Dot(start.Gradient, direction));
        // Values that differ by less are equal but for rounding.
        var noise = 4 * Vectors.Epsilon(start.X) * Math.Abs(start.Value);
        return (origin.Slope < 0 ? Bracket(origin, step) : null, evaluations);

        // Algorithm 3.5: longer steps, until one is right or has gone too far.
        Point? Bracket(Trial low, double step)
        {
            while (evaluations < MaxTrials)
            {
                var trial = Try(step);
                if (IsTooHigh(trial, low)) return Zoom(low, trial);
                if (IsFlat(trial)) return trial.At;
                if (trial.Slope >= 0) return Zoom(trial, low);
                (low, step) = (trial, 2 * step);
            }
            return Best(low);
        }

        // Algorithm 3.6: a right step lies between low, the lowest so far with enough decrease, and high.
        Point? Zoom(Trial low, Trial high)
        {
            while (evaluations < MaxTrials && Math.Abs(high.Step - low.Step) > 1e-12 * Math.Max(low.Step, high.Step))
            {
                var trial = Try(Between(low, high));
                if (IsTooHigh(trial, low)) high = trial;
                else
                {
                    if (IsFlat(trial)) return trial.At;
                    if (trial.Slope * (high.Step - low.Step) >= 0) high = low;
                    low = trial;
                }
            }
            return Best(low);
        }

        Trial Try(double step)
        {
            evaluations++;
            var point = f.At(start.X + step * direction);
            return new(step, point, Vectors.Dot(point.Gradient, direction));
        }

        bool IsTooHigh(Trial trial, Trial low)
            => !trial.IsFinite
            || trial.At.Value > start.Value + SufficientDecrease * trial.Step * origin.Slope + noise
            || low.Step > 0 && trial.At.Value >= low.At.Value + noise;

        bool IsFlat(Trial trial) => Math.Abs(trial.Slope) <= -Flatness * origin.Slope;

        static Point? Best(Trial low) => low.Step > 0 ? low.At : null;
    }

    /// <summary>The minimum of the cubic through both ends with their slopes (3.59), kept off the ends; the middle where there is none.</summary>
    static double Between(Trial a, Trial b)
    {
        var width = b.Step - a.Step;
        var d1 = a.Slope + b.Slope - 3 * (a.At.Value - b.At.Value) / -width;
        var d2 = Math.Sign(width) * Math.Sqrt(d1 * d1 - a.Slope * b.Slope);
        var part = 1 - (b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2);
        return a.Step + width * (double.IsFinite(part) ? Math.Clamp(part, 0.1, 0.9) : 0.5);
    }
}
