using Functional.Primitives;
using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Properties;

/// <summary>
/// Products, convolutions and pooling at sizes around those at which kernels divide their work, against plain sums in float64.
/// A sum of n products may be off by n units in the last place of the sum of their sizes (N. Higham 2002, "Accuracy and Stability of
/// Numerical Algorithms", section 3.1).
/// </summary>
public class ContractionTests
{
    public static TheoryData<int, int, int> Products => new()
    {
        { 1, 1, 1 }, { 1, 300, 1 }, { 1, 129, 65 }, { 65, 129, 1 }, { 2, 3, 4 }, { 5, 17, 31 }, { 6, 16, 16 }, { 7, 15, 17 }, { 12, 64, 32 }, { 13, 257, 33 },
        { 64, 64, 64 }, { 65, 63, 66 }, { 100, 1, 100 }, { 127, 512, 9 }, { 129, 385, 130 }, { 200, 300, 100 }, { 3, 1000, 200 }, { 257, 20, 259 },
    };

    [Theory, MemberData(nameof(Products))]
    public void Matrix_products_are_sums_of_products(int m, int k, int n)
    {
        var (a, b) = (new Key(m).Normal([m, k], dtype: DType.Float64), new Key(n + 1000).Normal([k, n], dtype: DType.Float64));
        var (expected, sizes) = (Plain(a, b), Plain(Abs(a), Abs(b)));
        foreach (var (left, right) in Layouts(a, b)) Within(expected, sizes, k, left.MatMul(right));
        var (a32, b32) = (a.Cast(DType.Float32), b.Cast(DType.Float32));
        var expected32 = Plain(a32.Cast(DType.Float64), b32.Cast(DType.Float64));
        foreach (var (left, right) in Layouts(a32, b32)) Within(expected32, sizes, k, left.MatMul(right));
        var (i, j) = ((a * 10).Cast(DType.Int32), (b * 10).Cast(DType.Int32));
        Within(Plain(i.Cast(DType.Float64), j.Cast(DType.Float64)), sizes, 0, i.MatMul(j));
        Assert.Equal(Plain(i.Cast(DType.Float64), j.Cast(DType.Float64)), Reference.Numbers(i.Cast(DType.Int64).MatMul(j.Cast(DType.Int64))));
    }

