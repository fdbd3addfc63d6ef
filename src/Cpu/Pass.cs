using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Functional.Functions;

namespace Functional.Cpu;

/// <summary>What one pass over memory computes of each register: a function of the first few of four inputs.</summary>
internal interface IPass
{
    /// <summary>How many inputs are read; the others may be anything.</summary>
    static abstract int Inputs { get; }

    static abstract V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V>;
}

/// <summary>What passes over memory know of caches.</summary>
internal static class PassSizes
{
    const int LargestCached = 1 << 22;

    /// <summary>Whether the caches could not keep a result of so many bytes.</summary>
    internal static bool Streams(long bytes) => bytes >= LargestCached;
}

/// <summary>
/// One pass over memory, in the widest registers that the machine has and the row fills. Every element is computed alone, so neither they nor
/// how the work is cut changes a bit; the last register overlaps the one before.
/// </summary>
/// <typeparam name="T">The type of the inputs' elements.</typeparam>
/// <typeparam name="TResult">T, or bool where the function gives masks.</typeparam>
/// <typeparam name="F">The function.</typeparam>
internal readonly unsafe struct Pass<T, TResult, F>(Row<T> row) : IJob
    where T : unmanaged, INumber<T> where TResult : unmanaged where F : struct, IPass
{
    /// <summary>From so many registers on they are stored aligned.</summary>
    const int AlignedRow = 16;

    readonly Row<T> row = row;

    internal static void Run(in Row<T> row)
    {
        if (row.Count <= Rows.Chunk) Compute(row, stream: false);
        else Workers.For((row.Count - 1) / Rows.Chunk + 1, new Pass<T, TResult, F>(row));
    }

    public void Run(int task)
    {
        var start = task * Rows.Chunk;
        Compute(row.Slice(start, Math.Min(Rows.Chunk, row.Count - start), sizeof(TResult)), PassSizes.Streams((long)row.Count * sizeof(TResult)));
    }

    /// <summary>Computes a row on this thread; a result that the caches could not keep goes by them.</summary>
    internal static void Compute(in Row<T> row, bool stream)
    {
        if (row.IsInPlace) ComputeInPlace(row);
        else if (Vector512.IsHardwareAccelerated && row.Count >= Vector512<T>.Count) Loop<Lanes512<T>>(row, stream);
        else if (Vector256.IsHardwareAccelerated && row.Count >= Vector256<T>.Count) Loop<Lanes256<T>>(row, stream);
        else if (Vector128.IsHardwareAccelerated && row.Count >= Vector128<T>.Count) Loop<Lanes128<T>>(row, stream);
        else Loop<Lane<T>>(row, stream: false);
    }

    /// <summary>No register may overlap the one before, whose results lie where its inputs were: what does not fill the widest is left to narrower ones.</summary>
    static void ComputeInPlace(in Row<T> row)
    {
        var done = 0;
        if (Vector512.IsHardwareAccelerated) Whole<Lanes512<T>>(row, ref done);
        if (Vector256.IsHardwareAccelerated) Whole<Lanes256<T>>(row, ref done);
        if (Vector128.IsHardwareAccelerated) Whole<Lanes128<T>>(row, ref done);
        Whole<Lane<T>>(row, ref done);
    }

    static void Whole<V>(in Row<T> row, ref int done) where V : struct, IRegister<V, T>
    {
        var count = (row.Count - done) / V.Count * V.Count;
        if (count > 0) Loop<V>(row.Slice(done, count, sizeof(TResult)), stream: false);
        done += count;
    }

    // Out of line, so that the compiler optimises it at once; the function stands in it once, so that the compiler has room for all of it.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Loop<V>(in Row<T> row, bool stream) where V : struct, IRegister<V, T>
    {
        T* pa = row.A, pb = row.B, pc = row.C, pd = row.D, py = (T*)row.Y;
        bool ra = row.AStep == 0, rb = row.BStep == 0, rc = row.CStep == 0, rd = row.DStep == 0;
        V a = V.Repeat(*pa), b = F.Inputs > 1 ? V.Repeat(*pb) : a, c = F.Inputs > 2 ? V.Repeat(*pc) : a, d = F.Inputs > 3 ? V.Repeat(*pd) : a;
        // The registers of a long row are stored within cache lines, at the price of a first one that overlaps the second.
        nint last = row.Count - V.Count, next = stream || row.Count >= AlignedRow * V.Count && !row.IsInPlace ? Unaligned<V>((nint)py) : V.Count;
        for (nint i = 0; ; i = next < last ? next : last, next += V.Count)
        {
            if (!ra) a = V.Load(in pa[i]);
            if (F.Inputs > 1 && !rb) b = V.Load(in pb[i]);
            if (F.Inputs > 2 && !rc) c = V.Load(in pc[i]);
            if (F.Inputs > 3 && !rd) d = V.Load(in pd[i]);
            var y = F.Apply(a, b, c, d);
            if (typeof(TResult) != typeof(T)) V.StoreMask(y, ref *((bool*)py + i));
            else if (stream && i == next - V.Count) V.Stream(y, py + i);
            else V.Store(y, ref py[i]);
            if (i >= last) break;
        }
    }

    /// <summary>How many elements lie before the first aligned register after the start.</summary>
    static int Unaligned<V>(nint address) where V : struct, IRegister<V, T>
    {
        var size = V.Count * sizeof(T);
        return (size - (int)(address & size - 1)) / sizeof(T);
    }
}
