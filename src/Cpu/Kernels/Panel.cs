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
        => Pack(width, count, 1, length, source, across, along, &panel);

    /// <summary>The same for <paramref name="lanes"/> panels, to each of which goes a step in turn, <paramref name="length"/> in all.</summary>
    public static void Pack<T>(int width, int count, int lanes, int length, T* source, nint across, nint along, T** panels) where T : unmanaged
    {
        for (var lane = 0; count < width && lane < lanes; lane++) new Span<T>(panels[lane], width * length).Clear();
        Pack(count, lanes, length, source, across, along, panels, width);
    }

    /// <summary>Packs <paramref name="length"/> steps of <paramref name="count"/> values, steps that lie apart in the panel.</summary>
    public static void Pack<T>(int count, int length, T* source, nint across, nint along, T* panel, nint step) where T : unmanaged
        => Pack(count, 1, length, source, across, along, &panel, step);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(int count, int lanes, int length, T* source, nint across, nint along, T** panels, nint step) where T : unmanaged
    {
        if (along is 1 or -1 && across != 1)
            Transpose(count, lanes, length, source, across, along, panels, step);
        else
            for (var lane = 0; lane < lanes; lane++)
                if (across == 1) Copy(count, length, source + lane * along, lanes * along, panels[lane], step);
                else Gather(0, count, 0, length, source + lane * along, across, lanes * along, panels[lane], step);
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

    /// <summary>Lines of the source become columns of the panels, in square blocks that are transposed in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transpose<T>(int count, int lanes, int length, T* source, nint across, nint along, T** panels, nint step) where T : unmanaged
    {
        var block = Vector128<T>.Count;
        var round = Math.Max(lanes, block);
        var (rows, rounds) = (count - count % block, length * lanes / round);
        for (var i = 0; i < rows; i += block)
        for (var lane = 0; lane < round; lane += block)
        {
            // A line that runs backwards is read forwards, and its block written from the last step to the first.
            var line = source + i * across + lane * along + (along == 1 ? 0 : 1 - block);
            TransposeLine(rounds, line, across, round * along, Target(0), Target(1), Target(2), Target(3), round / lanes * step);

            T* Target(int column)
            {
                var next = lane + (along == 1 ? column : block - 1 - column);
                return column < block ? panels[next % lanes] + i + next / lanes * step : null;
            }
        }

        var done = rounds * round / lanes;
        for (var lane = 0; lane < lanes; lane++)
        {
            Gather(rows, count, 0, done, source + lane * along, across, lanes * along, panels[lane], step);
            Gather(0, count, done, length, source + lane * along, across, lanes * along, panels[lane], step);
        }
    }

    /// <summary>Transposes blocks of so many lines, one block after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void TransposeLine<T>(int blocks, T* source, nint across, nint next, T* first, T* second, T* third, T* fourth, nint step) where T : unmanaged
    {
        for (; blocks > 0; blocks--, source += next, first += step, second += step, third += step, fourth += step)
            if (sizeof(T) == 8)
            {
                var (a, b) = (Vectors128<T>.Load(source), Vectors128<T>.Load(source + across));
                Vectors128<T>.Store(Vectors128<T>.UnpackLow(a, b), first);
                Vectors128<T>.Store(Vectors128<T>.UnpackHigh(a, b), second);
            }
            else
            {
                Transposed<Vectors128<T>, Vector128<T>, T>.Load(source, across, out var a, out var b, out var c, out var d);
                Vectors128<T>.Store(a, first);
                Vectors128<T>.Store(b, second);
                Vectors128<T>.Store(c, third);
                Vectors128<T>.Store(d, fourth);
            }
    }

    static void Gather<T>(int i0, int i1, int p0, int p1, T* source, nint across, nint along, T* panel, nint step) where T : unmanaged
    {
        for (var i = i0; i < i1; i++)
        for (var p = p0; p < p1; p++)
            panel[p * step + i] = source[i * across + p * along];
    }
}
