using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// Packs a strided strip of a matrix into the order in which a micro-kernel reads it: panel[p·width + i] = source[i·across + p·along].
/// </summary>
internal static unsafe class Panel
{
    /// <summary>Lines of the source that are read together, some of their lanes at a time, so that they stay in the first cache.</summary>
    const int Abreast = 16;

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

    /// <summary>Lines of the source become columns of the panels, in blocks that are transposed in registers.</summary>
    static void Transpose<T>(int count, int lanes, int length, T* source, nint across, nint along, T** panels, nint step) where T : unmanaged
    {
        var rows = 0;
        if (Vector512.IsHardwareAccelerated) rows = Transpose<Vectors512<T>, Vector512<T>, T>(rows, count, lanes, length, source, across, along, panels, step);
        if (Vector256.IsHardwareAccelerated) rows = Transpose<Vectors256<T>, Vector256<T>, T>(rows, count, lanes, length, source, across, along, panels, step);
        rows = Transpose<Vectors128<T>, Vector128<T>, T>(rows, count, lanes, length, source, across, along, panels, step);
        if (rows < count)
            for (var lane = 0; lane < lanes; lane++) Gather(rows, count, 0, length, source + lane * along, across, lanes * along, panels[lane], step);
    }

    /// <summary>As many rows as fill vectors, from the given one on; answers the next.</summary>
    static int Transpose<L, V, T>(int row, int count, int lanes, int length, T* source, nint across, nint along, T** panels, nint step)
        where L : struct, IVectors<V, T> where V : struct where T : unmanaged
    {
        const int columns = Transposed<L, V, T>.Columns;
        var (round, first) = (Math.Max(lanes, columns), row);
        var rounds = length * lanes / round;
        for (; row <= count - L.Count; row += L.Count)
        for (var start = 0; start < rounds; start += Abreast)
        for (var lane = 0; lane < round; lane += columns)
        {
            // A line that runs backwards is read forwards, and its block written from the last step to the first.
            var line = source + row * across + (lane + start * round) * along + (along == 1 ? 0 : 1 - columns);
            var next = round / lanes * step;
            Transpose<L, V, T>(Math.Min(Abreast, rounds - start), line, across, round * along, Target(0), Target(1), Target(2), Target(3), next);

            T* Target(int column)
            {
                var at = lane + (along == 1 ? column : columns - 1 - column);
                return panels[at % lanes] + row + at / lanes * step + start * next;
            }
        }

        var done = rounds * round / lanes;
        if (done < length)
            for (var lane = 0; lane < lanes; lane++) Gather(first, row, done, length, source + lane * along, across, lanes * along, panels[lane], step);
        return row;
    }

    /// <summary>So many blocks of lines, one after the other; the columns of each go to four places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transpose<L, V, T>(int blocks, T* source, nint across, nint next, T* first, T* second, T* third, T* fourth, nint step)
        where L : struct, IVectors<V, T> where V : struct where T : unmanaged
    {
        for (; blocks > 0; blocks--, source += next, first += step, second += step, third += step, fourth += step)
        {
            Transposed<L, V, T>.Load(source, across, out var a, out var b, out var c, out var d);
            L.Store(a, first);
            L.Store(b, second);
            L.Store(c, third);
            L.Store(d, fourth);
        }
    }

    static void Gather<T>(int i0, int i1, int p0, int p1, T* source, nint across, nint along, T* panel, nint step) where T : unmanaged
    {
        for (var i = i0; i < i1; i++)
        for (var p = p0; p < p1; p++)
            panel[p * step + i] = source[i * across + p * along];
    }
}
