using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Functions;

/// <summary>What registers of all widths do with the bits of a mask, one for each lane.</summary>
internal static class Masks
{
    internal static void Store(ulong bits, int count, ref bool target)
    {
        for (var lane = 0; lane < count; lane++) Unsafe.Add(ref target, lane) = (bits >> lane & 1) != 0;
    }

    /// <summary>Replaces the values y of the lanes whose bits are set.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static V Rare<F, V, T>(ulong bits, V x, V y) where F : struct, IRare where V : struct, IRegister<V, T> where T : unmanaged, INumber<T>
    {
        Span<T> xs = stackalloc T[V.Count], ys = stackalloc T[V.Count];
        V.Store(x, ref MemoryMarshal.GetReference(xs));
        V.Store(y, ref MemoryMarshal.GetReference(ys));
        for (; bits != 0; bits &= bits - 1) ys[BitOperations.TrailingZeroCount(bits)] = Value<F, T>(xs[BitOperations.TrailingZeroCount(bits)]);
        return V.Load(ref MemoryMarshal.GetReference(ys));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static V Rare<F, V, T>(ulong bits, V a, V b, V y) where F : struct, IRareZip where V : struct, IRegister<V, T> where T : unmanaged, INumber<T>
    {
        Span<T> left = stackalloc T[V.Count], right = stackalloc T[V.Count], ys = stackalloc T[V.Count];
        V.Store(a, ref MemoryMarshal.GetReference(left));
        V.Store(b, ref MemoryMarshal.GetReference(right));
        V.Store(y, ref MemoryMarshal.GetReference(ys));
        for (; bits != 0; bits &= bits - 1)
            if (BitOperations.TrailingZeroCount(bits) is var lane) ys[lane] = Value<F, T>(left[lane], right[lane]);
        return V.Load(ref MemoryMarshal.GetReference(ys));
    }

    internal static T Value<F, T>(T x) where F : struct, IRare where T : unmanaged, INumber<T> => Constant.Of<T>(F.At(Constant.Double(x)));

    internal static T Value<F, T>(T a, T b) where F : struct, IRareZip where T : unmanaged, INumber<T>
        => Constant.Of<T>(F.At(Constant.Double(a), Constant.Double(b)));
}
