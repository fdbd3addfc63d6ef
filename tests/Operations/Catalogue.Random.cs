using static Functional.Operations;

namespace Functional.Tests.Operations;

public static partial class Catalogue
{
    /// <summary>
    /// Draws, whose values the laws of <see cref="RandomTests"/> check; here they are those of a device that has formulas of its own.
    /// </summary>
    static IEnumerable<Operation> RandomNumbers()
    {
        const string group = "Random numbers";
        Operation Draw(string name, string peers, Func<Key, Tensor[], Tensor> draw, params Tensor[] parameters)
            => Op(group, $"Key.{name}", peers, x => draw(new(x[^1]), x[..^1]), [.. parameters, I(3, 4)],
                _ => Values.Of(draw(new(I(3, 4)), parameters)))
                with { More = "RandomTests" };

        yield return Draw("Integers", "random.integers, randint, random.randint", (key, _) => key.Integers([5], -3, 9))
            .Refuses(() => new Key(1).Integers([1], 2, 2), "Integers: 2 is not below 2");
        yield return Draw("Categorical", "random.choice, distributions.Categorical, random.categorical", (key, x) => key.Categorical([4, 2], x[0]),
            R([2, 3]))
            .Refuses(() => new Key(1).Categorical([1], V()), "Categorical: the logits are [0], in which there is nothing to choose");
        yield return Draw("Bernoulli", "random.binomial, bernoulli, random.bernoulli", (key, x) => key.Bernoulli(x[0]), V(0.2, 0.5, 0.9))
            .Refuses(() => new Key(1).Bernoulli(I(1)), "Bernoulli: the probabilities are int32, not float32 or float64");
        yield return Draw("Choice", "random.choice, randperm, random.choice", (key, _) => key.Choice(7, 3))
            .And(x => new Key(5).Choice(4, 0), [], _ => new([0], []))
            .Refuses(() => new Key(1).Choice(3, 4), "Choice: there are no 4 different integers below 3");
        yield return Draw("Gumbel", "random.gumbel, distributions.Gumbel, random.gumbel", (key, _) => key.Gumbel([5], DType.Float64));
        yield return Draw("Exponential", "random.exponential, distributions.Exponential, random.exponential",
            (key, _) => key.Exponential([5], 2, DType.Float64))
            .Refuses(() => new Key(1).Exponential([1], 0), "Exponential: a rate above 0, not 0");
        yield return Draw("Gamma", "random.gamma, distributions.Gamma, random.gamma", (key, x) => key.Gamma([4, 3], x[0]), V(0.4, 1, 5))
            .And(x => new Key(1).Gamma([2], x[0]), [V(-1, NaN)], _ => Values.Of(NaN, NaN))
            .Refuses(() => new Key(1).Gamma([2], V(1, 2, 3)), "Gamma: left is [2], right is [3]: sizes 2 and 3 do not broadcast")
                with { IsImplicit = true };
        yield return Draw("Beta", "random.beta, distributions.Beta, random.beta", (key, x) => key.Beta([4, 2], x[0], x[1]), V(0.4, 3), V(2, 0.7))
            with { IsImplicit = true };
        yield return Draw("Dirichlet", "random.dirichlet, distributions.Dirichlet, random.dirichlet", (key, x) => key.Dirichlet([4], x[0]),
            V(0.4, 3, 1))
            .Refuses(() => new Key(1).Dirichlet([], Tensor.Scalar(1.0)), "Dirichlet: the concentrations are a scalar, not a vector")
            with { IsImplicit = true };
        yield return Draw("Poisson", "random.poisson, poisson, random.poisson", (key, x) => key.Poisson([5, 2], x[0]), V(0.7, 40))
            .And(x => new Key(1).Poisson([3], x[0]), [V(0, -1, NaN)], _ => Values.Of(0, -1, -1));
        yield return Draw("MultivariateNormal", "random.multivariate_normal, distributions.MultivariateNormal, random.multivariate_normal",
            (key, x) => key.MultivariateNormal([4], x[0], x[1]), V(1, -2), Tensor.Of(new double[,] { { 2, 0.5 }, { 0.5, 1 } }))
            .Refuses(() => new Key(1).MultivariateNormal([1], V(1), R([2, 2])),
                "MultivariateNormal: the mean is [1], the covariance [2, 2]: there is no row of it for each element");
    }
}
