namespace Functional.Primitives;

/// <summary>
/// The memory that devices allocated while user code held only stand-ins for the values in it. When those have ended, nobody else can hold
/// it: all but that of the results goes back to its device. Memory whose last owner is known to be done goes back earlier: the engine holds what
/// it needs, and lets go. A region into whose work another transformation steps, which may keep what it is given, is abandoned to the
/// garbage collector.
/// </summary>
public sealed partial class Region
{
    [ThreadStatic]
    static Region? current;

    readonly Lock access = new();
    readonly List<object> order = [];
    readonly Dictionary<object, (Device Device, int Owners)> owned = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<object> kept = new(ReferenceEqualityComparer.Instance);
    bool abandoned;

    /// <summary>The region that owns what this thread allocates now, if any.</summary>
    public static Region? Current => current is { abandoned: false } region ? region : null;

    /// <summary>
    /// Counts what this thread allocates as this region's until the window is disposed of; no region leaves it to the garbage collector.
    /// Where another region is at work, its values meet an enclosing transformation, and it is abandoned.
    /// </summary>
    public static Entry Enter(Region? region)
    {
        if (current != region) AbandonCurrent();
        return new(region);
    }

    /// <summary>Opens a window for code of the user, who may keep what it allocates; values of the region at work are computed in windows of their own.</summary>
    public static Entry Leave() => new(null);

    /// <summary>Leaves the region at work on this thread, if any, to the garbage collector: somebody else is about to keep a value of it.</summary>
    public static void AbandonCurrent() => current?.Abandon();

    /// <summary>Leaves this region's memory to the garbage collector.</summary>
    public void Abandon() => abandoned = true;

    /// <summary>Whether its memory was left to the garbage collector.</summary>
    public bool IsAbandoned => abandoned;

    /// <summary>For devices: memory that one allocated while this region was <see cref="Current"/>, and that it may use again.</summary>
    public void Add(Device device, object storage)
    {
        lock (access)
        {
            order.Add(storage);
            owned[storage] = (device, 1);
        }
        Watcher?.Invoke(storage, true);
    }

    /// <summary>Adds a term to a sum in place, where nobody but the caller holds the sum; false where the sum has to be a new tensor.</summary>
    public static bool TryAccumulate(Tensor sum, Tensor term)
        => sum is PlainTensor a && term is PlainTensor b && a.Device == b.Device && a.Device.TryAccumulate(a, b);

    /// <summary>A result that outlives the region.</summary>
    public Tensor Keep(Tensor x) => x.KeptBy(this);

    /// <summary>A plain result: the part of a much larger storage is copied.</summary>
    internal PlainTensor Keep(PlainTensor x)
    {
        var bytes = (long)x.Size * x.DType.Bytes();
        if (x.StorageBytes > 2 * bytes && x.StorageBytes > 4096) return x.Compact();
        kept.Add(x.Storage);
        return x;
    }

    /// <summary>Gives back all memory but that of kept results, which stays the region's until they are not kept any more.</summary>
    public void Recycle()
    {
        foreach (var storage in order)
            if (abandoned || !kept.Contains(storage)) Return(storage);
        order.RemoveAll(storage => !owned.ContainsKey(storage));
        kept.Clear();
    }

    /// <summary>The time in which a region owns what a thread allocates.</summary>
    public readonly ref struct Entry
    {
        readonly Region? outer;

        internal Entry(Region? region) => (outer, current) = (current, region);

        /// <summary>Ends it.</summary>
        public void Dispose() => current = outer;
    }
}
