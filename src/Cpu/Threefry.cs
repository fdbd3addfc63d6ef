using Functional.Primitives;
using static System.Numerics.BitOperations;

namespace Functional.Cpu;

/// <summary>
/// The counter-based generator Threefry-2x32 with 20 rounds: J. Salmon, M. Moraes, R. Dror, D. Shaw (2011),
/// "Parallel random numbers: as easy as 1, 2, 3".
/// </summary>
internal static class Threefry
{
    const uint Parity = 0x1BD11BDA;

    /// <summary>Two random words for a key and a counter.</summary>
    internal static (uint, uint) Block(uint key0, uint key1, uint counter0, uint counter1)
    {
        var key2 = Parity ^ key0 ^ key1;
        var (x, y) = (counter0 + key0, counter1 + key1);
        (x, y) = EvenRounds(x, y);
        (x, y) = OddRounds(x + key1, y + key2 + 1);
        (x, y) = EvenRounds(x + key2, y + key0 + 2);
        (x, y) = OddRounds(x + key0, y + key1 + 3);
        (x, y) = EvenRounds(x + key1, y + key2 + 4);
        return (x + key2, y + key0 + 5);
    }

    /// <summary>The integers that the primitive promises for each of the keys: each from the block of its index in the stream.</summary>
    internal static ArrayTensor Bits(Shape shape, RandomBits op, ReadOnlySpan<int> keys, ReadOnlySpan<int> streams) => op.Bits <= 32
        ? Fill<int>(shape, op, keys, streams, (key0, key1, i, stream) => (int)(Block(key0, key1, i, stream).Item1 >> 32 - op.Bits))
        : Fill<long>(shape, op, keys, streams, (key0, key1, i, stream) => (long)(Join(Block(key0, key1, i, stream)) >> 64 - op.Bits));

    static ArrayTensor<T> Fill<T>(Shape shape, RandomBits op, ReadOnlySpan<int> keys, ReadOnlySpan<int> streams, Func<uint, uint, uint, uint, T> element)
        where T : unmanaged
    {
        var (y, each) = (Memory.Result<T>(shape), op.To.Size);
        for (var key = 0; key < keys.Length / 2; key++)
        {
            var (key0, key1, stream, first) = ((uint)keys[2 * key], (uint)keys[2 * key + 1], (uint)streams[key], y.Offset + key * each);
            Rows.Split(each, (start, length) =>
            {
                for (var i = start; i < start + length; i++) y.Data[first + i] = element(key0, key1, (uint)i, stream);
            });
        }
        return y;
    }

    static ulong Join((uint High, uint Low) words) => (ulong)words.High << 32 | words.Low;

    static (uint, uint) EvenRounds(uint x, uint y)
    {
        x += y; y = RotateLeft(y, 13) ^ x;
        x += y; y = RotateLeft(y, 15) ^ x;
        x += y; y = RotateLeft(y, 26) ^ x;
        x += y; y = RotateLeft(y, 6) ^ x;
        return (x, y);
    }

    static (uint, uint) OddRounds(uint x, uint y)
    {
        x += y; y = RotateLeft(y, 17) ^ x;
        x += y; y = RotateLeft(y, 29) ^ x;
        x += y; y = RotateLeft(y, 16) ^ x;
        x += y; y = RotateLeft(y, 24) ^ x;
        return (x, y);
    }
}
