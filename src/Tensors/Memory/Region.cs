namespace Functional.Cpu;

/// <summary>
/// The arrays that an engine allocated while user code held only stand-ins for their values. When those have ended, nobody else can hold
/// an array of the region: all but the results go back to the shelf. A region into whose work another transformation steps, which may keep
/// what it is given, is abandoned to the garbage collector.
/// </summary>
internal sealed class Region
{
    [ThreadStatic]
    static Region? current;

    readonly Lock access = new();
    readonly List<Array> arrays = [];
    readonly HashSet<Array> kept = new(ReferenceEqualityComparer.Instance);
    bool abandoned;

    /// <summary>The region of what this thread allocates now, if any.</summary>
    internal static Region? Current => current;

    /// <summary>
    /// Counts what this thread allocates as this region's until the window is disposed of; no region leaves it to the garbage collector.
    /// Where another region is at work, its values meet an enclosing transformation, and it is abandoned.
    /// </summary>
    internal static Window Enter(Region? region)
    {
        if (current != region) AbandonCurrent();
        return new(region);
    }

    /// <summary>Opens a window for code of the user, who may keep what it allocates; values of the region at work are computed in windows of their own.</summary>
    internal static Window Leave() => new(null);

    /// <summary>Leaves the region at work on this thread, if any, to the garbage collector: somebody else is about to keep a value of it.</summary>
    internal static void AbandonCurrent() => current?.Abandon();

    /// <summary>Leaves this region's arrays to the garbage collector.</summary>
    internal void Abandon() => abandoned = true;

    internal bool IsAbandoned => abandoned;

    internal T[] Rent<T>(int size) where T : unmanaged
    {
        if (abandoned) return GC.AllocateUninitializedArray<T>(size);
        var array = Shelf.Take<T>(size) ?? GC.AllocateUninitializedArray<T>(size);
        lock (access) arrays.Add(array);
        return array;
    }

    /// <summary>A result that outlives the region.</summary>
    internal Tensor Keep(Tensor x) => x.KeptBy(this);

    /// <summary>A plain result: the part of a much larger array is copied.</summary>
    internal ArrayTensor Keep(ArrayTensor x)
    {
        if (x.Storage.Length > 2L * x.Size && x.Storage.Length > 1024) return x.Copy();
        kept.Add(x.Storage);
        return x;
    }

    /// <summary>Gives back all arrays but those of kept results, which stay the region's until they are not kept any more.</summary>
    internal void Recycle()
    {
        if (!abandoned)
            foreach (var array in arrays)
                if (!kept.Contains(array)) Shelf.Put(array);
        arrays.RemoveAll(array => abandoned || !kept.Contains(array));
        kept.Clear();
    }

    internal readonly ref struct Window
    {
        readonly Region? outer;

        internal Window(Region? region) => (outer, current) = (current, region);

        public void Dispose() => current = outer;
    }
}
