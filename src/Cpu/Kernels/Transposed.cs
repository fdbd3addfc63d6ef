using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>Columns of a matrix whose rows are contiguous, in vectors: blocks of 16 bytes of the rows are transposed in registers.</summary>
internal static unsafe class Transposed<L, V, T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged
{
    /// <summary>How many neighbouring columns <see cref="Load"/> gives.</summary>
    public const int Columns = 4;

    /// <summary>The first four columns of as many rows as a vector has lanes; rows lie so far apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(T* source, nint row, out V c0, out V c1, out V c2, out V c3)
    {
        if (sizeof(T) == 8)
        {
            V a = L.Blocks(source, 2 * row), b = L.Blocks(source + row, 2 * row);
            V c = L.Blocks(source + 2, 2 * row), d = L.Blocks(source + row + 2, 2 * row);
            (c0, c1, c2, c3) = (L.UnpackLow(a, b), L.UnpackHigh(a, b), L.UnpackLow(c, d), L.UnpackHigh(c, d));
        }
        else
        {
            V a = L.Blocks(source, 4 * row), b = L.Blocks(source + row, 4 * row);
            V c = L.Blocks(source + 2 * row, 4 * row), d = L.Blocks(source + 3 * row, 4 * row);
            V abLow = L.UnpackLow(a, b), abHigh = L.UnpackHigh(a, b), cdLow = L.UnpackLow(c, d), cdHigh = L.UnpackHigh(c, d);
            (c0, c1) = (L.UnpackPairsLow(abLow, cdLow), L.UnpackPairsHigh(abLow, cdLow));
            (c2, c3) = (L.UnpackPairsLow(abHigh, cdHigh), L.UnpackPairsHigh(abHigh, cdHigh));
        }
    }
}
