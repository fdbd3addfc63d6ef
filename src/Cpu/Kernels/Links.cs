namespace Functional.Cpu;

/// <summary>The elements that a chain of an <see cref="InnerProduct"/> takes: the first, how far apart they are, and how many.</summary>
internal readonly record struct Links(int First, int Apart, int Count)
{
    /// <summary>Those of the given chain of k elements.</summary>
    public static Links Of<T>(int chain, int k) where T : unmanaged
    {
        var lanes = InnerProduct.Lanes<T>(chain, k);
        var first = chain & -lanes;
        return new(first * InnerProduct.Chain + InnerProduct.Reversed(chain - first, lanes), lanes, Math.Min(InnerProduct.Chain, k - first * InnerProduct.Chain));
    }

    /// <summary>
    /// How many of the elements from the given one on, each a step after the other, a chain takes at equal distances; where the first of them stands
    /// in the order of all chains, and those distances.
    /// </summary>
    public static int Run<T>(int element, int step, int k, out int place, out int distance) where T : unmanaged
    {
        var slot = element / InnerProduct.Chain;
        var lanes = InnerProduct.Lanes<T>(slot, k);
        var first = slot & -lanes;
        var (link, lane) = Math.DivRem(element - first * InnerProduct.Chain, lanes);
        place = (first + InnerProduct.Reversed(lane, lanes)) * InnerProduct.Chain + link;
        distance = Math.Max(1, step / lanes);
        return step % lanes == 0 ? (InnerProduct.Chain - link + distance - 1) / distance : 1;
    }
}
