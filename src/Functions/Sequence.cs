using System.Collections;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>An immutable list that is equal to any list of equal elements, so that records holding one compare by value.</summary>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public sealed class Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>> where T : IEquatable<T>
{
    readonly T[] items;

    internal Sequence(T[] items) => this.items = items;

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <summary>The item at an index, which may count from the end.</summary>
    public T this[Index index] => items[index];

    /// <summary>The items as a span.</summary>
    public ReadOnlySpan<T> AsSpan() => items;

    /// <summary>Whether the items are equal, one by one.</summary>
    public bool Equals(Sequence<T>? other) => other is not null && AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? other) => Equals(other as Sequence<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", items)}]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <summary>A sequence of a copy of the items.</summary>
    public static implicit operator Sequence<T>(T[] items) => new([.. items]);
}

/// <summary>Builds sequences from collection expressions.</summary>
public static class Sequence
{
    /// <summary>A sequence of these items; collection expressions end here.</summary>
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) where T : IEquatable<T> => new(items.ToArray());

    /// <summary>A sequence of these items.</summary>
    public static Sequence<T> ToSequence<T>(this IEnumerable<T> items) where T : IEquatable<T> => new([.. items]);
}
