using System.Buffers;
using System.Numerics;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>An algorithm on one matrix, or on a matrix and right-hand sides.</summary>
internal interface IMatrixKernel
{
    /// <summary>
    /// Computes a result, whose elements are arbitrary before, from copies of the inputs that are its own to overwrite; b is empty where there is
    /// one input. Answers what is wrong with the numbers, if anything is.
    /// </summary>
    string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Runs an algorithm on each matrix in the last two axes.</summary>
internal static class Matrices
{
    internal static ArrayTensor Run<TKernel>(TKernel kernel, string operation, Few<Tensor> x, Shape to) where TKernel : struct, IMatrixKernel
        => ((ArrayTensor)x[0]).OnFloats(new OnBatch<TKernel>(kernel, operation, x, to));

    readonly record struct OnBatch<TKernel>(TKernel Kernel, string Operation, Few<Tensor> X, Shape To) : IFloatKernel where TKernel : struct, IMatrixKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> a) where T : unmanaged, IFloatingPointIeee754<T> => Matrices.Run<T, TKernel>(Kernel, Operation, X, To);
    }

    static ArrayTensor<T> Run<T, TKernel>(TKernel kernel, string operation, Few<Tensor> x, Shape to)
        where T : unmanaged, IFloatingPointIeee754<T> where TKernel : struct, IMatrixKernel
    {
        var (a, b) = (new Batch<T>(x[0]), x.Count > 1 ? new Batch<T>(x[1]) : default);
        var (y, count) = (Memory.Allocate<T>(to.Size), Indexing.Product(x[0].Shape, 0, x[0].Rank - 2));
        if (count == 0) return new(to, y);
        var size = to.Size / count;
        var (rows, columns) = to.Rank == x[0].Rank ? (to[-2], to[-1]) : (1, size);
        var perTask = Math.Max(1, Rows.Chunk / Math.Max(1, a.Size * Math.Max(a.Rows, a.Columns)));
        Workers.For((count + perTask - 1) / perTask, task =>
        {
            var scratch = ArrayPool<T>.Shared.Rent(a.Size + b.Size);
            for (var i = task * perTask; i < Math.Min(count, (task + 1) * perTask); i++)
            {
                var result = new Matrix<T>(y.AsSpan(i * size, size), rows, columns);
                if (kernel.Run(a.Copy(i, scratch), b.Copy(i, scratch.AsSpan(a.Size)), result) is { } problem)
                    throw new MatrixException($"{operation}: {(count == 1 ? "the matrix" : $"matrix {i} of {count}")} {problem}");
            }
            ArrayPool<T>.Shared.Return(scratch);
        });
        return new(to, y);
    }

    /// <summary>The matrices in the last two axes of a tensor.</summary>
    readonly struct Batch<T>(Tensor x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        readonly ArrayTensor<T> contiguous = (ArrayTensor<T>)((ArrayTensor)x).Contiguous();

        internal int Rows { get; } = x.Shape[-2];

        internal int Columns { get; } = x.Shape[-1];

        internal int Size => Rows * Columns;

        internal Matrix<T> Copy(int i, Span<T> to)
        {
            if (Size > 0) contiguous.Span.Slice(i * Size, Size).CopyTo(to);
            return new(to[..Size], Rows, Columns);
        }
    }
}
