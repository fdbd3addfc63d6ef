using System.Collections;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>The extent of a tensor along each axis; <c>[]</c> is the shape of a scalar. Written <c>[2, 3]</c>.</summary>
/// <exception cref="ShapeException">An extent is negative, or there are more than 2³¹ − 1 elements.</exception>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    /// <summary>The shape of one number, which has no axes.</summary>
    public static readonly Shape Scalar = new([]);

    readonly int[] extents;

    Shape(int[] extents)
    {
        this.extents = extents;
        Size = CountElements(extents);
    }

    /// <summary>The shape with these extents; collection expressions such as <c>[2, 3]</c> end here.</summary>
    public static Shape Create(ReadOnlySpan<int> extents) => extents.IsEmpty && Scalar is not null ? Scalar : new(extents.ToArray());

    /// <summary>The shape with these extents.</summary>
    public static Shape Of(IEnumerable<int> extents) => new([.. extents]);

    /// <summary>The number of axes.</summary>
    public int Rank => extents.Length;

    /// <summary>The number of elements; 1 for a scalar.</summary>
    public int Size { get; }

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The extent along an axis; a negative axis counts from the end.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int this[int axis]
        => (uint)(axis < 0 ? axis + extents.Length : axis) is var at && at < (uint)extents.Length ? extents[at]
        : throw new ShapeException($"axis {axis} is out of range for shape {this}");

    /// <summary>The extents as a span.</summary>
    public ReadOnlySpan<int> AsSpan() => extents;

    /// <summary>The shape with these extents.</summary>
    public static implicit operator Shape(int[] extents) => new([.. extents]);

    /// <summary>Whether the extents are the same.</summary>
    public bool Equals(Shape? other) => ReferenceEquals(this, other) || other is not null && Agrees(other.extents);

    /// <inheritdoc/>
    public override bool Equals(object? other) => Equals(other as Shape);

    /// <summary>Whether the extents are the same.</summary>
    public static bool operator ==(Shape? a, Shape? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whether the extents differ.</summary>
    public static bool operator !=(Shape? a, Shape? b) => !(a == b);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var extent in extents) hash.Add(extent);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", extents)}]";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)extents).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => extents.GetEnumerator();

    /// <summary>This shape with one axis changed.</summary>
    public Shape With(int axis, int extent)
    {
        int[] changed = [.. extents];
        changed[axis] = extent;
        return new(changed);
    }

    /// <summary>Turns an axis that may count from the end into 0 … rank − 1.</summary>
    public int Axis(int axis, string operation)
        => axis >= -Rank && axis < Rank ? (axis + Rank) % Rank
        : throw new ShapeException($"{operation}: axis {axis} is out of range for shape {this}");

    /// <summary>The axes as 0 … rank − 1 in ascending order; all of them when none are named.</summary>
    public Sequence<int> Axes(ReadOnlySpan<int> axes, string operation)
    {
        if (axes.IsEmpty) return Enumerable.Range(0, Rank).ToSequence();
        var normal = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++) normal[i] = Axis(axes[i], operation);
        Array.Sort(normal);
        for (var i = 1; i < normal.Length; i++)
            if (normal[i] == normal[i - 1]) throw new ShapeException($"{operation}: axis {normal[i]} is named twice");
        return normal.ToSequence();
    }

    /// <summary>The common shape of two operands under NumPy's broadcasting rule.</summary>
    public static Shape Broadcast(Shape a, Shape b, string operation)
    {
        if (b.Rank == 0 || a.Equals(b)) return a;
        if (a.Rank == 0) return b;
        var rank = Math.Max(a.Rank, b.Rank);
        var common = new int[rank];
        for (var i = 1; i <= rank; i++)
        {
            int m = i <= a.Rank ? a[^i] : 1, n = i <= b.Rank ? b[^i] : 1;
            common[^i] = m == n || n == 1 ? m : m == 1 ? n
                : throw new ShapeException($"{operation}: left is {a}, right is {b}: sizes {m} and {n} do not broadcast");
        }
        return new(common);
    }

    int this[Index index] => extents[index];

    /// <summary>Compares one by one: shapes are too short for what vectors do faster.</summary>
    bool Agrees(int[] others)
    {
        if (others.Length != extents.Length) return false;
        for (var axis = 0; axis < others.Length; axis++)
            if (others[axis] != extents[axis]) return false;
        return true;
    }

    static int CountElements(int[] extents)
    {
        long size = 1;
        var empty = false;
        foreach (var extent in extents)
        {
            if (extent < 0) throw new ShapeException($"a shape has no negative extents: [{string.Join(", ", extents)}]");
            empty |= extent == 0;
            size = Math.Min(size * Math.Max(extent, 1), (long)int.MaxValue + 1);
        }
        return empty ? 0 : size <= Array.MaxLength ? (int)size
            : throw new ShapeException($"[{string.Join(", ", extents)}] has more elements than a tensor can hold ({Array.MaxLength})");
    }
}
