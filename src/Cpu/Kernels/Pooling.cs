using System.Numerics;

namespace Functional.Cpu;

/// <summary>Maxima and sums over sliding windows.</summary>
internal static unsafe class Pooling
{
    /// <summary>Elements of x per task, at least.</summary>
    const int Grain = 1 << 14;

    /// <summary>
    /// For each window the flat index into x of its maximum: the first of equals; NaN counts as the maximum.
    /// Every window must contain at least one element of x (the caller checks).
    /// </summary>
    public static void ArgMax<T>(in PoolGeometry geometry, T* x, int* indices) where T : unmanaged, INumber<T> =>
        ForPlanes(geometry, new PoolArgMax<T>(geometry, x, indices, PlanesPerTask(geometry)));

    /// <summary>For each window the sum of its elements; 0 for a window without any.</summary>
    public static void WindowSum<T>(in PoolGeometry geometry, T* x, T* sums) where T : unmanaged, INumber<T> =>
        ForPlanes(geometry, new PoolSum<T>(geometry, x, sums, PlanesPerTask(geometry)));

    static int PlanesPerTask(in PoolGeometry geometry) =>
        Math.Max(1, Grain / Math.Max(1, Math.Max(geometry.Input.Volume, geometry.Output.Volume)));

    static void ForPlanes<TJob>(in PoolGeometry geometry, in TJob job) where TJob : struct, IJob
    {
        var perTask = PlanesPerTask(geometry);
        Workers.For((geometry.Planes + perTask - 1) / perTask, job);
    }
}
