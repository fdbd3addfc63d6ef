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
            new Span<T>(errors.Pointer, sums.Length).Clear();
            for (; slice < indices.Length; slice++, column = 0)
            {
                var at = (nint)indices[slice] * inner;
                Add(x + (nint)slice * inner, y + at, errors.Pointer + at, column, inner);
            }
            for (var i = 0; i < sums.Length; i++) y[i] = TwoSum.Settle(y[i], errors.Pointer[i]);
        }
    }

    /// <summary>Adds a slice from the given column on; without a place for errors, up to the first. Answers the next column.</summary>
    static int Add<T>(T* x, T* sums, T* errors, int next, int count) where T : unmanaged, INumber<T>
    {
        if (Vector512.IsHardwareAccelerated) next = Add<Lanes512<T>, Vector512<T>, T>(x, sums, errors, next, count);
        if (Vector256.IsHardwareAccelerated) next = Add<Lanes256<T>, Vector256<T>, T>(x, sums, errors, next, count);
        next = Add<Lanes128<T>, Vector128<T>, T>(x, sums, errors, next, count);
        for (; next < count; next++)
        {
            var (sum, error) = (sums[next], T.Zero);
            TwoSum.Add(errors == null ? x[next] : x[next] + errors[next], ref sum, ref error);
            if (errors != null) errors[next] = T.IsNaN(error) ? T.Zero : error;
            else if (error != T.Zero) return next;
            sums[next] = sum;
        }
        return next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Add<L, V, T>(T* x, T* sums, T* errors, int next, int count) where L : struct, ILanes<V, T> where V : struct where T : unmanaged
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
