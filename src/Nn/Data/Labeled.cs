using System.Numerics;
using System.Numerics.Tensors;
using Functional.Cpu;

namespace Functional.Nn;

/// <summary>Images as tensors of numbers in 0 … 1, [n, channels, height, width], with a label for each, int32 [n].</summary>
[Tree]
public sealed partial record LabeledImages(Tensor Images, Tensor Labels)
{
    public int Count => Labels.Size;

    /// <summary>The handwritten digits of a part of MNIST, [n, 1, 28, 28].</summary>
    public static LabeledImages Of(MnistSplit split, DType dtype = DType.Float32)
    {
        Shape shape = [split.Count, 1, Mnist.Side, Mnist.Side];
        var labels = new int[split.Count];
        TensorPrimitives.ConvertTruncating(split.Labels.Span, labels.AsSpan());
        return new(dtype == DType.Float64 ? Scaled<double>(split.Images.Span, shape) : Scaled<float>(split.Images.Span, shape).Cast(dtype), Tensor.Of(labels));
    }

    static ArrayTensor<T> Scaled<T>(ReadOnlySpan<byte> pixels, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[pixels.Length];
        TensorPrimitives.ConvertTruncating(pixels, numbers.AsSpan());
        TensorPrimitives.Divide(numbers, T.CreateChecked(byte.MaxValue), numbers);
        return new(shape, numbers);
    }

    /// <summary>The first so many of them, or all where there are fewer.</summary>
    public LabeledImages Take(int count) => count >= Count ? this : new(Images[..count], Labels[..count]);
}
