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

    /// <summary>
    /// b·aᵇ⁻¹, with an exponent that is a constant where a = 0. Where b = 0 that is 0 and has the right derivative in b, 1 / a; the power of which it is
    /// made is a constant there, if its derivative would be beyond the range.
    /// </summary>
    static A InBase<A>(A a, A b) where A : IAlgebra<A>
    {
        var (zero, infinity) = (A.Like(0, a), A.Like(double.PositiveInfinity, a));
        var exponent = A.WhereEqual(a, zero, A.Map<StopGradient>(b), b);
        var power = A.Zip<Pow>(a, exponent - 1);
        var steady = A.WhereLess(A.Map<Abs>(1 / (a * a)), infinity, power, A.Map<StopGradient>(power));
        return A.Zip<ChainProduct>(exponent, A.WhereEqual(b, zero, steady, power));
    }
}
