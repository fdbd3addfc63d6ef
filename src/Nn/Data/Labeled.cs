namespace Functional.Nn;

/// <summary>Images as tensors of numbers in 0 … 1, [n, channels, height, width], with a label for each, int32 [n].</summary>
[Tree]
public sealed partial record LabeledImages(Tensor Images, Tensor Labels)
{
    /// <summary>The number n of images.</summary>
    public int Count => Labels.Size;

    /// <summary>The handwritten digits of a part of MNIST, [n, 1, 28, 28].</summary>
    public static LabeledImages Of(MnistSplit split, DType dtype = DType.Float32)
    {
        var pixels = Tensor.From(split.Images.Span, [split.Count, 1, Mnist.Side, Mnist.Side]);
        var scaled = pixels.Cast(dtype == DType.Float64 ? dtype : DType.Float32) / byte.MaxValue;
        return new(scaled.Cast(dtype), Tensor.Of(split.Labels.Span).Cast(DType.Int32));
    }

    /// <summary>The first so many of them, or all where there are fewer.</summary>
    public LabeledImages Take(int count) => count >= Count ? this : new(Images[..count], Labels[..count]);
}
