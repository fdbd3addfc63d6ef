using System.Numerics;

namespace Functional.Cpu;

/// <summary>The larger or the smaller of numbers. It is exact, NaN wins, and +0 is above −0, so no order of comparisons matters.</summary>
internal interface IExtremum<T>
{
    static abstract T Of(ReadOnlySpan<T> row);

    /// <summary>Compares each element of x with the one of y.</summary>
    static abstract void Of(ReadOnlySpan<T> x, Span<T> y);
}

/// <summary>Extrema over the middle of [outer, count, inner].</summary>
internal readonly unsafe struct AxisExtremum<T, TExtremum>(int outer, int count, int inner, int perTask, T* x, T* y) : IJob
    where T : unmanaged, INumber<T>
    where TExtremum : IExtremum<T>
{
    readonly T* x = x, y = y;

    public static void Run(int outer, int count, int inner, T* x, T* y)
    {
        var perTask = Math.Max(1, Rows.Chunk / Math.Max(1, count * inner));
        Workers.For((outer + perTask - 1) / perTask, new AxisExtremum<T, TExtremum>(outer, count, inner, perTask, x, y));
    }

    public void Run(int task)
    {
        for (var block = task * perTask; block < Math.Min(outer, (task + 1) * perTask); block++)
        {
            var from = new ReadOnlySpan<T>(x + (nint)block * count * inner, count * inner);
            var to = new Span<T>(y + (nint)block * inner, inner);
            if (inner == 1) to[0] = TExtremum.Of(from);
            else
            {
                from[..inner].CopyTo(to);
                for (var at = inner; at < from.Length; at += inner) TExtremum.Of(from.Slice(at, inner), to);
            }
            // NaN has one form, whichever element it came from.
            foreach (ref var each in to)
                if (T.IsNaN(each)) each = TwoSum.NaN<T>();
        }
    }
}
