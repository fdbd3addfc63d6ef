using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Functional.Functions;

namespace Functional.Accuracy;

/// <summary>Functions over arrays whose lengths are multiples of the widest register.</summary>
internal static class Loop
{
    internal static void Widest<F, T>(ReadOnlySpan<T> x, Span<T> y) where F : struct, IMapFunction where T : unmanaged, INumber<T>
    {
        if (Vector512.IsHardwareAccelerated) Map<F, Lanes512<T>, T>(x, y);
        else if (Vector256.IsHardwareAccelerated) Map<F, Lanes256<T>, T>(x, y);
        else Map<F, Lanes128<T>, T>(x, y);
    }

    internal static void Widest<F, T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where F : struct, IZipFunction where T : unmanaged, INumber<T>
    {
        if (Vector512.IsHardwareAccelerated) Zip<F, Lanes512<T>, T>(a, b, y);
        else if (Vector256.IsHardwareAccelerated) Zip<F, Lanes256<T>, T>(a, b, y);
        else Zip<F, Lanes128<T>, T>(a, b, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<F, V, T>(ReadOnlySpan<T> x, Span<T> y) where F : struct, IMapFunction where V : struct, IRegister<V, T> where T : unmanaged
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        for (var i = 0; i < x.Length; i += V.Count) V.Store(F.Apply(V.Load(ref Unsafe.Add(ref from, i))), ref Unsafe.Add(ref to, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Zip<F, V, T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where F : struct, IZipFunction where V : struct, IRegister<V, T> where T : unmanaged
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        ref var to = ref MemoryMarshal.GetReference(y);
        for (var i = 0; i < a.Length; i += V.Count)
            V.Store(F.Apply(V.Load(ref Unsafe.Add(ref left, i)), V.Load(ref Unsafe.Add(ref right, i))), ref Unsafe.Add(ref to, i));
    }
}
