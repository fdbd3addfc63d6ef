namespace Functional.Functions;

/// <summary>Functions of the angle πx in float64, which lose no digits to the product.</summary>
internal static class HalfTurns
{
    internal static double Sine(double x) => Reduce(x).Sine.Value;

    /// <summary>cot πx = −tan(πx + π/2), which is 0 at halves.</summary>
    internal static double Cotangent(double x)
    {
        var angle = Reduce(x);
        return -new ReducedAngle<Lane<double>>(angle.N + 1, angle.R).Tangent.Value;
    }

    /// <summary>πx = n·π/2 + (2x − n)·π/2, whose difference is exact.</summary>
    static ReducedAngle<Lane<double>> Reduce(double x)
    {
        var n = Math.Round(2 * x);
        return new(new(n), RightAngle.Precise<Lane<double>>() * new Lane<double>(2 * x - n));
    }
}
