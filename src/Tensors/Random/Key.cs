using Functional.Primitives;

namespace Functional;

/// <summary>
/// The only source of randomness: a value from which bits are computed, always the same from the same key. Use a key once;
/// <see cref="Split(int)"/> it for more. It is a tensor (int32 [2]), so transformations treat it like any other value. Several keys in one (int32 [b…, 2]) draw [b…, shape…].
/// </summary>
[Tree]
public sealed partial record Key(Tensor Words)
{
    /// <summary>The stream of bits that makes new keys; draws use stream 0.</summary>
    const int Splitting = 1;

    /// <summary>The key of a seed.</summary>
    public Key(long seed) : this(Tensor.Of((int)(seed >> 32), (int)seed)) { }

    /// <summary>Independent keys, as many as asked for.</summary>
    public Key[] Split(int count)
    {
        var words = new RandomBits([count, 2], 32, Splitting).Apply(Words);
        return [.. Enumerable.Range(0, count).Select(i => new Key(words[Subscript.Ellipsis, i, ..]))];
    }

    /// <summary>Two independent keys.</summary>
    public (Key, Key) Split() => Split(2) is var keys ? (keys[0], keys[1]) : default;

    /// <summary>The key for one step or element of many, by its number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative; draws and splits have those streams.</exception>
    public Key Fold(int number)
        => number >= 0 ? new(new RandomBits([2], 32, Splitting + 1 + number).Apply(Words))
        : throw new ArgumentOutOfRangeException(nameof(number), $"Fold: a number from 0 on, not {number}");
}
