using System.Numerics;
using System.Runtime.CompilerServices;
using Xunit;
using static Functional.Operations;

namespace Functional.Tests;

/// <summary>Every kernel computes the same inner product, to the bit: chains of 64 fused multiply-adds in the lanes of blocks, added pairwise.</summary>
public class InnerProductTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 0, 1 }, { 2, 5, 3 }, { 1, 300, 1 }, { 1, 1023, 1 }, { 1, 1024, 1 }, { 1, 5000, 1 }, { 1, 9216, 1 }, { 1, 140_001, 1 }, { 1, 65, 70 },
        { 1, 1100, 33 }, { 64, 700, 1 }, { 300, 64, 1 }, { 23, 130, 1 }, { 37, 5003, 1 }, { 1, 2100, 300 }, { 40, 3, 1100 },
        { 5, 63, 7 }, { 33, 64, 50 }, { 17, 65, 48 }, { 9, 256, 100 }, { 70, 257, 49 }, { 20, 700, 97 }, { 11, 1500, 60 }, { 3, 2048, 5 }, { 9, 5000, 17 },
        { 1100, 70, 3 }, { 3, 70, 1100 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Of_matrices_of_float32(int m, int k, int n) => Compare<float>(m, k, n);

    [Theory, MemberData(nameof(Sizes))]
    public void Of_matrices_of_float64(int m, int k, int n) => Compare<double>(m, k, n);

    static void Compare<T>(int m, int k, int n) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Draw<T>(1, m, k), Draw<T>(2, k, n));
        var (x, y) = (a.ToArray<T>(), b.ToArray<T>());
        var expected = new T[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++) expected[i * n + j] = InnerProduct(k, p => x[i * k + p], p => y[p * n + j]);

        Assert.Equal(expected, a.MatMul(b).ToArray<T>());
        Assert.Equal(expected, Turned(a).MatMul(b).ToArray<T>());
        Assert.Equal(expected, a.MatMul(Turned(b)).ToArray<T>());
        Assert.Equal(expected, Turned(a).MatMul(Turned(b)).ToArray<T>());
        Assert.Equal(expected, Flip(Flip(a, 1) + 0, 1).MatMul(Flip(Flip(b, 0) + 0, 0)).ToArray<T>());
        Assert.Equal(expected, Stack(0, a, a).MatMul(Stack(0, b, b))[1].ToArray<T>());
    }

    [Theory]
    [InlineData(1, 3, 3, 2), InlineData(2, 16, 3, 9), InlineData(2, 20, 5, 4), InlineData(1, 70, 1, 33), InlineData(1, 40, 9, 2), InlineData(1, 1500, 3, 2)]
    public void Of_windows_with_channels_in_blocks_of_16(int batch, int channels, int window, int filters)
    {
        var extent = window + 3;
        var (images, weights) = (Draw<float>(1, batch, channels, extent, extent), Draw<float>(2, filters, channels, window, window));
        var (x, w, found) = (images.ToArray<float>(), weights.ToArray<float>(), Conv(images, weights).ToArray<float>());
        (int C, int H, int W)[] order =
            [.. from first in Enumerable.Range(0, (channels + 15) / 16).Select(block => 16 * block)
                from h in Enumerable.Range(0, window)
                from v in Enumerable.Range(0, window)
                from c in Enumerable.Range(first, Math.Min(16, channels - first))
                select (c, h, v)];
        for (var i = 0; i < found.Length; i++)
        {
            var (n, o, row, column) = (i / 16 / filters, i / 16 % filters, i / 4 % 4, i % 4);
            var expected = InnerProduct(order.Length,
                p => w[((o * channels + order[p].C) * window + order[p].H) * window + order[p].W],
                p => x[((n * channels + order[p].C) * extent + row + order[p].H) * extent + column + order[p].W]);
            Assert.Equal(expected, found[i]);
        }
    }

    /// <summary>
    /// Blocks of as many lanes as a line of 64 bytes has, 64 links long; then of half as many, and so on to one; then what is left. Chains are added
    /// pairwise.
    /// </summary>
    static T InnerProduct<T>(int k, Func<int, T> a, Func<int, T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var chains = new List<T>();
        for (int p = 0, lanes = 64 / Unsafe.SizeOf<T>(), links; p < k; p += links * lanes)
        {
            while (lanes > 1 && k - p < 64 * lanes) lanes /= 2;
            links = Math.Min(64, (k - p) / lanes);
            foreach (var lane in Meeting(lanes))
            {
                var sum = T.Zero;
                for (var i = p + lane; i < p + links * lanes; i += lanes) sum = T.FusedMultiplyAdd(a(i), b(i), sum);
                chains.Add(sum);
            }
        }
        return chains.Count == 0 ? T.Zero : Pairwise<T>([.. chains]);
    }

    /// <summary>Lanes in an order in which neighbours are those that are added first where lanes are folded in halves.</summary>
    static int[] Meeting(int lanes) => lanes == 1 ? [0] : [.. Meeting(lanes / 2).SelectMany(lane => (int[])[lane, lane + lanes / 2])];

    /// <summary>The largest power of two of the first terms, and the others.</summary>
    static T Pairwise<T>(ReadOnlySpan<T> terms) where T : INumber<T>
    {
        if (terms.Length == 1) return terms[0];
        var half = 1;
        while (2 * half < terms.Length) half *= 2;
        return Pairwise(terms[..half]) + Pairwise(terms[half..]);
    }

    static Tensor Draw<T>(int seed, params int[] shape) where T : unmanaged
        => new Key(seed).Uniform(shape, dtype: typeof(T) == typeof(double) ? DType.Float64 : DType.Float32) * 2 - 1;

    /// <summary>The same matrix, column after column in memory.</summary>
    static Tensor Turned(Tensor x) => (x.T + 0).T;
}
