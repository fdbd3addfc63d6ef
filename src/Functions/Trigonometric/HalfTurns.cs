using Number = Functional.Functions.Lane<double>;

namespace Functional.Functions;

/// <summary>Functions of the angle πx in float64, which lose no digits to the product.</summary>
internal static class HalfTurns
{
    /// <summary>But for its sign.</summary>
    internal static DoubleWord<Number> Sine(double x)
    {
        var angle = Reduce(x);
        var sine = (int)(angle.N.Value % 2) == 0 ? Circle.Sine(angle.R) : Circle.Cosine(angle.R);
        return DoubleWord<Number>.OrderedSum(sine.High, sine.Low);
    }

    /// <summary>cot πx = −tan(πx + π/2), which is 0 at halves.</summary>
    internal static DoubleWord<Number> Cotangent(double x)
    {
        var angle = Reduce(x);
        var tangent = new ReducedAngle<Number>(angle.N + 1, angle.R).Tangent;
        return new(-tangent.High, -tangent.Low);
    }

    /// <summary>πx = n·π/2 + (2x − n)·π/2, whose difference is exact.</summary>
    static ReducedAngle<Number> Reduce(double x)
    {
        var n = Math.Round(2 * x);
        return new(new(n), RightAngle.Precise<Number>() * new Number(2 * x - n));
    }
}
