namespace Functional.Cpu;

/// <summary>Tells a shelf of every collection of all generations: that is when memory is looked for.</summary>
internal sealed class Collections
{
    /// <summary>The part of what the collector calls a high load at which all goes back.</summary>
    const double Pressing = 0.9;

    readonly Shelf shelf;

    Collections(Shelf shelf) => this.shelf = shelf;

    internal static Shelf Tell(Shelf shelf)
    {
        _ = new Collections(shelf);
        return shelf;
    }

    static bool IsMemoryShort => GC.GetGCMemoryInfo() is var memory && memory.MemoryLoadBytes >= Pressing * memory.HighMemoryLoadThresholdBytes;

    // Nobody holds this object, so each collection of the oldest generation, in which it soon is, finds it dead, and it rises again.
    ~Collections()
    {
        shelf.Forget(everything: IsMemoryShort);
        GC.ReRegisterForFinalize(this);
    }
}
