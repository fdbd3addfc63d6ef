using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Pack<T>(int width, int count, int length, T* source, nint across, nint along, T* panel) where T : unmanaged
    {
        if (count < width)
            new Span<T>(panel, width * length).Clear();
        Pack(count, length, source, across, along, panel, width);
    }

    /// <summary>Packs <paramref name="length"/> steps of <paramref name="count"/> values, steps that lie apart in the panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(int count, int length, T* source, nint across, nint along, T* panel, nint step) where T : unmanaged
    {
        if (across == 1)
            Copy(count, length, source, along, panel, step);
        else if (along is 1 or -1)
            Transpose(count, length, source, across, along, panel, step);
        else
            Gather(0, count, 0, length, source, across, along, panel, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Copy<T>(int count, int length, T* source, nint along, T* panel, nint step) where T : unmanaged
    {
        for (var p = 0; p < length; p++, source += along, panel += step)
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
    static void Transpose<T>(int count, int length, T* source, nint across, nint along, T* panel, nint step) where T : unmanaged
    {
        var block = Vector128<T>.Count;
        var blocksAcross = count - count % block;
        var blocksAlong = length - length % block;

        // A line that runs backwards is read forwards, and its block written from the last step to the first.
        var first = along == 1 ? 0 : 1 - block;
        for (var i = 0; i < blocksAcross; i += block)
        {
            var line = source + i * across + first;
            var target = panel + i + (along == 1 ? 0 : (block - 1) * step);
            for (var p = 0; p < blocksAlong; p += block, line += block * along, target += block * step)
                TransposeBlock(line, across, target, along * step);
        }

        Gather(blocksAcross, count, 0, blocksAlong, source, across, along, panel, step);
        Gather(0, count, blocksAlong, length, source, across, along, panel, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransposeBlock<T>(T* source, nint sourceRow, T* target, nint targetRow) where T : unmanaged
    {
        if (sizeof(T) == 8)
        {
            var (a, b) = (Vectors128<T>.Load(source), Vectors128<T>.Load(source + sourceRow));
            Vectors128<T>.Store(Vectors128<T>.UnpackLow(a, b), target);
            Vectors128<T>.Store(Vectors128<T>.UnpackHigh(a, b), target + targetRow);
        }
        else
        {
            Transposed<Vectors128<T>, Vector128<T>, T>.Load(source, sourceRow, out var a, out var b, out var c, out var d);
            Vectors128<T>.Store(a, target);
            Vectors128<T>.Store(b, target + targetRow);
            Vectors128<T>.Store(c, target + 2 * targetRow);
            Vectors128<T>.Store(d, target + 3 * targetRow);
        }
    }

    static void Gather<T>(int i0, int i1, int p0, int p1, T* source, nint across, nint along, T* panel, nint step) where T : unmanaged
    {
        for (var i = i0; i < i1; i++)
        for (var p = p0; p < p1; p++)
            panel[p * step + i] = source[i * across + p * along];
    }
}
