using Xunit;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Reverse;

/// <summary>Sums of cotangents that grow in place, and frames and cotangents in arrays that were used before: nobody notices.</summary>
public class PooledTests
{
    [Theory]
    [InlineData(3, DType.Float32)]
    [InlineData(100_000, DType.Float32)]
    [InlineData(100_000, DType.Float64)]
    public void A_value_of_many_uses_gets_the_sum_of_its_cotangents_and_they_stay_as_they_are(int size, DType dtype)
    {
        Tensor x = new Key(1).Uniform([size], dtype: dtype), dy = new Key(2).Uniform([size], dtype: dtype);
        var (before, kept) = (Numbers(dy), dy + 1);
        // The cotangents of all uses are tensors that somebody else holds.
        var use = Custom(x => x, tangent: (_, dx, _) => dx, pullback: (_, _, _) => kept);
        var (_, pullback) = Vjp(x => use(x) + use(x) + use(x) + x + x, x);
        var (first, second) = (pullback(dy), pullback(dy));
        Assert.Equal(Numbers(dy + dy + kept + kept + kept), Numbers(first));
        Assert.Equal(Numbers(first), Numbers(second));
        Assert.Equal(before, Numbers(dy));
        Assert.Equal(Numbers(dy + 1), Numbers(kept));
    }

    [Fact]
    public void A_tangent_of_many_uses_is_the_same_each_time()
    {
        var (_, tangent) = Linearize(x => x + x + x + x, Tensor.Of(1.0, 2));
        Assert.Equal([4.0, 8], tangent(Tensor.Of(1.0, 2)).ToArray<double>());
        Assert.Equal([4.0, 8], tangent(Tensor.Of(1.0, 2)).ToArray<double>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(5000)]
    public void Programs_of_any_length_follow_each_other(int length)
    {
        for (var run = 1; run <= 3; run++)
        {
            var gradient = Grad(x => Repeat(length * run, x, y => y + x).Sum())(Tensor.Of(1.0, 2));
            Assert.Equal([length * run + 1.0, length * run + 1], gradient.ToArray<double>());
        }
    }

    [Fact]
    public void What_fails_leaves_nothing_behind()
    {
        var failing = Custom(x => x, tangent: (_, dx, _) => dx, pullback: (_, _, _) => throw new InvalidOperationException("no pullback"));
        for (var run = 0; run < 3; run++)
        {
            // In the middle of the fold, and of the function.
            Assert.Throws<InvalidOperationException>(() => Grad(x => Repeat(100, failing(Repeat(100, x, y => y + x)), y => y + x).Sum())(Tensor.Of(1.0)));
            Assert.Throws<ArgumentOutOfRangeException>(() => Grad(x => Repeat(1000, x, y => y + x)[7])(Tensor.Of(1.0)));
            Assert.Equal([301.0], Grad(x => Repeat(300, x, y => y + x).Sum())(Tensor.Of(1.0)).ToArray<double>());
        }
    }

    static double[] Numbers(Tensor x) => Cast(x, DType.Float64).ToArray<double>();

    static Tensor Repeat(int times, Tensor x, Func<Tensor, Tensor> f)
    {
        for (var i = 0; i < times; i++) x = f(x);
        return x;
    }
}
