namespace Functional.Cpu;

/// <summary>
/// The order of the products that make an element of a convolution: blocks of 16 channels, in a block the positions of the window, at a position
/// the channels. So a kernel may keep 16 channels side by side in memory, and a window of one position is a matrix product.
/// </summary>
internal static class WindowOrder
{
    public const int Block = 16;

    public static int Blocks(int channels) => (channels + Block - 1) / Block;

    /// <summary>The channels of the block that begins with the given one.</summary>
    public static int Channels(int channels, int first) => Math.Min(Block, channels - first);
}
