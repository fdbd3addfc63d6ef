using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// What an inner product is, in every kernel: chains of 64 fused multiply-adds in ascending order, each from 0, whose results are added
/// <see cref="Pairwise"/>. A block of 4,096 bytes has as many chains as a line of 64 bytes has elements: a chain is a lane of its lines. What is
/// left is cut into blocks of half as many lanes, a quarter, … and one; the last chain may be shorter. The chains of a block are numbered so that
/// those are neighbours that meet where its lanes are folded in halves. Kernels differ in which products they compute side by side, never in this.
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

    /// <summary>Chains of the largest block.</summary>
    public static int MostLanes<T>() where T : unmanaged => 64 / sizeof(T);

    /// <summary>
    /// How many lanes the block has that holds the given one of the chains of k elements, whose chains follow each other: a power of two, of which
    /// the first chain is a multiple. As many chains as the highest bit says in which this number and that of all whole chains differ.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Lanes<T>(int chain, int k) where T : unmanaged
        => chain < k / Chain ? Math.Min(MostLanes<T>(), 1 << BitOperations.Log2((uint)(chain ^ k / Chain))) : 1;

    /// <summary>The number of a lane's chain in its block, and the lane of a number: the bits of one are those of the other, read backwards.</summary>
    public static int Reversed(int lane, int lanes)
    {
        var reversed = 0;
        for (var bit = 1; bit < lanes; bit *= 2) reversed = 2 * reversed + ((lane & bit) != 0 ? 1 : 0);
        return reversed;
    }

    /// <summary>The inner product of k elements at any strides, a chain after the other.</summary>
    [SkipLocalsInit]
    public static T Of<T>(int k, T* a, nint aStride, T* b, nint bStride) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (k <= Chain) return OfChain(k, a, aStride, b, bStride);
        var waiting = stackalloc T[Levels];
        var (sum, chains) = (T.Zero, Chains(k));
        for (var chain = 0; chain < chains; chain++)
        {
            var links = Links.Of<T>(chain, k);
            var next = OfChain(links.Count, a + links.First * aStride, links.Apart * aStride, b + links.First * bStride, links.Apart * bStride);
            sum = Collect(next, chain, chain == chains - 1, waiting);
        }
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

    /// <summary>Adds the chains of a block that has at least as many lanes as a register of 16 bytes: the upper half to the lower one, and so on.</summary>
    public static T Fold<T>(int lanes, T* chains) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && lanes == Vector512<T>.Count) return Line512<T>.Fold(Vector512.Load(chains));
        if (Vector256.IsHardwareAccelerated && lanes == Vector256<T>.Count) return Line256<T>.Fold(Vector256.Load(chains));
        if (lanes == Vector128<T>.Count) return Line128<T>.Fold(Vector128.Load(chains));
        for (var i = 0; i < lanes / 2; i += Vector128<T>.Count) (Vector128.Load(chains + i) + Vector128.Load(chains + lanes / 2 + i)).Store(chains + i);
        return Fold(lanes / 2, chains);
    }

    public static T OfChain<T>(int k, T* a, nint aStride, T* b, nint bStride) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        for (; k > 0; k--, a += aStride, b += bStride) sum = T.FusedMultiplyAdd(*a, *b, sum);
        return sum;
    }
}
