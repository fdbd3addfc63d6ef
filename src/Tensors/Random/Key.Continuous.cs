using Functional.Primitives;
using static Functional.Operations;

namespace Functional;

/// <summary>
/// Random numbers of continuous distributions; parameters that are tensors broadcast to the shape of the draws and have derivatives.
/// </summary>
public sealed partial record Key
{
    /// <summary>Numbers whose distribution function is e^(−e⁻ˣ) (E. Gumbel).</summary>
    public Tensor Gumbel(Shape shape, DType dtype = DType.Float32) => Cast(-Log(-Log(Open(shape, Drawn("Gumbel", dtype)))), dtype);

    /// <summary>Exponentially distributed numbers, of mean 1 / rate.</summary>
    public Tensor Exponential(Shape shape, double rate = 1, DType dtype = DType.Float32)
        => rate > 0 ? Cast(-Log(Open(shape, Drawn("Exponential", dtype))) / rate, dtype)
        : throw new ArgumentOutOfRangeException(nameof(rate), FormattableString.Invariant($"Exponential: a rate above 0, not {rate}"));

    /// <summary>
    /// Gamma distributed numbers of the given shape parameters a &gt; 0 and scale 1, by rejection (G. Marsaglia, W. Tsang 2000, "A simple method
    /// for generating gamma variables"). Their derivative in a is that of a quantile, implicit (M. Figurnov, S. Mohamed, A. Mnih 2018, "Implicit
    /// reparameterization gradients"). NaN for other a.
    /// </summary>
    public Tensor Gamma(Shape shape, Tensor a) => Cast(Exp(LogsOfGamma("Gamma", shape, a)), a.DType);

    /// <summary>Beta distributed numbers of parameters a, b &gt; 0: g/(g + h) of two gamma numbers, with their derivatives.</summary>
    public Tensor Beta(Shape shape, Tensor a, Tensor b)
    {
        var (of, other) = Split();
        return Cast(Sigmoid(of.LogsOfGamma("Beta", shape, a) - other.LogsOfGamma("Beta", shape, b)), a.DType);
    }

    /// <summary>
    /// Vectors of numbers that add up to 1 (P. Dirichlet), with concentrations [b…, n] above 0: [shape…, n], to which the leading axes broadcast.
    /// They are gamma numbers divided by their sum, with their derivatives.
    /// </summary>
    public Tensor Dirichlet(Shape shape, Tensor concentrations)
        => concentrations.Rank > 0
        ? Cast(Softmax(LogsOfGamma("Dirichlet", [.. shape, concentrations.Shape[-1]], concentrations)), concentrations.DType)
        : throw new ShapeException("Dirichlet: the concentrations are a scalar, not a vector");

    /// <summary>
    /// Normally distributed vectors of a mean [b…, n] and a positive definite covariance [b…, n, n]: [shape…, n], with derivatives in both.
    /// </summary>
    public Tensor MultivariateNormal(Shape shape, Tensor mean, Tensor covariance)
    {
        if (mean.Rank == 0 || covariance.Rank < 2 || covariance.Shape[-1] != mean.Shape[-1])
            throw new ShapeException(
                $"MultivariateNormal: the mean is {mean.Shape}, the covariance {covariance.Shape}: there is no row of it for each element");
        var draws = Normal([.. shape, mean.Shape[-1]], dtype: mean.DType);
        return mean + Squeeze(MatMul(Cholesky(covariance), ExpandDims(draws, -1)), -1);
    }

    /// <summary>Logarithms of gamma numbers, which do not leave the range where a is small.</summary>
    Tensor LogsOfGamma(string operation, Shape shape, Tensor a)
    {
        var dtype = Drawn(operation, a.DType);
        Shape whole = [.. Words.Shape.SkipLast(1), .. shape];
        if (Shape.Broadcast(whole, a.Shape, operation) != whole)
            throw new ShapeException($"{operation}: parameters of shape {a.Shape} do not broadcast to draws of shape {whole}");
        return Custom(a => Drawn(shape, a), (a, da, y) => da * IncompleteGamma.QuantileSlope(a, y),
            (a, y, dy) => dy * IncompleteGamma.QuantileSlope(a, y))(Broadcast(Cast(a, dtype), whole));
    }

    /// <summary>Of a below 1 those of a + 1, times a uniform number to the power 1/a.</summary>
    Tensor Drawn(Shape shape, Tensor a)
    {
        var (proposals, powers) = Split();
        var isIn = a > 0;
        var isSmall = a < 1;
        var large = Where(isIn, Where(isSmall, a + 1, a), 1);
        var d = large - 1.0 / 3;
        var c = 1 / (3 * Sqrt(d));
        var log = proposals.Accepted(shape, a.DType, key =>
        {
            var (of, other) = key.Split();
            var x = of.Normal(shape, dtype: a.DType);
            var root = 1 + c * x;
            var isPositive = root > 0;
            var logV = 3 * Log(Where(isPositive, root, 1));
            return (logV, And(isPositive, Log(other.Open(shape, a.DType)) < 0.5 * x * x + d * (1 + logV - Exp(logV))));
        });
        var drawn = Log(d) + log;
        return Where(isIn, Where(isSmall, drawn + Log(powers.Open(shape, a.DType)) / Where(isSmall, a, 1), drawn), double.NaN);
    }
}
