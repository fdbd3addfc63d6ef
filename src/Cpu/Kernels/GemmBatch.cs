using System.Numerics;

namespace Functional.Cpu;

/// <summary>Many products of one shape.</summary>
internal static unsafe class GemmBatch
{
    /// <summary>A product with this many multiply-adds occupies all threads by itself.</summary>
    const long LargeWork = 1 << 22;

    /// <summary>Multiply-adds that make a task worth the hand-over to another thread.</summary>
    const long TaskWork = 1 << 17;

    /// <summary>
    /// Product i reads a + aOffsets[i] and b + bOffsets[i] and writes c + i·cStride; otherwise as <see cref="Gemm.Multiply"/>.
    /// </summary>
    public static void MultiplyBatch<T>(int m, int n, int k,
        T* a, ReadOnlySpan<nint> aOffsets, int aRow, int aColumn,
        T* b, ReadOnlySpan<nint> bOffsets, int bRow, int bColumn,
        T* c, nint cStride, int cRow) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var batch = aOffsets.Length;
        var work = Math.Max(1, (long)m * n * k);
        fixed (nint* aOffset = aOffsets, bOffset = bOffsets)
        {
            var perTask = (int)Math.Clamp(TaskWork / work, 1, Math.Max(1, batch));
            var job = new Job<T>(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cStride, cRow, batch, perTask);
            var tasks = (batch + perTask - 1) / perTask;
            if (work < LargeWork)
                Workers.For(tasks, job);
            else
                for (var task = 0; task < tasks; task++)
                    job.Run(task);
        }
    }

    readonly struct Job<T>(int m, int n, int k,
        T* a, nint* aOffset, int aRow, int aColumn,
        T* b, nint* bOffset, int bRow, int bColumn,
        T* c, nint cStride, int cRow, int batch, int perTask) : IJob where T : unmanaged, IFloatingPointIeee754<T>
    {
        readonly T* a = a, b = b, c = c;
        readonly nint* aOffset = aOffset, bOffset = bOffset;

        public void Run(int task)
        {
            var end = Math.Min(batch, (task + 1) * perTask);
            for (var i = task * perTask; i < end; i++)
                Gemm.Multiply(m, n, k, a + aOffset[i], aRow, aColumn, b + bOffset[i], bRow, bColumn, c + i * cStride, cRow);
        }
    }
}
