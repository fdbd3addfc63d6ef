using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// The inner products of length <paramref name="k"/> of many tiles, block by block. Sums that wait for chains of the same block lie near the
/// kernel, those that wait for blocks of the same slab in the <paramref name="middle"/>, where they stay in the second cache, and those that wait
/// for other slabs <paramref name="far"/> away; the latter two tile by tile.
/// </summary>
internal readonly unsafe struct TileChains<TTile, T>(int k, T* near, T* middle, T* far)
    where TTile : struct, ITile<T>
    where T : unmanaged
{
    const int NearLevels = 2, MiddleLevels = 3;

    /// <summary>Steps along k per block, 4 chains: a panel of B then stays close to the core while the panels of A pass.</summary>
    public const int Block = InnerProduct.Chain << NearLevels;

    /// <summary>Steps for which blocks are packed at once.</summary>
    public const int Slab = Block << MiddleLevels;

    readonly T* near = near, middle = middle, far = far;

    static int TileSize => TTile.Rows * TTile.Columns;

    /// <summary>Elements near the kernel.</summary>
    public static nint Near(int k) => (nint)Levels(k, 0, NearLevels) * TileSize;

    /// <summary>Elements in the middle, for each tile.</summary>
    public static nint Middle(int k) => (nint)Levels(k, NearLevels, MiddleLevels) * TileSize;

    /// <summary>Elements far away, for each tile.</summary>
    public static nint Far(int k) => (nint)Levels(k, NearLevels + MiddleLevels, InnerProduct.Levels) * TileSize;

    static int Levels(int k, int first, int most) => Math.Clamp(Pairwise.Levels(InnerProduct.Chains(k)) - first, 0, most);

    /// <summary>
    /// A block of so many steps from p on for one tile, whose numbers in the middle and far away are given. The last block writes the target.
    /// </summary>
    [SkipLocalsInit]
    public void Multiply(int p, int length, T* a, T* b, nint inMiddle, nint farAway, Place<T> target, int columns)
    {
        var waiting = stackalloc Place<T>[InnerProduct.Levels];
        for (var level = 0; level < Pairwise.Levels(InnerProduct.Chains(k)); level++)
            waiting[level] = new(level switch
            {
                < NearLevels => near + level * TileSize,
                < NearLevels + MiddleLevels => middle + inMiddle * Middle(k) + (level - NearLevels) * TileSize,
                _ => far + farAway * Far(k) + (level - NearLevels - MiddleLevels) * TileSize,
            }, TTile.Columns);
        for (var step = 0; step < length; step += InnerProduct.Chain)
        {
            var (chain, count) = ((p + step) / InnerProduct.Chain, Math.Min(InnerProduct.Chain, length - step));
            var last = p + step + count == k;
            TTile.Multiply(count, a + step * TTile.Rows, b + step * TTile.Columns,
                waiting, Pairwise.Completed(chain, last), last ? target : waiting[Pairwise.Level(chain)], columns);
        }
    }
}
