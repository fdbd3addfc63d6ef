using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Functional.Cpu;

/// <summary>
/// Packs a strided strip of a matrix into the order in which a micro-kernel reads it: panel[p·width + i] = source[i·across + p·along].
/// </summary>
internal static unsafe class Panel
{
    /// <summary>
    /// Packs <paramref name="length"/> steps of <paramref name="width"/> values, of which the source has the first
    /// <paramref name="count"/>; the others become zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(int width, int count, int length, T* source, nint across, nint along, T* panel) where T : unmanaged
    {
        if (count < width)
            new Span<T>(panel, width * length).Clear();
        if (across == 1)
            Copy(width, count, length, source, along, panel);
        else if (along is 1 or -1)
            Transpose(width, count, length, source, across, along, panel);
        else
            Gather(width, 0, count, 0, length, source, across, along, panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Copy<T>(int width, int count, int length, T* source, nint along, T* panel) where T : unmanaged
    {
        for (var p = 0; p < length; p++, source += along, panel += width)
        {
            var i = 0;
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
                Vector256.Load(source + i).Store(panel + i);
            for (; i < count; i++)
                panel[i] = source[i];
        }
    }

    /// <summary>Lines of the source become columns of the panel, in square blocks that are transposed in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transpose<T>(int width, int count, int length, T* source, nint across, nint along, T* panel) where T : unmanaged
    {
        var block = Vector128<T>.Count;
        var blocksAcross = count - count % block;
        var blocksAlong = length - length % block;

        // A line that runs backwards is read forwards, and its block written from the last step to the first.
        var first = along == 1 ? 0 : 1 - block;
        nint step = along == 1 ? width : -width;
        for (var i = 0; i < blocksAcross; i += block)
        {
            var line = source + i * across + first;
            var target = panel + i + (along == 1 ? 0 : (block - 1) * width);
            for (var p = 0; p < blocksAlong; p += block, line += block * along, target += block * width)
                TransposeBlock(line, across, target, step);
        }

        Gather(width, blocksAcross, count, 0, blocksAlong, source, across, along, panel);
        Gather(width, 0, count, blocksAlong, length, source, across, along, panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransposeBlock<T>(T* source, nint sourceRow, T* target, nint targetRow) where T : unmanaged
    {
        if (sizeof(T) == 8)
        {
            var (a, b) = (Vector128.Load((double*)source), Vector128.Load((double*)(source + sourceRow)));
            ZipLow(a, b).Store((double*)target);
            ZipHigh(a, b).Store((double*)(target + targetRow));
        }
        else
        {
            var a = Vector128.Load((float*)source);
            var b = Vector128.Load((float*)(source + sourceRow));
            var c = Vector128.Load((float*)(source + 2 * sourceRow));
            var d = Vector128.Load((float*)(source + 3 * sourceRow));
            var (ab, cd) = (ZipLow(a, b).AsDouble(), ZipLow(c, d).AsDouble());
            ZipLow(ab, cd).Store((double*)target);
            ZipHigh(ab, cd).Store((double*)(target + targetRow));
            (ab, cd) = (ZipHigh(a, b).AsDouble(), ZipHigh(c, d).AsDouble());
            ZipLow(ab, cd).Store((double*)(target + 2 * targetRow));
            ZipHigh(ab, cd).Store((double*)(target + 3 * targetRow));
        }
    }

    static void Gather<T>(int width, int i0, int i1, int p0, int p1, T* source, nint across, nint along, T* panel) where T : unmanaged
    {
        for (var i = i0; i < i1; i++)
        for (var p = p0; p < p1; p++)
            panel[p * width + i] = source[i * across + p * along];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> ZipLow(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> ZipHigh(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[1], b[1]);
}
