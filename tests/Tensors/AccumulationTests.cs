using Xunit;
using static Functional.Operations;

namespace Functional.Tests;

/// <summary>
/// No sum drifts: it is off by at most 8 units of rounding of the sum of sizes, a sum of products by 32, however long it is. References are
/// computed in float64 for float32, with errors carried along for float64.
/// </summary>
public class AccumulationTests
{
    const double Single = 1.0 / (1 << 24), Double = Single / (1L << 29);

    static readonly float[] constants = [.. Enumerable.Range(0, 64).Select(i => 0.1f * MathF.Pow(1.1f, i)), 1 + 1f / (1 << 17), 1 + 7f / (1 << 20), 1f / 3, 2f / 3];

    public static TheoryData<int> Lengths => [0, 1, 2, 3, 63, 64, 65, 255, 256, 257, 1000, 16383, 16384, 16385, 1_000_001];

    [Theory, MemberData(nameof(Lengths))]
    public void Sums_over_rows_and_columns(int n)
    {
        foreach (var x in Inputs(n))
        {
            Near(8, x, Sum(Tensor.Of(x)));
            foreach (var columns in (int[])[2, 5])
                Near(8, x, Sum(Tensor.Of(x).Reshape(n, 1).Broadcast([n, columns]) + 0, 0)[columns - 1]);
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Running_sums(int n)
    {
        foreach (var x in Inputs(n))
        {
            var (row, column) = (CumSum(Tensor.Of(x)).ToArray<float>(), CumSum(Tensor.Of(x).Reshape(n, 1).Broadcast([n, 3]) + 0, 0)[.., 1].ToArray<float>());
            double sum = 0, sizes = 0;
            for (var i = 0; i < n; i++)
            {
                (sum, sizes) = (sum + x[i], sizes + Math.Abs(x[i]));
                Assert.True(Math.Abs(row[i] - sum) <= 8 * Single * sizes, $"{i} of a row of {n}: {row[i]}, not {sum}");
                Assert.Equal(row[i], column[i]);
            }
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Updates_of_one_place(int n)
    {
        var place = Tensor.Zeros([n], DType.Int32);
        foreach (var x in Inputs(n))
        {
            Near(8, x, Scatter(Tensor.Of(x), place + 1, 2)[1]);
            Near(8, x, Scatter(Tensor.Of(x).Reshape(n, 1).Broadcast([n, 20]) + 0, place, 1)[0, 18]);
        }
    }

    [Fact]
    public void Wide_slices_are_added_as_their_elements_by_themselves()
    {
        var updates = new Key(1).Normal([2, 3000, 83]);
        var places = Cast(new Key(2).Uniform([3000], 0, 70), DType.Int32);
        var all = Scatter(updates, places, 75, axis: 1);
        for (var column = 0; column < 83; column++)
            Assert.Equal(Scatter(updates[1, .., column] + 0, places, 75).ToArray<float>(), all[1, .., column].ToArray<float>());
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Inner_products_in_every_kernel(int n)
    {
        foreach (var x in Inputs(n))
        {
            var y = Array.ConvertAll(x, each => each * 1.7f - 0.3f);
            var products = x.Zip(y, (a, b) => (double)a * b).ToArray();
            var (a, b) = (Tensor.Of(x), Tensor.Of(y));
            Near(32, products, a.MatMul(b));
            if (n > 20_000) continue;
            Near(32, products, (a.Reshape(1, n).Broadcast([9, n]) + 0).MatMul(b)[8]);
            Near(32, products, (a.Reshape(1, n).Broadcast([3, n]) + 0).MatMul(b.Reshape(n, 1).Broadcast([n, 5]) + 0)[2, 4]);
            if (n > 0) Near(32, products, Conv(a.Reshape(1, n, 1), b.Reshape(1, n, 1))[0, 0, 0]);
            if (n > 0) Near(32, products, Conv(a.Reshape(1, 1, n), b.Reshape(1, 1, n))[0, 0, 0]);
        }
    }

    /// <summary>Every addition of a binade rounds the same way where all terms are alike.</summary>
    [Fact]
    public void Constants_of_a_whole_binade()
    {
        for (var i = 0; i < 4096; i++)
        {
            var c = 1 + i / 4096f + i % 64 / (float)(1 << 23);
            foreach (var n in (int[])[64, 96, 256, 1000])
            {
                var x = Tensor.Full([n], c);
                Assert.True(Math.Abs(x.MatMul(Tensor.Ones([n])).ToScalar() - (double)c * n) <= 32 * Single * c * n, $"{n} products of {c:R}");
                Assert.True(Math.Abs(Sum(x).ToScalar() - (double)c * n) <= 8 * Single * c * n, $"{n} times {c:R}");
            }
        }
    }

    [Fact]
    public void Means_of_millions()
    {
        Assert.Equal(0.1f, Mean(Tensor.Full([4_000_000, 2], 0.1f) + 0, 0)[1].ToScalar(), 1e-8);
        Assert.Equal(100_000, CumSum(Tensor.Full([1_000_000], 0.1f))[^1].ToScalar(), 0.02);
        Assert.Equal(100_000.0, (Tensor.Full([10_000_000], 0.1f) + 0).MatMul(Tensor.Full([10_000_000], 0.1f) + 0).ToScalar(), 0.2);
        Assert.Equal(1.0 / 12, Variance(new Key(1).Uniform([2_000_000, 2]), 0)[0].ToScalar(), 2e-4);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Sums_of_float64(int n)
    {
        var random = new Random(n);
        double[] x = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? 0.1 : random.NextDouble() - 0.5)];
        var scaled = Tensor.Of(x);
        var (sum, sizes) = (Compensated(x), x.Sum(Math.Abs));
        foreach (var found in (double[])[Sum(scaled).ToScalar(), Sum(scaled.Reshape(n, 1).Broadcast([n, 3]) + 0, 0)[2].ToScalar(), n == 0 ? 0 : CumSum(scaled)[^1].ToScalar()])
            Assert.True(Math.Abs(found - sum) <= 8 * Double * sizes, $"{found:R}, not {sum:R}");
    }

    static IEnumerable<float[]> Inputs(int n)
    {
        foreach (var constant in n > 20_000 ? constants[..3] : constants[..]) yield return [.. Enumerable.Repeat(constant, n)];
        var random = new Random(n);
        yield return [.. Enumerable.Range(0, n).Select(_ => random.NextSingle())];
        // Large terms that cancel, and small ones that are left.
        yield return [.. Enumerable.Range(0, n).Select(i => (i % 3) switch { 0 => 1000 + i % 7, 1 => -1000 - (i - 1) % 7, _ => random.NextSingle() })];
    }

    static void Near(int units, float[] terms, Tensor found) => Near(units, Array.ConvertAll(terms, each => (double)each), found);

    static void Near(int units, double[] terms, Tensor found)
    {
        var (sum, sizes) = (terms.Sum(), terms.Sum(Math.Abs));
        Assert.True(Math.Abs(found.ToScalar() - sum) <= units * Single * sizes, $"{found.ToScalar():R}, not {sum:R}, {terms.Length} terms");
    }

    static double Compensated(double[] x)
    {
        double sum = 0, error = 0;
        foreach (var each in x)
        {
            var total = sum + each;
            error += Math.Abs(sum) >= Math.Abs(each) ? sum - total + each : each - total + sum;
            sum = total;
        }
        return sum + error;
    }
}
