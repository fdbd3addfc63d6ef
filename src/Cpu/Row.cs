namespace Functional.Cpu;

/// <summary>
/// Up to four inputs and the result of one pass over memory. The elements of an input are neighbours (step 1), or one that repeats (step 0).
/// </summary>
internal readonly unsafe struct Row<T>(T* a, int aStep, T* b, int bStep, T* c, int cStep, T* d, int dStep, void* y, int count) where T : unmanaged
{
    public readonly T* A = a, B = b, C = c, D = d;
    public readonly int AStep = aStep, BStep = bStep, CStep = cStep, DStep = dStep, Count = count;
    public readonly void* Y = y;

    /// <summary>Whether an input lies where the result goes.</summary>
    internal bool IsInPlace => Y == A || Y == B || Y == C || Y == D;

    /// <summary>A piece of it; elements of the result take some bytes.</summary>
    internal Row<T> Slice(int start, int length, int bytes) => new(
        A + (nint)start * AStep, AStep, B + (nint)start * BStep, BStep, C + (nint)start * CStep, CStep, D + (nint)start * DStep, DStep,
        (byte*)Y + (nint)start * bytes, length);

    /// <summary>The same memory as elements of another type.</summary>
    internal Row<TOther> As<TOther>() where TOther : unmanaged
        => new((TOther*)A, AStep, (TOther*)B, BStep, (TOther*)C, CStep, (TOther*)D, DStep, Y, Count);
}
