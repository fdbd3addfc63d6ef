using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// Addition that knows its rounding error (D. Knuth 1969, "The Art of Computer Programming" 2, 4.2.2), for sums that carry their errors along
/// (A. Neumaier 1974). Integers wrap, and their errors are 0.
/// </summary>
internal static class TwoSum
{
    /// <summary>sum += x, and error takes what was rounded off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(T x, ref T sum, ref T error) where T : unmanaged, INumber<T>
    {
        var total = sum + x;
        var taken = total - sum;
        error += (sum - (total - taken)) + (x - taken);
        sum = total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<L, V, T>(V x, ref V sum, ref V error) where L : struct, ITerm<V, T> where V : struct where T : unmanaged
    {
        error = L.Add(error, Step<L, V, T>(x, ref sum));
    }

    /// <summary>sum += x; answers the rounding error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Step<L, V, T>(V x, ref V sum) where L : struct, ITerm<V, T> where V : struct where T : unmanaged
    {
        var total = L.Add(sum, x);
        var taken = L.Subtract(total, sum);
        var error = L.Add(L.Subtract(sum, L.Subtract(total, taken)), L.Subtract(x, taken));
        sum = total;
        return error;
    }

    /// <summary>
    /// The sum with its error. What is not finite has none, because ∞ − ∞ is NaN, and NaN has one form, whichever operand it came from.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Settle<T>(T sum, T error) where T : unmanaged, INumber<T>
        => T.IsFinite(sum) ? sum + error : T.IsNaN(sum) ? NaN<T>() : sum;

    /// <summary>The one NaN of a floating-point type; 0 for the integers, which have none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NaN<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return (T)(object)float.NaN;
        return typeof(T) == typeof(double) ? (T)(object)double.NaN : default;
    }
}
