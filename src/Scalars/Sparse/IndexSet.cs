namespace Functional;

/// <summary>An immutable set of indices in ascending order. <c>default</c> is empty.</summary>
internal readonly struct IndexSet(params int[] ascending)
{
    readonly int[]? indices = ascending;

    internal ReadOnlySpan<int> Indices => indices;

    internal bool IsEmpty => indices is null or [];

    public static IndexSet operator |(IndexSet a, IndexSet b)
        => a.IsEmpty || ReferenceEquals(a.indices, b.indices) ? b : b.IsEmpty ? a : new(Merge(a.indices!, b.indices!));

    static int[] Merge(int[] a, int[] b)
    {
        var union = new int[a.Length + b.Length];
        var (i, j, count) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            var (left, right) = (a[i], b[j]);
            union[count++] = Math.Min(left, right);
            if (left <= right) i++;
            if (right <= left) j++;
        }
        while (i < a.Length) union[count++] = a[i++];
        while (j < b.Length) union[count++] = b[j++];
        // A set that holds the other one is shared, so that long sums over the same variables cost no memory.
        return count == a.Length ? a : count == b.Length ? b : union[..count];
    }
}
