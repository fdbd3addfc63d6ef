using System.Collections;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>An immutable list that is equal to any list of equal elements, so that records holding one compare by value.</summary>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public sealed class Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>> where T : IEquatable<T>
{
    readonly T[] items;

    internal Sequence(T[] items) => this.items = items;

    public int Count => items.Length;

    public T this[int index] => items[index];

    public T this[Index index] => items[index];

    public ReadOnlySpan<T> AsSpan() => items;

    public bool Equals(Sequence<T>? other) => other is not null && AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? other) => Equals(other as Sequence<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items) hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", items)}]";

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public static implicit operator Sequence<T>(T[] items) => new([.. items]);
}

/// <summary>Builds sequences from collection expressions.</summary>
public static class Sequence
{
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) where T : IEquatable<T> => new(items.ToArray());

    public static Sequence<T> ToSequence<T>(this IEnumerable<T> items) where T : IEquatable<T> => new([.. items]);
}
