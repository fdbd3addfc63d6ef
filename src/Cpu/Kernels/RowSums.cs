using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// Sums of rows, whose elements are neighbours. A row is cut into lines of 64 bytes, of 32, 16 or 8 where it is shorter; what does not fill a line
/// stands at the end of one. Sixteen lines are added pairwise. Longer rows have several such sums, which carry their rounding errors along, so the
/// error is at most 8 units of rounding of the sum of sizes, however long the row is.
/// </summary>
internal static unsafe class RowSums<T> where T : unmanaged, INumber<T>
{
    /// <summary>Sums of rows of equal length, one after the other in memory. Their errors are added to them, or written where there is a place.</summary>
    public static void Of(T* x, int rows, int length, T* sums, T* errors = null)
    {
        var bytes = Math.Min(64L, (long)length * sizeof(T));
        if (bytes < 16) Few(x, rows, length, sums);
        else if (bytes < 32) Of<Line128<T>, Vector128<T>>(x, rows, length, sums, errors);
        else if (Vector512.IsHardwareAccelerated && bytes == 64) Of<Line512<T>, Vector512<T>>(x, rows, length, sums, errors);
        else if (Vector256.IsHardwareAccelerated) OfLines<Line256<T>, Vector256<T>>(bytes == 64, x, rows, length, sums, errors);
        else OfLines<TwoLines<Line128<T>, Vector128<T>, T>, (Vector128<T>, Vector128<T>)>(bytes == 64, x, rows, length, sums, errors);
    }

    /// <summary>Lines of 32 bytes, or two of them to a line.</summary>
    static void OfLines<L, V>(bool two, T* x, int rows, int length, T* sums, T* errors) where L : struct, ILine<V, T> where V : struct
    {
        if (two) Of<TwoLines<L, V, T>, (V, V)>(x, rows, length, sums, errors);
        else Of<L, V>(x, rows, length, sums, errors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Of<L, V>(T* x, int rows, int length, T* sums, T* errors) where L : struct, ILine<V, T> where V : struct
    {
        var (lines, left) = Math.DivRem(length, L.Count);
        if (lines < Sixteen<L, V, T>.Terms)
            for (var row = 0; row < rows; row++, x += length)
                sums[row] = TwoSum.Settle(L.Fold(Sixteen<L, V, T>.Rest(x, L.Count, lines, L.End(x + length - L.Count, left))), T.Zero);
        else
            for (var row = 0; row < rows; row++, x += length)
            {
                var sum = Long<L, V>(x, lines, L.End(x + length - L.Count, left), out var error);
                sums[row] = errors == null ? TwoSum.Settle(sum, error) : sum;
                if (errors != null) errors[row] = error;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Long<L, V>(T* x, int lines, V end, out T error) where L : struct, ILine<V, T> where V : struct
    {
        const int terms = Sixteen<L, V, T>.Terms;
        var (sum, errors) = (Sixteen<L, V, T>.Sum(x, L.Count), default(V));
        for (lines -= terms, x += terms * L.Count; lines >= terms; lines -= terms, x += terms * L.Count)
            TwoSum.Add<L, V, T>(Sixteen<L, V, T>.Sum(x, L.Count), ref sum, ref errors);
        TwoSum.Add<L, V, T>(Sixteen<L, V, T>.Rest(x, L.Count, lines, end), ref sum, ref errors);
        return L.Fold(sum, errors, out error);
    }

    /// <summary>Rows of at most three elements.</summary>
    static void Few(T* x, int rows, int length, T* sums)
    {
        for (var row = 0; row < rows; row++, x += length)
            sums[row] = TwoSum.Settle(length switch { 0 => T.Zero, 1 => *x, 2 => x[0] + x[1], _ => x[0] + (x[1] + x[2]) }, T.Zero);
    }
}
