using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>Sums along an axis up to each element: [outer, n, inner] gives [outer, n, inner]. They carry their rounding errors along.</summary>
internal static unsafe class RunningSums
{
    internal static ArrayTensor Of(ArrayTensor x, Shape shape, int axis) => x switch
    {
        ArrayTensor<float> a => Of(a, shape, axis),
        ArrayTensor<double> a => Of(a, shape, axis),
        ArrayTensor<int> a => Of(a, shape, axis),
        _ => Of((ArrayTensor<long>)x, shape, axis),
    };

    /// <summary>Elements between which the error is added to the sum, so that it stays small beside it.</summary>
    const int Piece = 4096;

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
        for (var row = 0; row < rows; row += Piece)
        {
            for (var i = 0; i < inner; i++)
            {
                var error = T.Zero;
                TwoSum.Add(errors[i], ref sums[i], ref error);
                errors[i] = error;
            }
            var first = (nint)row * inner;
            if (inner == 1) Row(x + first, y + first, Math.Min(Piece, rows - row), ref *sums, ref *errors);
            else
                for (var next = row; next < Math.Min(rows, row + Piece); next++)
                    LaneSums<T>.Scan(x + (nint)next * inner, y + (nint)next * inner, inner, sums, errors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Row<T>(T* x, T* y, int count, ref T sum, ref T error) where T : unmanaged, INumber<T>
    {
        var (s, e) = (sum, error);
        for (var i = 0; i < count; i++)
        {
            TwoSum.Add(x[i], ref s, ref e);
            y[i] = TwoSum.Settle(s, e);
        }
        (sum, error) = (s, e);
    }
}
