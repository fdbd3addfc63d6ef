using System.Numerics.Tensors;

namespace Functional.Nn;

/// <summary>Images as tensors of numbers in 0 … 1, [n, channels, height, width], with a label for each, int32 [n].</summary>
public sealed record LabeledImages(Tensor Images, Tensor Labels)
{
    public int Count => Labels.Size;

    /// <summary>The handwritten digits of a part of MNIST, [n, 1, 28, 28].</summary>
    public static LabeledImages Of(MnistSplit split, DType dtype = DType.Float32)
    {
        var pixels = new float[split.Images.Length];
        TensorPrimitives.ConvertTruncating(split.Images.Span, pixels.AsSpan());
        var labels = new int[split.Count];
        TensorPrimitives.ConvertTruncating(split.Labels.Span, labels.AsSpan());
        var images = Tensor.From(pixels, [split.Count, 1, Mnist.Side, Mnist.Side]);
        return new(images.Cast(dtype) * (1.0 / 255), Tensor.Of(labels));
    }

    /// <summary>The first so many of them, or all where there are fewer.</summary>
    public LabeledImages Take(int count) => count >= Count ? this : new(Images[..count], Labels[..count]);
}