    [Fact]
    public void Batches_of_products_are_products_of_each()
    {
        var (a, b) = (new Key(1).Normal([3, 5, 37, 20]), new Key(2).Normal([5, 20, 18]));
        var all = a.MatMul(b);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 5; j++)
                Near.Equal(a[i, j].MatMul(b[j]), all[i, j], 1e-6);
    }

    public static TheoryData<int, int, int, int, int, int, int> Convolutions => new()
    {
        // batch, channels, extent, filters, window, stride, padding
        { 1, 1, 5, 1, 3, 1, 0 }, { 2, 3, 17, 8, 3, 1, 1 }, { 1, 16, 14, 33, 5, 1, 2 }, { 3, 4, 23, 7, 3, 2, 1 }, { 2, 64, 7, 40, 1, 1, 0 }, { 1, 3, 40, 16, 7, 2, 3 },
        { 1, 2, 9, 3, 3, 1, -1 }, { 2, 5, 12, 6, 4, 3, 2 }, { 2, 1, 28, 32, 5, 1, 2 },
    };

    [Theory, MemberData(nameof(Convolutions))]
    public void Convolutions_are_products_of_patches(int batch, int channels, int extent, int filters, int window, int stride, int padding)
    {
        foreach (var groups in (int[])[1, 2])
        {
            var images = new Key(extent).Normal([batch, groups * channels, extent, extent + 1], dtype: DType.Float64);
            var weights = new Key(filters + 1000).Normal([groups * filters, channels, window, window], dtype: DType.Float64);
            foreach (var dtype in (DType[])[DType.Float64, DType.Float32])
            {
                var (x, w) = (images.Cast(dtype), weights.Cast(dtype));
                var (expected, sizes) = (Patches(x, w, stride, padding, groups), Patches(Abs(x), Abs(w), stride, padding, groups));
                Within(expected, sizes, channels * window * window, Conv(x, w, stride, padding, groups: groups));
                Within(expected, sizes, channels * window * window, Conv(Views.Permuted(x), Views.Permuted(w), stride, padding, groups: groups));
            }
        }
    }

    [Theory, InlineData(2, 2, 0), InlineData(3, 1, 1), InlineData(3, 2, 1), InlineData(5, 3, 2), InlineData(2, 3, 0)]
    public void Pooling_reduces_windows(int window, int stride, int padding)
    {
        var images = new Key(5).Normal([2, 3, 29, 33], dtype: DType.Float64);
        foreach (var x in (Tensor[])[images, Views.Permuted(images), images.Cast(DType.Float32), (images * 10).Cast(DType.Int32)])
        {
            Window[] windows = [new(window, stride, padding, padding), new(window, stride, padding, padding)];
            Assert.Equal(Reference.Rules.WindowArgMax(new(windows), new(x)), Reference.Numbers(new WindowArgMax(windows).Apply(x)));
            Within(Reference.Rules.WindowSum(new(windows), new(x)), Reference.Rules.WindowSum(new(windows), new(Abs(x))), window * window, new WindowSum(windows).Apply(x));
        }
    }

    static IEnumerable<(Tensor, Tensor)> Layouts(Tensor a, Tensor b)
        => [(a, b), (Views.Permuted(a), b), (a, Views.Permuted(b)), (Views.Permuted(a), Views.Permuted(b)), (Views.Interleaved(a), Views.Reversed(b))];

    static double[] Plain(Tensor a, Tensor b)
    {
        var (m, k, n) = (a.Shape[0], a.Shape[1], b.Shape[1]);
        var (x, w, y) = (a.ToArray<double>(), b.ToArray<double>(), new double[m * n]);
        for (var i = 0; i < m; i++)
            for (var j = 0; j < k; j++)
                for (var l = 0; l < n; l++)
                    y[i * n + l] += x[i * k + j] * w[j * n + l];
        return y;
    }

    /// <summary>A convolution in float64 as one product for each place of the window's elements.</summary>
    static double[] Patches(Tensor x, Tensor w, int stride, int padding, int groups)
    {
        var (images, filters) = (Pad(x.Cast(DType.Float64), [(0, 0), (0, 0), (padding, padding), (padding, padding)]), w.Cast(DType.Float64));
        int window = filters.Shape[2], rows = (images.Shape[2] - window) / stride + 1, columns = (images.Shape[3] - window) / stride + 1;
        var (channels, perGroup) = (filters.Shape[1], filters.Shape[0] / groups);
        Tensor[] parts = [.. Enumerable.Range(0, groups).Select(g => Enumerable.Range(0, window * window).Select(q =>
        {
            var shifted = images[.., (g * channels)..((g + 1) * channels), Subscript.Step((q / window)..(q / window + (rows - 1) * stride + 1), stride),
                Subscript.Step((q % window)..(q % window + (columns - 1) * stride + 1), stride)];
            return filters[(g * perGroup)..((g + 1) * perGroup), .., q / window, q % window].MatMul(shifted.Reshape(images.Shape[0], channels, rows * columns));
        }).Aggregate((a, b) => a + b))];
        return Concat(1, parts).ToArray<double>();
    }

    /// <summary>Off by no more than rounding makes sums of n terms of these sizes.</summary>
    static void Within(double[] expected, double[] sizes, int n, Tensor found)
    {
        var unit = found.DType == DType.Float32 ? Math.ScaleB(1, -24) : Math.ScaleB(1, -53);
        var numbers = Reference.Numbers(found);
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
            // Both sides round, the expected one in float64.
            Assert.True(Math.Abs(expected[i] - numbers[i]) <= 2 * (n + 1) * unit * sizes[i], $"element {i} of {found.Shape} is {numbers[i]:R}, not {expected[i]:R}");
    }
}
