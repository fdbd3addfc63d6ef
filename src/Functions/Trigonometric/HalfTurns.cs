using System.Runtime.CompilerServices;
using Number = Functional.Functions.Lane<double>;

namespace Functional.Functions;

/// <summary>Angles πx, which lose no digits to the product.</summary>
internal static class HalfTurns
{
    /// <summary>n·π/2 + (2y − n)·π/2 for y = x modulo 2, −1 … 1. The remainder and the difference are exact, however large x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedAngle<V> Reduce<V>(V x) where V : struct, ILanes<V>
    {
        var y = V.FusedMultiplyAdd(V.Round(0.5 * x), V.Of(-2), x);
        var n = V.Round(2 * y);
        return new(n, RightAngle.Precise<V>() * V.FusedMultiplyAdd(y, V.Of(2), -n));
    }

    /// <summary>sin πx but for its sign.</summary>
    internal static DoubleWord<Number> Sine(double x)
    {
        var angle = Reduce<Number>(new(x));
        var sine = (int)angle.N.Value % 2 == 0 ? Circle.Sine(angle.R) : Circle.Cosine(angle.R);
        return DoubleWord<Number>.OrderedSum(sine.High, sine.Low);
    }

    /// <summary>cot πx = −tan(πx + π/2), which is 0 at halves.</summary>
    internal static DoubleWord<Number> Cotangent(double x)
    {
        var angle = Reduce<Number>(new(x));
        var tangent = new ReducedAngle<Number>(angle.N + 1, angle.R).Tangent;
        return new(-tangent.High, -tangent.Low);
    }
}
