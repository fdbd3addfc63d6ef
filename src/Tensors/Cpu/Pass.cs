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
    /// <summary>From so many bytes on a result goes by the caches, which could not keep it.</summary>
    const int LargestCached = 1 << 22;

    readonly Row<T> row = row;

    internal static void Run(in Row<T> row)
    {
        if (row.Count <= Rows.Chunk) Compute(row, stream: false);
        else Workers.For((row.Count - 1) / Rows.Chunk + 1, new Pass<T, TResult, F>(row));
    }

    public void Run(int task)
    {
        var start = task * Rows.Chunk;
        Compute(row.Slice(start, Math.Min(Rows.Chunk, row.Count - start), sizeof(TResult)), (long)row.Count * sizeof(TResult) >= LargestCached);
    }

    static void Compute(in Row<T> row, bool stream)
    {
        if (Vector512.IsHardwareAccelerated && row.Count >= Vector512<T>.Count) Loop<Functions.Lanes512<T>>(row, stream);
        else if (Vector256.IsHardwareAccelerated && row.Count >= Vector256<T>.Count) Loop<Functions.Lanes256<T>>(row, stream);
        else if (Vector128.IsHardwareAccelerated && row.Count >= Vector128<T>.Count) Loop<Functions.Lanes128<T>>(row, stream);
        else Loop<Lane<T>>(row, stream: false);
    }

    // Out of line, so that the compiler optimises it at once.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Loop<V>(in Row<T> row, bool stream) where V : struct, IRegister<V, T>
    {
        V a = V.Repeat(*row.A), b = F.Inputs > 1 ? V.Repeat(*row.B) : a, c = F.Inputs > 2 ? V.Repeat(*row.C) : a, d = F.Inputs > 3 ? V.Repeat(*row.D) : a;
        var (i, last) = (0, row.Count - V.Count);
        if (stream && typeof(TResult) == typeof(T))
        {
            Step(0, row, a, b, c, d);
            for (i = Unaligned<V>((nint)row.Y); i <= last; i += V.Count) V.Stream(Value(i, row, a, b, c, d), (T*)row.Y + i);
        }
        else
            for (; i <= last; i += V.Count) Step(i, row, a, b, c, d);
        if (i < row.Count) Step(last, row, a, b, c, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<V>(int i, in Row<T> row, V a, V b, V c, V d) where V : struct, IRegister<V, T>
    {
        var y = Value(i, row, a, b, c, d);
        if (typeof(TResult) == typeof(T)) V.Store(y, ref *((T*)row.Y + i));
        else V.StoreMask(y, ref *((bool*)row.Y + i));
    }

    /// <summary>The value at a place; a, b, c, d are what repeats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Value<V>(int i, in Row<T> row, V a, V b, V c, V d) where V : struct, IRegister<V, T>
    {
        if (row.AStep != 0) a = V.Load(in row.A[i]);
        if (F.Inputs > 1 && row.BStep != 0) b = V.Load(in row.B[i]);
        if (F.Inputs > 2 && row.CStep != 0) c = V.Load(in row.C[i]);
        if (F.Inputs > 3 && row.DStep != 0) d = V.Load(in row.D[i]);
        return F.Apply(a, b, c, d);
    }

    /// <summary>How many elements lie before the first aligned register.</summary>
    static int Unaligned<V>(nint address) where V : struct, IRegister<V, T>
    {
        var size = V.Count * sizeof(T);
        return (int)(-address & size - 1) / sizeof(T);
    }
}
