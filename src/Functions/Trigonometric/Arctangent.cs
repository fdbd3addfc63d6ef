using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The angle of a point in the first octant, of which all arctangents are made.</summary>
internal static class Arctangent
{
    /// <summary>
    /// arctan(y/x) for 0 ≤ y ≤ x, x &gt; 0, both far from the ends of the range. Where y/x &gt; tan(π/8) that is π/4 + arctan((y − x)/(y + x)),
    /// so the series gets no more than tan(π/8).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Octant<V>(V y, V x) where V : struct, ILanes<V>
    {
        var far = V.Less(x * (Math.Sqrt(2) - 1), y);
        var (difference, sum) = (DoubleWord<V>.OrderedSum(-x, y), DoubleWord<V>.OrderedSum(x, y));
        var above = new DoubleWord<V>(V.Select(far, difference.High, y), V.And(far, difference.Low));
        var below = new DoubleWord<V>(V.Select(far, sum.High, x), V.And(far, sum.Low));
        var rest = Series(above / below);
        var angle = DoubleWord<V>.OrderedSum(V.And(far, 0.5 * RightAngle.First<V>()), rest.High);
        return angle + (V.And(far, 0.5 * RightAngle.Second<V>()) + rest.Low);
    }

    /// <summary>t + t³·p(t²) by minimax polynomials for |t| ≤ tan(π/8), and the second word of t over 1 + t². The error is 2⁻³⁰·³ or 2⁻⁶³·⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleWord<V> Series<V>(DoubleWord<V> t) where V : struct, ILanes<V>
    {
        var z = t.High * t.High;
        var p = V.IsSingle
            ? Polynomial.Horner(z, -0.33333313, 0.19998385, -0.14242087, 0.10583953, -0.06054595)
            : Polynomial.Horner(z, -0.33333333333333326, 0.19999999999997228, Polynomial.Horner(z, -0.1428571428534206, 0.11111111085685628,
                -0.09090908063942416, 0.07692281092359136, -0.06666203924287381, 0.05876812014364701, -0.05217126361062854, 0.044985971426661116,
                -0.03336396395839206, 0.015087103068349936));
        return new(t.High, V.FusedMultiplyAdd(t.High * z, p, V.FusedMultiplyAdd(t.Low, -z, t.Low)));
    }

    /// <summary>c − angle, where the mask is set, for c ≥ angle in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Complement<V>(V mask, DoubleWord<V> c, DoubleWord<V> angle) where V : struct, ILanes<V>
    {
        var difference = DoubleWord<V>.OrderedSum(c.High, -angle.High);
        return new(V.Select(mask, difference.High, angle.High), V.Select(mask, difference.Low + (c.Low - angle.Low), angle.Low));
    }
}
