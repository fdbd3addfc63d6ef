using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// Sums of the columns of a matrix with contiguous rows. Sixteen rows are added pairwise, and that to sums which carry their rounding errors along
/// (<see cref="TwoSum"/>), so the error is about 5 units of rounding of the sum of sizes, however many rows there are.
/// </summary>
internal static unsafe class LaneSums<T> where T : unmanaged, INumber<T>
{
    /// <summary>Adds rows of so many columns, which lie so far apart.</summary>
    public static void Add(T* x, int rows, int columns, nint row, T* sums, T* errors, T* halves)
    {
        var done = 0;
        if (Vector512.IsHardwareAccelerated) done = Add<Vectors512<T>, Vector512<T>>(x, rows, done, columns, row, sums, errors, halves);
        if (Vector256.IsHardwareAccelerated) done = Add<Vectors256<T>, Vector256<T>>(x, rows, done, columns, row, sums, errors, halves);
        done = Add<Vectors128<T>, Vector128<T>>(x, rows, done, columns, row, sums, errors, halves);
        Add<OneLane<T>, T>(x, rows, done, columns, row, sums, errors, halves);
    }

    /// <summary>Adds what fits whole vectors from the given column on; answers the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Add<L, V>(T* x, int rows, int first, int columns, nint row, T* sums, T* errors, T* halves) where L : struct, ISummand<V, T> where V : struct
    {
        const int terms = Sixteen<L, V, T>.Terms;
        var end = columns - (columns - first) % L.Count;
        if (first == end) return end;
        for (; rows >= terms; rows -= terms, x += terms * row)
        {
            // Eight at a time: sixteen rows 4,096 bytes apart do not find room in one set of the first cache.
            for (var i = first; i < end; i += L.Count) L.Store(Sixteen<L, V, T>.Eight(x + i, row), halves + i);
            for (var i = first; i < end; i += L.Count)
                Add<L, V>(L.Add(L.Load(halves + i), Sixteen<L, V, T>.Eight(x + i + terms / 2 * row, row)), sums + i, errors + i);
        }
        for (var i = first; rows > 0 && i < end; i += L.Count) Add<L, V>(Sixteen<L, V, T>.Rest(x + i, row, rows, L.Nothing), sums + i, errors + i);
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add<L, V>(V term, T* sums, T* errors) where L : struct, ISummand<V, T> where V : struct
    {
        V sum = L.Load(sums), error = L.Load(errors);
        TwoSum.Add<L, V, T>(term, ref sum, ref error);
        L.Store(sum, sums);
        L.Store(error, errors);
    }

    /// <summary>Adds other sums and their errors.</summary>
    public static void Combine(T* others, T* otherErrors, int columns, T* sums, T* errors)
    {
        var done = 0;
        if (Vector512.IsHardwareAccelerated) done = Combine<Vectors512<T>, Vector512<T>>(others, otherErrors, done, columns, sums, errors);
        done = Combine<Vectors128<T>, Vector128<T>>(others, otherErrors, done, columns, sums, errors);
        Combine<OneLane<T>, T>(others, otherErrors, done, columns, sums, errors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Combine<L, V>(T* others, T* otherErrors, int first, int columns, T* sums, T* errors) where L : struct, ISummand<V, T> where V : struct
    {
        var i = first;
        for (; i <= columns - L.Count; i += L.Count)
        {
            V sum = L.Load(sums + i), error = L.Load(errors + i);
            TwoSum.Add<L, V, T>(L.Load(others + i), ref sum, ref error);
            L.Store(sum, sums + i);
            L.Store(L.Add(error, L.Load(otherErrors + i)), errors + i);
        }
        return i;
    }

    /// <summary>Writes the sums with their errors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Settle(T* sums, T* errors, int columns, T* y)
    {
        var done = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; done <= columns - Vector512<T>.Count; done += Vector512<T>.Count)
                Vectors512<T>.Settle(Vector512.Load(sums + done), Vector512.Load(errors + done)).Store(y + done);
        for (; done <= columns - Vector128<T>.Count; done += Vector128<T>.Count)
            Vectors128<T>.Settle(Vector128.Load(sums + done), Vector128.Load(errors + done)).Store(y + done);
        for (; done < columns; done++) y[done] = TwoSum.Settle(sums[done], errors[done]);
    }

    /// <summary>Adds the second half of the sums to the first, the second half of that to its first, and so on until so many are left.</summary>
    public static void Fold(int columns, int left, T* sums, T* errors)
    {
        for (columns /= 2; columns >= left; columns /= 2) Combine(sums + columns, errors + columns, columns, sums, errors);
    }
}
