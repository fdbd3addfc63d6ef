using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// What an inner product is, in every kernel: chains of 64 fused multiply-adds in ascending order, each from 0, whose results are added
/// <see cref="Pairwise"/>. Kernels differ in which products they compute side by side, never in this order.
/// </summary>
internal static unsafe class InnerProduct
{
    /// <summary>
    /// Fused multiply-adds in a chain. Where all terms are alike a chain of n is off by at most about n/3 units of rounding: in each binade
    /// every addition may round the same way.
    /// </summary>
    public const int Chain = 64;

    /// <summary>Room for the sums that may wait.</summary>
    public const int Levels = 32;

    public static int Chains(int k) => (k + Chain - 1) / Chain;

    /// <summary>The inner product of k elements at any strides, a chain after the other.</summary>
    [SkipLocalsInit]
    public static T Of<T>(int k, T* a, nint aStride, T* b, nint bStride) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (k <= Chain) return OfChain(k, a, aStride, b, bStride);
        var waiting = stackalloc T[Levels];
        var (sum, chains) = (T.Zero, Chains(k));
        for (int chain = 0, p = 0; p < k; chain++, p += Chain)
            sum = Collect(OfChain(Math.Min(Chain, k - p), a + p * aStride, aStride, b + p * bStride, bStride), chain, chain == chains - 1, waiting);
        return sum;
    }

    /// <summary>
    /// The sum of so many chains, a power of two up to the given one, and of those that they complete; it waits for others unless it is the last.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Collect<T>(T sum, int chain, bool last, T* waiting, int count = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var completed = Pairwise.Completed(chain, last) & ~(uint)(count - 1); completed != 0; completed &= completed - 1)
            sum += waiting[BitOperations.TrailingZeroCount(completed)];
        return waiting[Pairwise.Level(chain)] = sum;
    }

    /// <summary>Adds a power of two of sums pairwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add<T>(T* sums, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (; count > 1; count /= 2)
            for (var i = 0; i < count / 2; i++) sums[i] = sums[2 * i] + sums[2 * i + 1];
        return *sums;
    }

    public static T OfChain<T>(int k, T* a, nint aStride, T* b, nint bStride) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        for (; k > 0; k--, a += aStride, b += bStride) sum = T.FusedMultiplyAdd(*a, *b, sum);
        return sum;
    }
}
