using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "gmm": the logarithm of the posterior probability of a mixture of k Gaussians in d dimensions, given n points and a Wishart
/// prior, and its gradient in the parameters of the mixture.
/// </summary>
internal static class GaussianMixture
{
    internal sealed record Input(int D, int K, int N, double[][] X, int M, double Gamma, double[] Alpha, double[][] Mu, double[][] Q, double[][] L) : Runs;

    /// <summary>
    /// The parameters: logarithms of weights [k], means [k, d], logarithms of the diagonals of the factors of the precisions [k, d], and what
    /// is below these diagonals, column by column, [k, d(d − 1)/2].
    /// </summary>
    internal sealed record Mixture(Tensor Alpha, Tensor Mu, Tensor Q, Tensor L);

    /// <summary>What is given: points [n, d], and the prior's additional degrees of freedom and precision.</summary>
    internal sealed record Observed(Tensor X, int M, double Gamma)
    {
        internal int N => X.Shape[0];

        internal int D => X.Shape[1];
    }

    internal static readonly Module Module = new Module<Input, (Observed Data, Mixture Mixture)>("gmm", Prepare)
    {
        { "objective", input => Recycling((Mixture mixture) => LogPosterior(input.Data, mixture))(input.Mixture), Arrays.Number },
        { "jacobian", input => Grad((Mixture mixture) => LogPosterior(input.Data, mixture))(input.Mixture), Write },
    };

    internal static Tensor LogPosterior(Observed data, Mixture mixture)
    {
        var (n, d, k) = (data.N, data.D, mixture.Alpha.Size);
        var diagonal = Exp(mixture.Q);
        var logDeterminants = Sum(mixture.Q, 1);

        // Q·(x − μ) for every component and point, as Q·x − Q·μ: the first is one large matrix product.
        var factors = Factors(diagonal, mixture.L);
        var means = factors.MatMul(ExpandDims(mixture.Mu, 2));
        var whitened = data.X.MatMul(factors.Reshape(k * d, d).T) - means.Reshape(k * d);
        var distances = Sum(Square(whitened).Reshape(n, k, d), 2);

        var likelihood = Sum(Operations.LogSumExp(mixture.Alpha + logDeterminants - 0.5 * distances, 1))
            - n * (0.5 * d * Math.Log(2 * Math.PI) + Operations.LogSumExp(mixture.Alpha));
        var prior = k * LogWishartConstant(d, data.M, data.Gamma)
            - 0.5 * data.Gamma * data.Gamma * (Sum(Square(diagonal)) + Sum(Square(mixture.L))) + data.M * Sum(logDeterminants);
        return likelihood + prior;
    }

    /// <summary>The lower triangular factors [k, d, d] of the precisions.</summary>
    static Tensor Factors(Tensor diagonal, Tensor below)
    {
        var (k, d) = (diagonal.Shape[0], diagonal.Shape[1]);
        var elements = Concat(1, diagonal, below, Tensor.Zeros([k, 1], DType.Float64));
        return Gather(elements, Triangle(d), 1).Reshape(k, d, d);
    }

    /// <summary>Where each element of a lower triangular matrix is in its diagonal, the columns below it, and a zero, end to end.</summary>
    static Tensor Triangle(int d)
    {
        var place = new int[d * d];
        Array.Fill(place, d + d * (d - 1) / 2);
        for (int column = 0, next = d; column < d; column++)
        {
            place[column * d + column] = column;
            for (var row = column + 1; row < d; row++) place[row * d + column] = next++;
        }
        return Tensor.Of(place);
    }

    /// <summary>The logarithm of the constant of the Wishart density with d + m + 1 degrees of freedom.</summary>
    static double LogWishartConstant(int d, int m, double gamma)
    {
        var degrees = d + m + 1;
        return degrees * d * Math.Log(gamma / Math.Sqrt(2)) - LogGamma(0.5 * degrees, d);
    }

    /// <summary>The logarithm of the d-variate gamma function at half an integer.</summary>
    static double LogGamma(double a, int d)
    {
        var sum = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (var j = 0; j < d; j++) sum += LogGamma(a - 0.5 * j);
        return sum;
    }

    /// <summary>log Γ at a multiple of ½, from Γ(½) = √π, Γ(1) = 1 and Γ(a + 1) = a·Γ(a).</summary>
    static double LogGamma(double a)
    {
        var below = a - Math.Floor(a) == 0 ? 1 : 0.5;
        var sum = below == 1 ? 0 : 0.5 * Math.Log(Math.PI);
        for (; below < a; below++) sum += Math.Log(below);
        return sum;
    }

    static (Observed, Mixture) Prepare(Input input)
    {
        var (d, k, n) = (input.D, input.K, input.N);
        if (d is < 1 or > 4096 || k < 1 || n < 1) throw new ArgumentException($"d, k and n are {d}, {k} and {n}: they must be positive, and d at most 4096");
        if (input.M is < 0 or > 1 << 20) throw new ArgumentException($"'m' is {input.M}: the degrees of freedom are not from 0 to {1 << 20}");
        if (!(input.Gamma > 0)) throw new ArgumentException(FormattableString.Invariant($"'gamma' is {input.Gamma}, not positive"));
        if (input.Alpha.Length != k) throw new ArgumentException($"'alpha' has {input.Alpha.Length} elements, not k = {k}");
        return (new(Arrays.Matrix(input.X, "x", n, d), input.M, input.Gamma),
            new(Tensor.Of(input.Alpha), Arrays.Matrix(input.Mu, "mu", k, d), Arrays.Matrix(input.Q, "q", k, d), Arrays.Matrix(input.L, "l", k, d * (d - 1) / 2)));
    }

    static object Write(Mixture gradient)
        => new { alpha = Arrays.Vector(gradient.Alpha), mu = Arrays.Rows(gradient.Mu), q = Arrays.Rows(gradient.Q), l = Arrays.Rows(gradient.L) };
}
