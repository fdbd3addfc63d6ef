using Functional.Primitives;

namespace Functional;

/// <summary>How the windows of a transpose move.</summary>
internal static class WindowTransposes
{
    /// <summary>
    /// The windows that carry cotangents of places back to the input: stride and input dilation change roles, and the padding is
    /// what makes the result as large as the input (V. Dumoulin, F. Visin 2016, "A guide to convolution arithmetic for deep learning").
    /// </summary>
    internal static Sequence<Window> OfInput(Sequence<Window> windows, Shape images)
        => windows.Select((w, i) => w with
        {
            Stride = w.InputDilation,
            InputDilation = w.Stride,
            Low = w.Reach - 1 - w.Low,
            High = w.Reach - 1 - w.High + w.Rest(images[i + 2]),
        }).ToArray();

    /// <summary>The windows that correlate the images with the cotangents of places: stride and dilation change roles.</summary>
    internal static Sequence<Window> OfFilter(Sequence<Window> windows, Shape images, Shape places)
        => windows.Select((w, i) => w with
        {
            Extent = places[i + 2],
            Stride = w.Dilation,
            Dilation = w.Stride,
            High = w.High - w.Rest(images[i + 2]),
        }).ToArray();
}
