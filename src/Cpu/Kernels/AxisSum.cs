using System.Numerics;

namespace Functional.Cpu;

/// <summary>Sums over the middle of [outer, count, inner]. Work is cut by sizes alone.</summary>
internal static unsafe class AxisSum<T> where T : unmanaged, INumber<T>
{
    /// <summary>Elements of a part of a long sum.</summary>
    public const int Part = 1 << 17;

    /// <summary>Writes y [outer, inner].</summary>
    public static void Run(int outer, int count, int inner, T* x, T* y)
    {
        if (inner > 1) ColumnSums<T>.Run(outer, count, inner, x, y);
        else if (count > Part) AddParts(outer, count, x, y);
        else
        {
            var perTask = Math.Max(1, Rows.Chunk / Math.Max(1, count));
            Workers.For((outer + perTask - 1) / perTask, new RowJob(outer, count, perTask, x, y));
        }
    }

    readonly struct RowJob(int rows, int length, int perTask, T* x, T* y) : IJob
    {
        readonly T* x = x, y = y;

        public void Run(int task)
        {
            var first = task * perTask;
            RowSums<T>.Of(x + (nint)first * length, Math.Min(perTask, rows - first), length, y + first);
        }
    }

    /// <summary>Cuts each row into parts, and adds these in their order.</summary>
    static void AddParts(int outer, int count, T* x, T* y)
    {
        var parts = (int)(((long)count + Part - 1) / Part);
        using var sums = Scratch<T>.Rent(2 * (nint)outer * parts);
        new Span<T>(sums.Pointer, 2 * outer * parts).Clear();
        Workers.For(outer * parts, new PartJob(parts, count, x, sums.Pointer, sums.Pointer + outer * parts));
        for (var row = 0; row < outer; row++)
        {
            T* first = sums.Pointer + row * parts, errors = first + outer * parts;
            var (sum, error) = (*first, *errors);
            for (var part = 1; part < parts; part++)
            {
                TwoSum.Add(first[part], ref sum, ref error);
                error += errors[part];
            }
            y[row] = TwoSum.Settle(sum, error);
        }
    }

    readonly struct PartJob(int parts, int count, T* x, T* sums, T* errors) : IJob
    {
        readonly T* x = x, sums = sums, errors = errors;

        public void Run(int task)
        {
            var (row, part) = Math.DivRem(task, parts);
            var first = (nint)part * Part;
            RowSums<T>.Of(x + (nint)row * count + first, 1, (int)Math.Min(Part, count - first), sums + task, errors + task);
        }
    }
}
