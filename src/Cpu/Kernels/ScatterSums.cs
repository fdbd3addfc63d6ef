using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>Slices added to the places that indices name. What an addition to a place rounds off is added to the next update of it
/// (W. Kahan 1965).</summary>
internal static unsafe class ScatterSums
{
    internal static void Add<T>(ReadOnlySpan<T> updates, ReadOnlySpan<int> indices, Span<T> sums, int inner) where T : unmanaged, INumber<T>
    {
        sums.Clear();
        fixed (T* x = updates, y = sums)
        {
            // Until an addition rounds there are no errors to keep: where all places are different, never.
            int slice = 0, column = 0;
            for (; slice < indices.Length; slice++)
                if ((column = Add(x + (nint)slice * inner, y + (nint)indices[slice] * inner, null, 0, inner)) < inner) break;
            if (slice == indices.Length) return;
            using var errors = Scratch<T>.Rent(sums.Length);
            var places = updates.Length < sums.Length ? indices : default;
            Clear(errors.Pointer, places, sums.Length, inner);
            if (inner == 1) AddElements(x, indices, slice, y, errors.Pointer);
            else AddSlices(x, indices, slice, column, y, errors.Pointer, inner);
            Settle(y, errors.Pointer, places, sums.Length, inner);
        }
    }

    static void AddSlices<T>(T* x, ReadOnlySpan<int> indices, int slice, int column, T* sums, T* errors, int inner) where T : unmanaged, INumber<T>
    {
        for (; slice < indices.Length; slice++, column = 0)
        {
            var at = (nint)indices[slice] * inner;
            Add(x + (nint)slice * inner, sums + at, errors + at, column, inner);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddElements<T>(T* x, ReadOnlySpan<int> indices, int first, T* sums, T* errors) where T : unmanaged, INumber<T>
    {
        for (var i = first; i < indices.Length; i++)
        {
            var at = indices[i];
            errors[at] = OneLane<T>.Known(TwoSum.Step<OneLane<T>, T, T>(x[i] + errors[at], ref sums[at]));
        }
    }

    /// <summary>Clears the errors of some places, or of all where none are named.</summary>
    static void Clear<T>(T* errors, ReadOnlySpan<int> places, int length, int inner) where T : unmanaged
    {
        if (places.IsEmpty) new Span<T>(errors, length).Clear();
        else if (inner == 1)
            foreach (var place in places) errors[place] = default;
        else
            foreach (var place in places) new Span<T>(errors + (nint)place * inner, inner).Clear();
    }

    /// <summary>Adds the errors of some places, or of all where none are named; a place may be named again.</summary>
    static void Settle<T>(T* sums, T* errors, ReadOnlySpan<int> places, int length, int inner) where T : unmanaged, INumber<T>
    {
        if (places.IsEmpty) LaneSums<T>.Settle(sums, errors, length, sums);
        else if (inner == 1) SettleElements(sums, errors, places);
        else
            foreach (var place in places)
            {
                var at = (nint)place * inner;
                LaneSums<T>.Settle(sums + at, errors + at, inner, sums + at);
                new Span<T>(errors + at, inner).Clear();
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void SettleElements<T>(T* sums, T* errors, ReadOnlySpan<int> places) where T : unmanaged, INumber<T>
    {
        foreach (var place in places)
        {
            sums[place] = TwoSum.Settle(sums[place], errors[place]);
            errors[place] = T.Zero;
        }
    }

    /// <summary>Adds a slice from the given column on; without a place for errors, up to the first. Answers the next column.</summary>
    static int Add<T>(T* x, T* sums, T* errors, int next, int count) where T : unmanaged, INumber<T>
    {
        if (Vector512.IsHardwareAccelerated) next = Add<Vectors512<T>, Vector512<T>, T>(x, sums, errors, next, count);
        if (Vector256.IsHardwareAccelerated) next = Add<Vectors256<T>, Vector256<T>, T>(x, sums, errors, next, count);
        next = Add<Vectors128<T>, Vector128<T>, T>(x, sums, errors, next, count);
        for (; next < count; next++)
        {
            var (sum, error) = (sums[next], T.Zero);
            TwoSum.Add(errors == null ? x[next] : x[next] + errors[next], ref sum, ref error);
            if (errors != null) errors[next] = OneLane<T>.Known(error);
            else if (error != T.Zero) return next;
            sums[next] = sum;
        }
        return next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Add<L, V, T>(T* x, T* sums, T* errors, int next, int count) where L : struct, IVectors<V, T> where V : struct where T : unmanaged
    {
        for (; next <= count - L.Count; next += L.Count)
        {
            var sum = L.Load(sums + next);
            var term = L.Load(x + next);
            if (errors != null) term = L.Add(term, L.Load(errors + next));
            var error = TwoSum.Step<L, V, T>(term, ref sum);
            if (errors != null) L.Store(L.Known(error), errors + next);
            else if (!L.IsZero(error)) return next;
            L.Store(sum, sums + next);
        }
        return next;
    }
}
