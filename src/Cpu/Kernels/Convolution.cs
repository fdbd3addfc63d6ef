using System.Numerics;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>Convolution as deep learning has it: cross-correlation over up to three spatial axes.</summary>
internal static unsafe class Convolution
{
    /// <summary>Writes y (see <see cref="ConvGeometry"/>) from x and filter, which point at their elements [0, 0, 0, 0, 0].</summary>
    public static void Convolve<T>(in ConvGeometry geometry, T* x, T* filter, T* y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outputs = (nint)geometry.Batch * geometry.OutputChannels * geometry.Output.Volume;
        if (outputs == 0)
            return;
        if (geometry.ChannelsPerGroup * geometry.Filter.Volume == 0)
            new Span<T>(y, checked((int)outputs)).Clear();
        else if (Vector512.IsHardwareAccelerated)
            ImplicitGemm<TallTile<Vectors512<T>, Vector512<T>, T>, T>.Convolve(geometry, x, filter, y);
        else if (Vector256.IsHardwareAccelerated)
            ImplicitGemm<ShortTile<Vectors256<T>, Vector256<T>, T>, T>.Convolve(geometry, x, filter, y);
        else
            ImplicitGemm<TallTile<Vectors128<T>, Vector128<T>, T>, T>.Convolve(geometry, x, filter, y);
    }
}
