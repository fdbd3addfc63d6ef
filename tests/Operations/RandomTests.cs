using Functional.Testing;
using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Operations;

/// <summary>Draws have the moments of their distribution and its distribution function, with fixed keys: what passes once passes always.</summary>
public class RandomTests
{
    const int Many = 20_000;

    /// <summary>A draw of many numbers, its mean and variance, and its distribution function.</summary>
    public sealed record Law(string Name, Func<Key, double[]> Draw, double Mean, double Variance, Func<double, double> Below)
    {
        public override string ToString() => Name;
    }

    static double[] Numbers(Tensor x) => Reference.Numbers(x);

    static Tensor A(double a) => Tensor.Scalar(a);

    static readonly Law[] continuous =
    [
        new("Gumbel", key => Numbers(key.Gumbel([Many], DType.Float64)), 0.5772156649015329, Math.PI * Math.PI / 6, x => Math.Exp(-Math.Exp(-x))),
        new("Gumbel of float32", key => Numbers(key.Gumbel([Many])), 0.5772156649015329, Math.PI * Math.PI / 6, x => Math.Exp(-Math.Exp(-x))),
        new("Exponential", key => Numbers(key.Exponential([Many], 2, DType.Float64)), 0.5, 0.25, x => 1 - Math.Exp(-2 * x)),
        new("Gamma 0.3", key => Numbers(key.Gamma([Many], A(0.3))), 0.3, 0.3, x => Below(0.3, x)),
        new("Gamma 1", key => Numbers(key.Gamma([Many], A(1))), 1, 1, x => 1 - Math.Exp(-x)),
        new("Gamma 2 of float32", key => Numbers(key.Gamma([Many], Tensor.Scalar(2f))), 2, 2, x => 1 - Math.Exp(-x) * (1 + x)),
        new("Gamma 50", key => Numbers(key.Gamma([Many], A(50))), 50, 50, x => Below(50, x)),
        new("Beta 2, 1", key => Numbers(key.Beta([Many], A(2), A(1))), 2.0 / 3, 1.0 / 18, x => x * x),
        new("Beta ½, ½", key => Numbers(key.Beta([Many], A(0.5), A(0.5))), 0.5, 0.125, x => 2 / Math.PI * Math.Asin(Math.Sqrt(x))),
        // One element of a vector of three has the law Beta(1, 2).
        new("Dirichlet", key => Numbers(key.Dirichlet([Many], Tensor.Of(1.0, 1, 1))[.., 1]), 1.0 / 3, 1.0 / 18, x => 1 - (1 - x) * (1 - x)),
        new("MultivariateNormal",
            key => Numbers(key.MultivariateNormal([Many], Tensor.Of(1.0, -2), Tensor.Of(new double[,] { { 4, 1 }, { 1, 9 } }))[.., 1]), -2, 9,
            x => Normal((x + 2) / 3)),
    ];

    public static TheoryData<string> Continuous => [.. continuous.Select(law => law.Name)];

    /// <summary>A. Kolmogorov, N. Smirnov: √n times the largest distance is above 1.95 once in a thousand keys.</summary>
    [Theory, MemberData(nameof(Continuous))]
    public void A_continuous_law_is_kept(string name)
    {
        var law = continuous.Single(each => each.Name == name);
        var x = law.Draw(new(11)).Order().ToArray();
        HasMoments(law, x);
        var distance = x.Select((v, i) => Math.Max((i + 1.0) / x.Length - law.Below(v), law.Below(v) - (double)i / x.Length)).Max();
        Assert.True(distance * Math.Sqrt(x.Length) < 1.95, $"{name}: the distribution function is off by {distance}");
    }

    static readonly (string Name, Func<Key, double[]> Draw, double[] Probabilities)[] discrete =
    [
        ("Integers", key => Numbers(key.Integers([Many], 0, 7)), [.. Enumerable.Repeat(1.0 / 7, 7)]),
        ("Categorical", key => Numbers(key.Categorical([Many], Log(Tensor.Of(1.0, 2, 3, 0)))), [1.0 / 6, 2.0 / 6, 3.0 / 6, 0]),
        ("Bernoulli", key => Numbers(key.Bernoulli(Tensor.Full([Many], 0.3, DType.Float64))), [0.7, 0.3]),
        ("Choice",
            key => Enumerable.Range(0, Many).Select(i => Numbers(key.Fold(i).Choice(3, 2)) is var each ? 3 * each[0] + each[1] : 0).ToArray(),
            [0, 1.0 / 6, 1.0 / 6, 1.0 / 6, 0, 1.0 / 6, 1.0 / 6, 1.0 / 6, 0]),
        // The first has its weight, the second that among what is left.
        ("Choice by weight",
            key => Enumerable.Range(0, Many).Select(i => Numbers(key.Fold(i).Choice(Tensor.Of(1.0, 2, 1), 2)) is var each ? 3 * each[0] + each[1] : 0).ToArray(),
            [0, 1.0 / 4 * 2 / 3, 1.0 / 4 / 3, 1.0 / 2 / 2, 0, 1.0 / 2 / 2, 1.0 / 4 / 3, 1.0 / 4 * 2 / 3, 0]),
        ("Poisson 0.7", key => Numbers(key.Poisson([Many], A(0.7))), Poisson(0.7, 12)),
        ("Poisson 9.5", key => Numbers(key.Poisson([Many], A(9.5))), Poisson(9.5, 60)),
        ("Poisson 30", key => Numbers(key.Poisson([Many], A(30))), Poisson(30, 120)),
        ("Poisson 12 of float32", key => Numbers(key.Poisson([Many], Tensor.Scalar(12f))), Poisson(12, 80)),
    ];

