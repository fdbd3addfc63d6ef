using Functional.Primitives;

namespace Functional.Tests.Properties;

/// <summary>Samples of the primitives of linear algebra: matrices far from those at which an operation has no answer or no derivative.</summary>
internal static class MatrixSamples
{
    internal static Sample TriangularSolve(Draw d)
    {
        var (batch, n) = Sizes(d);
        var op = new TriangularSolve(d.OneOf(Triangle.Lower, Triangle.Upper));
        return new(op, NearIdentity(d, batch, n, n), d.Numbers((int[])[.. batch, n, d.Int(0, 3)])) { Whole = 2 };
    }

    internal static Sample Solve(Draw d)
    {
        var a = Invertible(d);
        return new(new Solve(), a, d.Numbers(a.Shape.With(a.Rank - 1, d.Int(0, 3)))) { Whole = 2 };
    }

    internal static Sample Cholesky(Draw d)
    {
        var (batch, n) = Sizes(d);
        var a = NearIdentity(d, batch, n, n);
        return new(new Cholesky(), a.MatMul(a.T) * 0.3 + Skew(d, batch, n)) { Whole = 2 };
    }

    internal static Sample Qr(Draw d)
    {
        var (batch, n) = Sizes(d);
        return new(new Qr(), Exchanged(d, NearIdentity(d, batch, n, d.Int(0, n)))) { Whole = 2 };
    }

    /// <summary>With singular values apart, and no two candidates for the largest element of a vector, whose sign is chosen.</summary>
    internal static Sample Svd(Draw d)
    {
        var ((batch, n), m) = (Sizes(d), d.Int(1, 4));
        return new(new Svd(), Stacked(batch, n, m, () =>
        {
            var (u, v) = (Orthonormal(d, n, Math.Min(n, m)), Orthonormal(d, m, Math.Min(n, m)));
            return (u * (Apart(d, u.Shape[1]) + 0.7)).MatMul(v.T);
        })) { Whole = 2 };
    }

    internal static Sample Eigh(Draw d)
    {
        var (batch, n) = Sizes(d);
        var symmetric = Stacked(batch, n, n, () => Orthonormal(d, n, n) is var v ? (v * (Apart(d, n) - n / 2)).MatMul(v.T) : null!);
        return new(new Eigh(), symmetric + Skew(d, batch, n)) { Whole = 2 };
    }

    /// <summary>Rows are exchanged, so that elimination needs pivots.</summary>
    internal static Tensor Invertible(Draw d)
    {
        var (batch, n) = Sizes(d);
        return Exchanged(d, NearIdentity(d, batch, n, n));
    }

    /// <summary>A matrix and up to two directions.</summary>
    internal static Sample Cofactor(Draw d)
    {
        var a = Any(d);
        return new(new Cofactor(), [a, .. Enumerable.Range(0, d.Int(0, 2)).Select(_ => d.Like(a))]);
    }

    /// <summary>Matrices of every rank, exactly and nearly, with singular values apart and equal, side by side.</summary>
    internal static Tensor Any(Draw d)
    {
        var (batch, n) = Sizes(d);
        return Stacked(batch, n, n, () => d.Int(0, 4) switch
        {
            0 => Bounded(d.Numbers([n, n])),
            1 => OfRank(d.Int(0, n)),
            2 => OfRank(d.Int(0, n)) + d.Numbers([n, n]) * 1e-9,
            3 => Orthonormal(d, n, n) * d.Int(0, 2),
            _ => Tensor.Eye(n, dtype: DType.Float64) * d.Int(0, 2),
        });

        Tensor OfRank(int rank) => Bounded(d.Numbers([n, rank]).MatMul(d.Numbers([rank, n])));

        // Where cofactors vanish, what rounding leaves is of the size of their products.
        static Tensor Bounded(Tensor a) => a / Math.Max(1, Operations.Norm(a).ToScalar());
    }

    static (int[] Batch, int N) Sizes(Draw d) => (d.Extents(d.OneOf(0, 0, 1, 2)), d.Chance(0.04) ? 0 : d.Int(1, 4));

    static Tensor NearIdentity(Draw d, int[] batch, int rows, int columns)
        => d.Numbers((int[])[.. batch, rows, columns], -1, 1) / Math.Max(rows, 1) + Tensor.Eye(rows, columns, DType.Float64) * 2;

    static Tensor Exchanged(Draw d, Tensor a) => Operations.Gather(a, Tensor.Of<int>(d.Order(a.Shape[-2])), -2);

    static Tensor Skew(Draw d, int[] batch, int n) => d.Numbers((int[])[.. batch, n, n], -1, 1) is var a ? a - a.T : null!;

    /// <summary>Numbers 0, 1, … with some change.</summary>
    static Tensor Apart(Draw d, int count) => Tensor.Arange(0, count, dtype: DType.Float64) + d.Numbers([count], 0, 0.2);

    static Tensor Stacked(int[] batch, int rows, int columns, Func<Tensor> matrix)
    {
        var count = batch.Aggregate(1, (size, extent) => size * extent);
        return Tensor.From(Enumerable.Range(0, count).SelectMany(_ => matrix().ToArray<double>()).ToArray(), (int[])[.. batch, rows, columns]);
    }

    /// <summary>Columns that H. Schmidt's procedure makes of random ones, drawn until the largest element of each stands out.</summary>
    static Tensor Orthonormal(Draw d, int rows, int columns)
    {
        while (true)
        {
            var made = new List<double[]>();
            for (var j = 0; j < columns; j++)
            {
                var x = d.Numbers([rows]).ToArray<double>();
                foreach (var other in made.Concat(made))
                    if (Dot(x, other) is var along) x = [.. x.Zip(other, (p, q) => p - along * q)];
                made.Add([.. x.Select(each => each / Math.Sqrt(Dot(x, x)))]);
            }
            if (made.All(x => x.Select(Math.Abs).OrderDescending().ToArray() is var sizes && (sizes.Length < 2 || sizes[0] - sizes[1] > 0.25)))
                return Tensor.From(made.SelectMany(x => x).ToArray(), [columns, rows]).T;
        }

        static double Dot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();
    }
}
