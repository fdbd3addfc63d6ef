using Xunit;
using static Functional.Operations;

namespace Functional.Tests;

/// <summary>Every kernel computes the same inner product, to the bit: chains of 64 fused multiply-adds in the lanes of blocks, added pairwise.</summary>
public class InnerProductTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 0, 1 }, { 2, 5, 3 }, { 1, 300, 1 }, { 1, 5000, 1 }, { 1, 140_001, 1 }, { 1, 65, 70 }, { 1, 1100, 33 }, { 64, 700, 1 }, { 300, 64, 1 }, { 37, 5003, 1 },
        { 5, 63, 7 }, { 33, 64, 50 }, { 17, 65, 48 }, { 9, 256, 100 }, { 70, 257, 49 }, { 20, 700, 97 }, { 3, 2048, 5 }, { 9, 5000, 17 }, { 1100, 70, 3 }, { 3, 70, 1100 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Of_matrices(int m, int k, int n)
    {
        var (a, b) = (Draw(1, m, k), Draw(2, k, n));
        var (x, y) = (a.ToArray<float>(), b.ToArray<float>());
        var expected = new float[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++) expected[i * n + j] = InnerProduct(k, p => x[i * k + p], p => y[p * n + j]);

        Assert.Equal(expected, a.MatMul(b).ToArray<float>());
        Assert.Equal(expected, Turned(a).MatMul(b).ToArray<float>());
        Assert.Equal(expected, a.MatMul(Turned(b)).ToArray<float>());
        Assert.Equal(expected, Turned(a).MatMul(Turned(b)).ToArray<float>());
        Assert.Equal(expected, Stack(0, a, a).MatMul(Stack(0, b, b))[1].ToArray<float>());
    }

    [Theory]
    [InlineData(1, 3, 3, 2), InlineData(2, 16, 3, 9), InlineData(2, 20, 5, 4), InlineData(1, 70, 1, 33), InlineData(1, 40, 9, 2), InlineData(1, 1500, 3, 2)]
    public void Of_windows_with_channels_in_blocks_of_16(int batch, int channels, int window, int filters)
    {
        var extent = window + 3;
        var (images, weights) = (Draw(1, batch, channels, extent, extent), Draw(2, filters, channels, window, window));
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

    /// <summary>Blocks of 16 lanes of 64 links, then of 8, 4, 2 and 1, then what is left; the sums of the blocks are added pairwise by chains.</summary>
    static float InnerProduct(int k, Func<int, float> a, Func<int, float> b)
    {
        var chains = new List<float>();
        for (int p = 0, lanes = 16; p < k;)
        {
            while (lanes > 1 && k - p < 64 * lanes) lanes /= 2;
            var (first, links) = (p, Math.Min(64, (k - p) / lanes));
            chains.AddRange(Meeting(lanes).Select(lane => Enumerable.Range(0, links).Aggregate(0f, (sum, link)
                => MathF.FusedMultiplyAdd(a(first + link * lanes + lane), b(first + link * lanes + lane), sum))));
            p += links * lanes;
        }
        return chains.Count == 0 ? 0 : Pairwise([.. chains]);
    }

    /// <summary>Lanes in an order in which neighbours are added first where lanes are folded in halves.</summary>
    static int[] Meeting(int lanes) => lanes == 1 ? [0] : [.. Meeting(lanes / 2).SelectMany(lane => (int[])[lane, lane + lanes / 2])];

    /// <summary>The largest power of two of the first terms, and the others.</summary>
    static float Pairwise(ReadOnlySpan<float> terms)
    {
        if (terms.Length == 1) return terms[0];
        var half = 1;
        while (2 * half < terms.Length) half *= 2;
        return Pairwise(terms[..half]) + Pairwise(terms[half..]);
    }

    static Tensor Draw(int seed, params int[] shape) => new Key(seed).Uniform(shape) * 2 - 1;

    /// <summary>The same matrix, column after column in memory.</summary>
    static Tensor Turned(Tensor x) => (x.T + 0).T;
}
