namespace Functional.Primitives;

/// <summary>
/// The memory that devices allocated while user code held only stand-ins for the values in it. When those have ended, nobody else can hold
/// it: all but that of the results goes back to its device. Memory whose last owner is known to be done goes back earlier: the engine holds what
/// it needs, and lets go. A region into whose work another transformation steps, which may keep what it is given, is abandoned to the
/// garbage collector.
/// <para>
/// Only who has the object can give memory back, and nothing hands it out: a region can take from nobody but whoever opened it.
/// </para>
/// </summary>
public sealed partial class Region
{
    /// <summary>Memory of a device, who needs it, where it is listed, and whose it is when this region ends before they are done.</summary>
    readonly record struct Loan(Device Device, int Owners, int Place, Region? Heir);

    [ThreadStatic]
    static Region? current, heir;

    readonly Lock access = new();
    readonly List<object?> order = [];
    readonly Dictionary<object, Loan> owned = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<object> kept = new(ReferenceEqualityComparer.Instance);
    bool abandoned;

    /// <summary>For devices: whether a region owns what this thread allocates now.</summary>
    public static bool IsAtWork => current is { abandoned: false };

    /// <summary>For devices: memory that one allocated while a region <see cref="IsAtWork"/>, and that it may use again.</summary>
    public static void Add(Device device, object storage)
    {
        if (!IsAtWork) return;
        current!.Own(storage, new(device, Owners: 1, Place: 0, heir));
        Watcher?.Invoke(storage, true);
    }

    /// <summary>
    /// Counts what this thread allocates as this region's until the window is disposed of; no region leaves it to the garbage collector.
    /// Where another region is at work, its values meet an enclosing transformation, and it is abandoned.
    /// </summary>
    public static Entry Enter(Region? region)
    {
        if (current != region) AbandonCurrent();
        return new(region, null);
    }

    /// <summary>
    /// As <see cref="Enter"/>, for values that are all stand-ins which end with the region: a region at work on stand-ins for these stays at work,
    /// and what it does not need or its results keep is passed on.
    /// </summary>
    internal static Entry EnterBehind(Region region)
        => IsAtWork && current != region && (heir is null || heir == region) ? new(current, region) : Enter(region);

    /// <summary>
    /// Opens a window for code of the user, who may keep what it allocates; values of the region at work are computed in windows of their own.
    /// </summary>
    public static Entry Leave() => new(null, null);

    /// <summary>Leaves the region at work on this thread, if any, to the garbage collector: somebody else is about to keep a value of it.</summary>
    public static void AbandonCurrent()
    {
        current?.Abandon();
        heir?.Abandon();
    }

    /// <summary>Leaves this region's memory to its heirs and the garbage collector.</summary>
    public void Abandon()
    {
        if (abandoned) return;
        abandoned = true;
        lock (access)
            foreach (var (storage, loan) in owned) loan.Heir?.Inherit(storage, loan);
    }

    /// <summary>Whether its memory was left to others.</summary>
    public bool IsAbandoned => abandoned;

    /// <summary>A result that outlives the region, for a region to own that outlives it as well, if any.</summary>
    public Tensor Keep(Tensor x, Region? next = null) => x.KeptBy(new(this, next));

    /// <summary>A plain result: the part of a much larger storage is copied.</summary>
    internal PlainTensor Keep(PlainTensor x, Region? next)
    {
        var bytes = (long)x.Size * x.DType.Bytes();
        if (x.StorageBytes > 2 * bytes && x.StorageBytes > 4096) x = x.Compact();
        var loan = owned.GetValueOrDefault(x.Storage);
        if ((next is { abandoned: false } ? next : loan.Heir) is not { } owner) kept.Add(x.Storage);
        else if (loan.Owners > 0) Pass(x.Storage, loan, owner);
        return x;
    }

    /// <summary>Gives back all memory but that of kept results, which stays the region's until they are not kept any more.</summary>
    public void Recycle()
    {
        foreach (var storage in order)
            if (storage is not null && (abandoned || !kept.Contains(storage))) Return(storage);
        order.RemoveAll(storage => storage is null || !owned.ContainsKey(storage));
        kept.Clear();
    }

    void Own(object storage, Loan loan)
    {
        lock (access)
        {
            owned[storage] = loan with { Place = order.Count };
            order.Add(storage);
        }
    }

    void Pass(object storage, Loan loan, Region owner)
    {
        if (abandoned) return;
        owned.Remove(storage);
        if (loan.Place < order.Count && order[loan.Place] == storage) order[loan.Place] = null;
        owner.Inherit(storage, loan);
    }

    void Inherit(object storage, Loan loan)
    {
        if (!abandoned) Own(storage, loan with { Owners = 1, Heir = loan.Heir == this ? null : loan.Heir });
        else if (loan.Heir != this) loan.Heir?.Inherit(storage, loan);
    }

    /// <summary>The time in which a region owns what a thread allocates.</summary>
    public readonly ref struct Entry
    {
        readonly Region? outer, outerHeir;

        internal Entry(Region? region, Region? next) => (outer, outerHeir, current, heir) = (current, heir, region, next);

        /// <summary>Ends it.</summary>
        public void Dispose() => (current, heir) = (outer, outerHeir);
    }
}

/// <summary>What a region asks of its results: that they outlive it.</summary>
public readonly struct Keeper
{
    readonly Region region;
    readonly Region? next;

    internal Keeper(Region region, Region? next) => (this.region, this.next) = (region, next);

    /// <summary>A value that a result is made of, as one that outlives the region.</summary>
    public Tensor Keep(Tensor x) => x.KeptBy(this);

    internal PlainTensor Keep(PlainTensor x) => region.Keep(x, next);
}
