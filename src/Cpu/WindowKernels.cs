using System.Numerics;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Convolution and pooling of views, in the three spatial axes of the kernels: those that are missing have extent 1.</summary>
internal static unsafe class WindowKernels
{
    /// <summary>The most bytes of padded images at a time: a large batch is convolved in slices.</summary>
    const long LargestPadded = 1 << 30;

    internal static ArrayTensor Conv(ArrayTensor images, ArrayTensor filters, Shape to, Conv op) => images.OnFloats(new ConvKernel(filters, to, op));

    readonly record struct ConvKernel(ArrayTensor Filters, Shape To, Conv Op) : IFloatKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> images) where T : unmanaged, IFloatingPointIeee754<T> => Conv(images, (ArrayTensor<T>)Filters, To, Op);
    }

    static ArrayTensor Conv<T>(ArrayTensor<T> images, ArrayTensor<T> filters, Shape to, Conv op) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Memory.Result<T>(to);
        var geometry = new ConvGeometry(
            images.Shape[0], op.Groups, images.Shape[1], filters.Shape[0], Spatial(images.Shape), Spatial(filters.Shape), Spatial(to),
            Each(op.Windows, w => w.Stride), Each(op.Windows, w => w.Low, 0), Each(op.Windows, w => w.Dilation), Each(op.Windows, w => w.InputDilation),
            Strides(images), Strides(filters));
        var perImage = (long)geometry.InputChannels * geometry.Padded.D * geometry.Padded.H * geometry.Padded.W * sizeof(T);
        if (perImage > LargestPadded) throw new ShapeException($"Conv: one padded image of {images.Shape} takes {perImage} bytes, more than {LargestPadded}");
        var slice = (int)Math.Max(1, Math.Min(geometry.Batch, LargestPadded / Math.Max(1, perImage)));
        fixed (T* px = images.Data, pf = filters.Data, py = &y.First)
            for (var first = 0; first < geometry.Batch; first += slice)
                Convolution.Convolve(geometry with { Batch = Math.Min(slice, geometry.Batch - first) },
                    px + images.Offset + first * geometry.InputStrides.Outer, pf + filters.Offset, py + (nint)first * geometry.OutputChannels * geometry.Output.Volume);
        return y;
    }

    internal static ArrayTensor Sum(ArrayTensor x, Shape to, Sequence<Window> windows) => x.OnNumbers(new SumKernel(to, windows));

    readonly record struct SumKernel(Shape To, Sequence<Window> Windows) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => Sum(x, To, Windows);
    }

    static ArrayTensor Sum<T>(ArrayTensor<T> x, Shape to, Sequence<Window> windows) where T : unmanaged, INumber<T>
    {
        var (from, y) = ((ArrayTensor<T>)x.Contiguous(), Memory.Result<T>(to));
        fixed (T* px = from.Data, py = &y.First) Pooling.WindowSum(Geometry(x, to, windows), px + from.Offset, py);
        return y;
    }

    internal static ArrayTensor ArgMax(ArrayTensor x, Shape to, Sequence<Window> windows) => x.OnNumbers(new ArgMaxKernel(to, windows));

    readonly record struct ArgMaxKernel(Shape To, Sequence<Window> Windows) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => ArgMax(x, To, Windows);
    }

    static ArrayTensor ArgMax<T>(ArrayTensor<T> x, Shape to, Sequence<Window> windows) where T : unmanaged, INumber<T>
    {
        var (from, y) = ((ArrayTensor<T>)x.Contiguous(), Memory.Result<int>(to));
        fixed (T* px = from.Data)
        fixed (int* py = &y.First) Pooling.ArgMax(Geometry(x, to, windows), px + from.Offset, py);
        return y;
    }

    static PoolGeometry Geometry(ArrayTensor x, Shape to, Sequence<Window> windows) => new(
        x.Shape[0] * x.Shape[1], Spatial(x.Shape), Each(windows, w => w.Extent), Spatial(to),
        Each(windows, w => w.Stride), Each(windows, w => w.Low, 0), Each(windows, w => w.InputDilation));

    /// <summary>The axes behind the first two.</summary>
    static Triple Spatial(Shape shape) => new(shape.Rank > 4 ? shape[-3] : 1, shape.Rank > 3 ? shape[-2] : 1, shape[-1]);

    static Triple Each(Sequence<Window> windows, Func<Window, int> attribute, int missing = 1) => new(
        windows.Count > 2 ? attribute(windows[^3]) : missing, windows.Count > 1 ? attribute(windows[^2]) : missing, attribute(windows[^1]));

    static AxisStrides Strides(ArrayTensor x)
    {
        var strides = x.Strides;
        return new(strides[0], strides[1], x.Rank > 4 ? strides[^3] : 0, x.Rank > 3 ? strides[^2] : 0, strides[^1]);
    }
}
