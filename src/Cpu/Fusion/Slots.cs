namespace Functional.Cpu;

/// <summary>Hands out the places of working memory for the values of a block, again once a value is not needed any more.</summary>
internal sealed class Slots(int first)
{
    readonly Dictionary<int, Stack<int>> free = [];

    /// <summary>How many bytes there are altogether.</summary>
    internal int Bytes { get; private set; } = first;

    /// <summary>The offset of so many bytes.</summary>
    internal int Take(int bytes)
    {
        if (free.TryGetValue(bytes, out var places) && places.TryPop(out var place)) return place;
        place = Bytes;
        Bytes += Round(bytes);
        return place;
    }

    internal void GiveBack(int place, int bytes)
    {
        if (!free.TryGetValue(bytes, out var places)) free[bytes] = places = new();
        places.Push(place);
    }

    /// <summary>Whole lines of the cache, an odd number of them: rows a power of two apart do not find room in one set of the first cache.</summary>
    internal static int Round(int bytes) => ((bytes + ScratchPool.Alignment - 1) / ScratchPool.Alignment | 1) * ScratchPool.Alignment;
}