    public static TheoryData<string> Discrete => [.. discrete.Select(law => law.Name)];

    /// <summary>
    /// K. Pearson: χ² over cells of which each expects five draws or more; it is beyond its mean by 3.6 times its deviation and some more once in a
    /// thousand keys.
    /// </summary>
    [Theory, MemberData(nameof(Discrete))]
    public void A_discrete_law_is_kept(string name)
    {
        var (_, draw, probabilities) = discrete.Single(each => each.Name == name);
        var x = draw(new(12));
        Assert.All(x, v => Assert.True(v >= 0 && v < probabilities.Length && probabilities[(int)v] > 0, $"{v} cannot be"));
        var cells = Enumerable.Range(0, probabilities.Length).Where(k => probabilities[k] * x.Length >= 5).ToArray();
        var squares = cells.Sum(k => Math.Pow(x.Count(v => v == k) - probabilities[k] * x.Length, 2) / (probabilities[k] * x.Length));
        var freedom = cells.Length - 1;
        Assert.True(squares < freedom + 3.6 * Math.Sqrt(2 * freedom) + 4, $"{name}: χ² is {squares} with {freedom} degrees of freedom");
        var mean = probabilities.Select((p, k) => p * k).Sum();
        HasMoments(new(name, draw, mean, probabilities.Select((p, k) => p * (k - mean) * (k - mean)).Sum(), _ => 0), x);
    }

    [Fact]
    public void Vectors_of_a_normal_law_have_its_covariance()
    {
        var covariance = Tensor.Of(new double[,] { { 4, 1 }, { 1, 9 } });
        var x = new Key(13).MultivariateNormal([Many], Tensor.Of(1.0, -2), covariance);
        var centred = x - Mean(x, 0);
        var found = (centred.T.MatMul(centred) / Many).ToArray<double>();
        Assert.All(covariance.ToArray<double>().Zip(found), each => Assert.Equal(each.First, each.Second, 0.25));
    }

    [Fact]
    public void Dirichlet_vectors_add_up_to_1_however_small_their_concentrations()
        => Assert.All(Numbers(Sum(new Key(14).Dirichlet([100], Tensor.Of(1e-3, 1e-3, 1e-3)), -1)), sum => Assert.Equal(1, sum, 1e-12));

    /// <summary>A quantile of fixed probability: P(a, z(a)) does not move, also one order up.</summary>
    [Theory, InlineData(0.05), InlineData(0.4), InlineData(1), InlineData(3), InlineData(40)]
    public void A_gamma_number_moves_as_a_quantile_does(double a)
    {
        var key = new Key(15);
        Func<Tensor, Tensor> probability = a => GammaInc(a, key.Gamma([50], a));
        var (first, second) = (ForwardMode.Derivative(probability), ForwardMode.Derivative(ForwardMode.Derivative(probability)));
        Assert.All(first(A(a)).ToArray<double>(), d => Assert.Equal(0, d, 1e-9));
        Assert.All(second(A(a)).ToArray<double>(), d => Assert.Equal(0, d, 1e-6));
    }

    /// <summary>Of many, the mean of the derivative is the derivative of the mean: 1 of a gamma number, and b/(a + b)² of a beta one.</summary>
    [Fact]
    public void The_derivatives_of_draws_have_the_means_that_they_must_have()
    {
        Assert.Equal(1, ReverseMode.Grad(a => Mean(new Key(16).Gamma([Many], a)))(A(2.5)).ToScalar(), 0.02);
        Assert.Equal(0.7 / 4, ReverseMode.Grad(a => Mean(new Key(17).Beta([Many], a, A(0.7))))(A(1.3)).ToScalar(), 0.005);
        Assert.Equal(-1.3 / 4, ReverseMode.Grad(b => Mean(new Key(17).Beta([Many], A(1.3), b)))(A(0.7)).ToScalar(), 0.005);
    }

    [Fact]
    public void A_key_draws_the_same_again_and_another_key_something_else()
    {
        Assert.Equal(new Key(1).Gamma([9], A(2)).ToArray<double>(), new Key(1).Gamma([9], A(2)).ToArray<double>());
        Assert.NotEqual(new Key(1).Gamma([9], A(2)).ToArray<double>(), new Key(2).Gamma([9], A(2)).ToArray<double>());
    }

    /// <summary>Within four deviations of the mean's; the variance by a rougher bound.</summary>
    static void HasMoments(Law law, double[] x)
    {
        Assert.Equal(Many, x.Length);
        var mean = x.Average();
        Assert.True(Math.Abs(mean - law.Mean) < 4 * Math.Sqrt(law.Variance / x.Length), $"{law.Name}: the mean is {mean}, not {law.Mean}");
        Assert.InRange(x.Average(v => (v - mean) * (v - mean)) / law.Variance, 0.92, 1.08);
    }

    static double[] Poisson(double rate, int count)
    {
        var p = new double[count];
        p[0] = Math.Exp(-rate);
        for (var k = 1; k < count; k++) p[k] = p[k - 1] * rate / k;
        return p;
    }

    /// <summary>P(a, x) by E. Kummer's series.</summary>
    static double Below(double a, double x)
    {
        var (sum, term) = (0.0, 1.0);
        for (var k = 1; k < 600; term *= x / (a + k++)) sum += term;
        return sum * Math.Exp(a * Math.Log(x) - x - LogGamma(A(a + 1)).ToScalar());
    }

    static double Normal(double x) => 0.5 * Erfc(A(-x * Math.Sqrt(0.5))).ToScalar();
}
