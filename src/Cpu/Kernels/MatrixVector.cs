using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>Products of a matrix and a vector, one <see cref="InnerProduct"/> for each row.</summary>
internal static unsafe class MatrixVector
{
    /// <summary>y = M·x, for M [rows, k] at any strides.</summary>
    public static void Multiply<T>(int rows, int k, T* matrix, nint row, nint column, T* x, nint xStride, T* y, nint yStride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var packed = Scratch<T>.Rent(xStride == 1 ? 0 : k);
        if (xStride != 1)
        {
            Panel.Pack(1, 1, k, x, 1, xStride, packed.Pointer);
            x = packed.Pointer;
        }

        var cut = new MatrixVectorCut(rows, k, InnerProduct.MostLanes<T>(), column == 1);
        using var sums = Scratch<T>.Rent((nint)cut.Parts * rows);
        if (Vector512.IsHardwareAccelerated)
            Run(cut, new MatrixVectorJob<Vectors512<T>, Vector512<T>, T>(cut, matrix, row, column, x, sums.Pointer));
        else if (Vector256.IsHardwareAccelerated)
            Run(cut, new MatrixVectorJob<Vectors256<T>, Vector256<T>, T>(cut, matrix, row, column, x, sums.Pointer));
        else
            Run(cut, new MatrixVectorJob<Vectors128<T>, Vector128<T>, T>(cut, matrix, row, column, x, sums.Pointer));

        Pairwise.Add(sums.Pointer, cut.Parts, rows, rows);
        for (var i = 0; i < rows; i++) y[i * yStride] = sums.Pointer[i];
    }

    static void Run<TJob>(in MatrixVectorCut cut, in TJob job) where TJob : struct, IJob
    {
        if (cut.IsSmall)
            for (var task = 0; task < cut.Tasks; task++)
                job.Run(task);
        else
            Workers.For(cut.Tasks, job);
    }
}

/// <summary>
/// How the product is cut into tasks: by strips of rows and, where these are few, parts of k. Depends on sizes and on what is contiguous alone, and no
/// bit depends on it.
/// </summary>
internal readonly struct MatrixVectorCut
{
    /// <summary>The elements of the matrix that make a task worth the hand-over to another thread.</summary>
    const long Grain = 1 << 15;
    const int LargestStrip = 256;

    /// <summary>Fewer rows that are not contiguous are multiplied one by one.</summary>
    public const int FewRows = 8;

    /// <summary>Rows that are read together: as many streams as the memory follows ahead.</summary>
    public const int Abreast = 32;

    const int EnoughTasks = 16;

    public MatrixVectorCut(int rows, int k, int lanes, bool isContiguous)
    {
        (Rows, K) = (rows, k);
        Strip = rows >= EnoughTasks * LargestStrip || !isContiguous ? LargestStrip : LargestStrip / 4;
        Strips = (rows + Strip - 1) / Strip;
        IsSmall = (long)rows * k < 2 * Grain;
        // A power of two of chains, and whole blocks, so that a part is one of those that are added pairwise.
        var chains = Math.Max(Grain / InnerProduct.Chain / Math.Min(rows, Strip), (long)InnerProduct.Chains(k) * Strips / EnoughTasks);
        KPerPart = (int)Math.Min(int.MaxValue, (long)InnerProduct.Chain << BitOperations.Log2((ulong)Math.Max(lanes, chains)));
        if (IsSmall || Strips >= EnoughTasks) KPerPart = Math.Max(1, k);
        Parts = Math.Max(1, (int)(((long)k + KPerPart - 1) / KPerPart));
        Tasks = Parts * Strips;
    }

    public int Rows { get; }
    public int K { get; }
    public int Strip { get; }
    public int Strips { get; }
    public int KPerPart { get; }
    public int Parts { get; }
    public int Tasks { get; }
    public bool IsSmall { get; }
}
