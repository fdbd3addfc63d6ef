using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>Sums along an axis up to each element: [outer, n, inner] gives [outer, n, inner]. They carry their rounding errors along.</summary>
internal static unsafe class RunningSums
{
    internal static ArrayTensor Of(ArrayTensor x, Shape shape, int axis) => x.OnNumbers(new Kernel(shape, axis));

    readonly record struct Kernel(Shape Shape, int Axis) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => Of(x, Shape, Axis);
    }

    /// <summary>Elements after which the error is added to the sum, so that it stays small beside it.</summary>
    const int Piece = 16;

    static ArrayTensor<T> Of<T>(ArrayTensor<T> x, Shape shape, int axis) where T : unmanaged, INumber<T>
    {
        var (from, y) = ((ArrayTensor<T>)x.Contiguous(), Memory.Allocate<T>(shape.Size));
        var inner = Indexing.Product(shape, axis + 1, shape.Rank);
        var block = shape[axis] * inner;
        if (y.Length == 0) return new(shape, y);
        var perTask = Math.Max(1, Rows.Chunk / block);
        var outer = y.Length / block;
        Workers.For((outer + perTask - 1) / perTask, task =>
        {
            using var sums = Scratch<T>.Rent(2 * inner);
            fixed (T* px = from.Data, py = y)
                for (var i = task * perTask; i < Math.Min(outer, (task + 1) * perTask); i++)
                    Columns(px + from.Offset + (nint)i * block, py + (nint)i * block, shape[axis], inner, sums.Pointer, sums.Pointer + inner);
        });
        return new(shape, y);
    }

    static void Columns<T>(T* x, T* y, int rows, int inner, T* sums, T* errors) where T : unmanaged, INumber<T>
    {
        new Span<T>(sums, inner).Clear();
        new Span<T>(errors, inner).Clear();
        if (inner == 1) Row(x, y, rows);
        else
            for (var row = 0; row < rows; row++, x += inner, y += inner) LaneSums<T>.Scan(x, y, inner, row % Piece == 0, sums, errors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Row<T>(T* x, T* y, int count) where T : unmanaged, INumber<T>
    {
        T sum = T.Zero, error = T.Zero;
        for (var first = 0; first < count; first += Piece)
        {
            TwoSum.Carry(ref sum, ref error);
            for (var i = first; i < Math.Min(count, first + Piece); i++)
            {
                TwoSum.Add(x[i], ref sum, ref error);
                y[i] = TwoSum.Settle(sum, error);
            }
        }
    }
}
