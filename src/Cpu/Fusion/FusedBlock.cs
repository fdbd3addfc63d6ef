namespace Functional.Cpu;

/// <summary>Where a value lies while a block is at work: its elements are neighbours (step 1), or one repeats (step 0).</summary>
internal readonly unsafe struct Place(byte* pointer, int step, bool streams = false)
{
    public readonly byte* Pointer = pointer;
    public readonly int Step = step;

    /// <summary>Whether what is written here goes by the caches, which could not keep it.</summary>
    public readonly bool Streams = streams;
}

/// <summary>A few rows of the space of a fused body, whose values lie in the first cache, and where each of them lies.</summary>
internal readonly unsafe struct FusedBlock(Place* places, int firstRow, int rows)
{
    public readonly int FirstRow = firstRow, Rows = rows;

    /// <summary>The place of a value, by its register.</summary>
    public ref Place this[int register] => ref places[register];
}
