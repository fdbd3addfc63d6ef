namespace Functional.Cpu;

/// <summary>
/// The inner products of length <paramref name="k"/> of many tiles, block by block. Sums that wait for chains of the same block lie near the
/// kernel, those that wait for blocks of the same slab in the <paramref name="middle"/>, where they stay in the second cache, and those that wait
/// for other slabs <paramref name="far"/> away; the latter two tile by tile.
/// </summary>
internal readonly unsafe struct TileChains<TTile, T>(int k, T* near, T* middle, T* far, Place<T>* waiting)
    where TTile : struct, ITile<T>
    where T : unmanaged
{
    const int NearLevels = 2, MiddleLevels = 3;

    /// <summary>Steps along k per block, 4 chains: a panel of B then stays close to the core while the panels of A pass.</summary>
    public const int Block = InnerProduct.Chain << NearLevels;

    /// <summary>Steps for which blocks are packed at once.</summary>
    public const int Slab = Block << MiddleLevels;

    readonly int levels = Pairwise.Levels(InnerProduct.Chains(k));
    readonly nint inMiddle = Middle(k), farAway = Far(k);
    readonly T* near = near, middle = middle, far = far;
    readonly Place<T>* waiting = waiting;

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
    public void Multiply(int p, int length, T* a, T* b, nint tile, nint farTile, in Place<T> target, int columns)
    {
        for (var level = 0; level < levels; level++) waiting[level] = new(Start(level, tile, farTile), TTile.Columns);
        TTile.Multiply(length, a, b, p / InnerProduct.Chain, p + length == k, waiting, target, columns);
    }

    /// <summary>Where a tile's sums of a level wait.</summary>
    T* Start(int level, nint tile, nint farTile) => level switch
    {
        < NearLevels => near + level * TileSize,
        < NearLevels + MiddleLevels => middle + tile * inMiddle + (level - NearLevels) * TileSize,
        _ => far + farTile * farAway + (level - NearLevels - MiddleLevels) * TileSize,
    };
}
