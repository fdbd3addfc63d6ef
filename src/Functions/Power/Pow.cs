using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>
/// aᵇ, for a negative a with an integer b alone. Where b = 0 nothing moves with a; where a = 0 nothing moves with b, to any order.
/// </summary>
public readonly struct Pow : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "Pow";
    /// <inheritdoc/>
    public static Reads Reads(int input) => Primitives.Reads.Inputs;
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Pow(a, b);

    /// <summary>e^(b·log |a|) with the sign of a where b is odd; the special cases are those of C (ISO/IEC 9899, F.10.4.4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
    {
        var exponent = Bounds.Clamp(b, V.IsSingle ? float.MinValue : double.MinValue, V.IsSingle ? float.MaxValue : double.MaxValue);
        var size = OfSize(V.Abs(a), exponent);
        var integer = V.Equal(V.Floor(exponent), exponent);
        var odd = V.AndNot(integer, V.Equal(V.Floor(0.5 * exponent), 0.5 * exponent));
        var undefined = V.AndNot(V.And(V.Less(V.Of(double.NegativeInfinity), a), V.Less(a, V.Of(0))), integer);
        var value = V.Select(undefined, V.Of(double.NaN), Signs.Copy(V.And(odd, a), size));
        return V.Select(V.Or(V.Equal(b, V.Of(0)), V.Equal(a, V.Of(1))), V.Of(1), value);
    }

    /// <summary>aᵇ for a ≥ 0 and a finite b; with its exponent in bounds, beyond which it is 0 or infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V OfSize<V>(V a, V b) where V : struct, ILanes<V>
    {
        var log = PreciseLog.Of(a);
        var product = new DoubleWord<V>(Ends.OfLog(a, log.High), log.Low) * b;
        var bounded = Bounds.Clamp(product.High, V.IsSingle ? -104 : -746, V.IsSingle ? 89 : 710);
        return ReducedExp<V>.Of(new DoubleWord<V>(bounded, V.And(V.Equal(bounded, product.High), product.Low))).Value;
    }

    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
        => input == 0 ? InBase(a, b) : A.Zip<PowLog>(a, b);

    /// <summary>b·aᵇ⁻¹, where the exponent is a constant if a = 0. Where b = 0 that is 0 and has the right derivative in b, 1 / a.</summary>
    static A InBase<A>(A a, A b) where A : IAlgebra<A>
    {
        var exponent = A.WhereEqual(a, A.Like(0, a), A.Map<StopGradient>(b), b);
        return A.Zip<ChainProduct>(exponent, A.Zip<Pow>(Steady(a, a, b), Steady(exponent, a, b) - 1));
    }

    /// <summary>x, but a constant where b = 0 and what moves with it would be beyond the range, or undefined: it is to be multiplied by that 0.</summary>
    static A Steady<A>(A x, A a, A b) where A : IAlgebra<A>
    {
        var constant = A.Map<StopGradient>(x);
        var (zero, infinity) = (A.Like(0, a), A.Like(double.PositiveInfinity, a));
        return A.WhereEqual(b, zero, A.WhereLess(zero, a, A.WhereLess(1 / (a * a), infinity, x, constant), constant), x);
    }
}
