using System.Collections.Immutable;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// The only source of randomness: a value from which bits are computed, always the same from the same key. Use a key once;
/// <see cref="Split(int)"/> it for more. It is a tensor (int32 [2]), so transformations treat it like any other value. Several keys in one (int32 [b…, 2]) draw [b…, shape…].
/// </summary>
[Tree]
public sealed partial record Key(Tensor Words)
{
    /// <summary>The streams of bits that draws use, and that makes new keys; those above make the keys of numbers.</summary>
    const int Drawing = 0, Splitting = 1;

    /// <summary>The key of a seed.</summary>
    public Key(long seed) : this(Tensor.Of((int)(seed >> 32), (int)seed)) { }

    /// <summary>Independent keys, as many as asked for.</summary>
    public ImmutableArray<Key> Split(int count)
    {
        var words = Stream([count, 2], 32, Tensor.Scalar(Splitting));
        return [.. Enumerable.Range(0, count).Select(i => new Key(words[Subscript.Ellipsis, i, ..]))];
    }

    /// <summary>Two independent keys.</summary>
    public (Key, Key) Split() => Split(2) is var keys ? (keys[0], keys[1]) : default;

    /// <summary>The key for one step or element of many, by its number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative; draws and splits have those streams.</exception>
    public Key Fold(int number)
        => number >= 0 ? Fold(Tensor.Scalar(number))
        : throw new ArgumentOutOfRangeException(nameof(number), $"Fold: a number from 0 on, not {number}");

    /// <summary>The key for one step or element of many, by its number, an int32 tensor [] from 0 on that may be the result of a computation.</summary>
    public Key Fold(Tensor number) => new(Stream([2], 32, number + (Splitting + 1)));

    /// <summary>Random bits of a stream.</summary>
    Tensor Stream(Shape shape, int bits, Tensor stream)
        => new RandomBits(shape, bits).Apply(Words, Operations.Broadcast(stream, Shape.Of(Words.Shape.SkipLast(1))));
}
