using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// Sums along an axis up to each element: [outer, n, inner] gives [outer, n, inner]. Eight elements at a time are summed by themselves, and that is
/// added to the sum before them, whose rounding error is carried along.
/// </summary>
internal static unsafe class RunningSums
{
    const int Piece = 8;

    internal static ArrayTensor Of(ArrayTensor x, Shape shape, int axis) => x.OnNumbers(new Kernel(shape, axis));

    readonly record struct Kernel(Shape Shape, int Axis) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => Of(x, Shape, Axis);
    }

    static ArrayTensor<T> Of<T>(ArrayTensor<T> x, Shape shape, int axis) where T : unmanaged, INumber<T>
    {
        var (from, y) = ((ArrayTensor<T>)x.Contiguous(), Memory.Allocate<T>(shape.Size));
        var inner = Indexing.Product(shape, axis + 1, shape.Rank);
        var block = shape[axis] * inner;
        if (shape.Size == 0) return new(shape, y);
        var perTask = Math.Max(1, Rows.Chunk / block);
        var outer = shape.Size / block;
        Workers.For((outer + perTask - 1) / perTask, task =>
        {
            using var waiting = Scratch<T>.Rent(inner > 1 ? 4 * inner : 0);
            fixed (T* px = from.Data, py = y)
                for (var i = task * perTask; i < Math.Min(outer, (task + 1) * perTask); i++)
                    if (inner == 1) Row(px + from.Offset + (nint)i * block, py + (nint)i * block, block);
                    else Columns(px + from.Offset + (nint)i * block, py + (nint)i * block, shape[axis], inner, new(waiting.Pointer, inner));
        });
        return new(shape, y);
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Row<T>(T* x, T* y, int count) where T : unmanaged, INumber<T>
    {
        T sum = T.Zero, error = T.Zero;
        for (; count >= Piece; count -= Piece, x += Piece, y += Piece) Eight(x, y, ref sum, ref error);
        if (count == 0) return;
        var last = stackalloc T[Piece];
        new Span<T>(last, Piece).Fill(-T.Zero);
        new Span<T>(x, count).CopyTo(new(last, Piece));
        Eight(last, last, ref sum, ref error);
        new Span<T>(last, count).CopyTo(new(y, count));
    }

    /// <summary>What goes before is added last, so that the next eight need not wait for these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Eight<T>(T* x, T* y, ref T sum, ref T error) where T : unmanaged, INumber<T>
    {
        T a = x[0], b = a + x[1], c = b + x[2], d = c + x[3], e = x[4], f = e + x[5], g = f + x[6], h = d + (g + x[7]);
        y[0] = sum + (a + error);
        y[1] = sum + (b + error);
        y[2] = sum + (c + error);
        y[3] = sum + (d + error);
        y[4] = sum + (d + e + error);
        y[5] = sum + (d + f + error);
        y[6] = sum + (d + g + error);
        error = TwoSum.Step<OneLane<T>, T, T>(h + error, ref sum);
        y[7] = sum;
        if (T.IsFinite(sum)) return;
        // What is not finite has no error, and NaN has one form.
        if (T.IsNaN(error)) error = T.Zero;
        for (var i = 0; i < Piece; i++) y[i] = TwoSum.Settle(y[i], -T.Zero);
    }

    static void Columns<T>(T* x, T* y, int rows, int inner, Waiting<T> waiting) where T : unmanaged, INumber<T>
    {
        waiting.Clear(inner);
        for (var row = 0; row < rows; row++, x += inner, y += inner)
        {
            var (step, done) = (row % Piece, 0);
            if (Vector512.IsHardwareAccelerated) done = Columns<Vectors512<T>, Vector512<T>, T>(x, y, step, inner, done, waiting);
            if (Vector256.IsHardwareAccelerated) done = Columns<Vectors256<T>, Vector256<T>, T>(x, y, step, inner, done, waiting);
            done = Columns<Vectors128<T>, Vector128<T>, T>(x, y, step, inner, done, waiting);
            Columns<OneLane<T>, T, T>(x, y, step, inner, done, waiting);
        }
    }

    /// <summary>The same for one row of columns, the given step of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Columns<L, V, T>(T* x, T* y, int step, int inner, int i, Waiting<T> waiting)
        where L : struct, ISummand<V, T> where V : struct where T : unmanaged
    {
        T* sums = waiting.Sums, errors = waiting.Errors, fours = waiting.Fours, firsts = waiting.Firsts;
        for (; i <= inner - L.Count; i += L.Count)
        {
            V sum = L.Load(sums + i), error = L.Load(errors + i), term = L.Load(x + i);
            if (step % 4 > 0) term = L.Add(L.Load(fours + i), term);
            if (step % 4 < 3) L.Store(term, fours + i);
            if (step > 3) term = L.Add(L.Load(firsts + i), term);
            if (step == 3) L.Store(term, firsts + i);
            term = L.Add(term, error);
            L.Store(L.Settle(L.Add(sum, term), L.Nothing), y + i);
            if (step < Piece - 1) continue;
            error = TwoSum.Step<L, V, T>(term, ref sum);
            L.Store(sum, sums + i);
            L.Store(L.Known(error), errors + i);
        }
        return i;
    }

    /// <summary>For each column the sum up to this piece and its error, the sum of the present four elements, and that of the first four.</summary>
    readonly struct Waiting<T>(T* first, int columns) where T : unmanaged
    {
        public readonly T* Sums = first, Errors = first + columns, Fours = first + 2 * columns, Firsts = first + 3 * columns;

        public void Clear(int columns) => new Span<T>(Sums, 2 * columns).Clear();
    }
}
