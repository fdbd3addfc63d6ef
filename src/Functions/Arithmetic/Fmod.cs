using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// What is left of a after as many b as fit, with the sign of a, without error: the <c>fmod</c> of C and the <c>%</c> of C#. NaN where a is
/// infinite or b is 0.
/// </summary>
public readonly struct Fmod : IZipFunction, IRareZip
{
    /// <inheritdoc/>
    public static string Name => "Fmod";
    /// <inheritdoc/>
    public static int? Slope(int input) => input == 0 ? 1 : null;
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => a % b;

    /// <summary>In b it is the number of times that b fits, with the opposite sign.</summary>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
        => input == 0 ? A.Like(1, a) : A.Map<Round>((A.Zip<Fmod>(a, b) - a) / b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
    {
        // A quotient that was rounded up to an integer is one too many; the remainder then has the other sign, and all of this is exact.
        var (size, step) = (V.Abs(a), V.Abs(b));
        var times = V.Truncate(size / step);
        var rest = V.FusedMultiplyAdd(-times, step, size);
        var remainder = Signs.Copy(a, V.Abs(V.Select(V.Less(rest, V.Of(0)), rest + step, rest)));
        var ordinary = V.And(V.Less(times, V.Of(V.IsSingle ? 1 << 22 : 1L << 51)), V.Less(step, V.Of(double.PositiveInfinity)));
        var few = V.And(ordinary, V.Less(V.Of(V.IsSingle ? 1e-30 : 1e-280), step));
        return V.Rare<Fmod>(V.Xor(few, V.Equal(V.Of(0), V.Of(0))), a, b, remainder);
    }

    /// <summary>The remainder of C#, which has no error to make.</summary>
    public static double At(double a, double b) => a % b;
}
