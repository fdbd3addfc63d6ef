using Functional.GradBench.Evals;
using Xunit;

namespace Functional.Tests.GradBench;

/// <summary>The derivative of each eval is that of its primal, by differences, and the primal is what a direct formula gives.</summary>
public class GradientTests
{
    [Fact]
    public void Llsq()
    {
        var x = Numeric.Draw(4, 1);
        double Direct(double[] x) => 0.5 * Enumerable.Range(0, 7).Select(i => -1 + i * 2 / 6.0).Sum(t => Math.Pow(Math.Sign(t) - x.Select((c, j) => c * Math.Pow(t, j)).Sum(), 2));
        Assert.Equal(Direct(x), Tool.Number("llsq", "primal", new { x, n = 7 }), 1e-12);
        Numeric.Close(Numeric.Gradient(Direct, x), Tool.Numbers("llsq", "gradient", new { x, n = 7 }));
    }

    [Fact]
    public void Lse()
    {
        double[] x = [.. Numeric.Draw(5, 2).Select(each => 50 * each)];
        Assert.Equal(Math.Log(x.Sum(Math.Exp)), Tool.Number("lse", "primal", new { x }), 1e-12);
        Numeric.Close(Numeric.Gradient(x => Math.Log(x.Sum(Math.Exp)), x), Tool.Numbers("lse", "gradient", new { x }));
        Assert.Equal(1000 + Math.Log(2), Tool.Number("lse", "primal", new { x = new[] { 1000.0, 1000 } }), 1e-12);
    }

    [Fact]
    public void Kmeans()
    {
        // Points as centroids: none of them is without points.
        var points = Numeric.DrawRows(40, 3, 3);
        var centroids = points[^5..];
        double Direct(double[] c) => points.Sum(p => c.Chunk(3).Min(c => c.Zip(p, (a, b) => (a - b) * (a - b)).Sum()));
        double[] flat = [.. centroids.SelectMany(each => each)];
        Assert.Equal(Direct(flat), Tool.Number("kmeans", "cost", new { points, centroids }), 1e-10);
        var gradient = Numeric.Gradient(Direct, flat);
        // The Hessian's diagonal is twice the number of points of each centroid.
        var sizes = points.CountBy(p => Array.IndexOf(centroids, centroids.MinBy(c => c.Zip(p, (a, b) => (a - b) * (a - b)).Sum()))).ToDictionary();
        Numeric.Close([.. gradient.Select((g, i) => g / (2 * sizes[i / 3]))], Tool.Numbers("kmeans", "dir", new { points, centroids }));
    }

    [Theory, InlineData(1, 0), InlineData(2, 0), InlineData(3, 2)]
    public void Gmm(int d, int m)
    {
        var (k, n, gamma) = (3, 6, 1.3);
        int[] sizes = [k, k * d, k * d, k * d * (d - 1) / 2];
        var x = Numeric.DrawRows(n, d, 5);
        var all = Numeric.Draw(sizes.Sum(), 6);
        object Input(double[] p) => new
        {
            d, k, n, x, m, gamma, alpha = p[..k], mu = Rows(p[k..], d), q = Rows(p[(k + k * d)..], d), l = Rows(p[(k + 2 * k * d)..], d * (d - 1) / 2),
        };
        double[][] Rows(double[] from, int width) => [.. Enumerable.Range(0, k).Select(row => from[(row * width)..((row + 1) * width)])];
        Assert.Equal(Posterior(all), Tool.Number("gmm", "objective", Input(all)), 1e-9);
        Numeric.Close(Numeric.Gradient(Posterior, all), Tool.Numbers("gmm", "jacobian", Input(all)));

        // The definition: products of densities, with precisions Σ⁻¹ = QᵀQ.
        double Posterior(double[] p)
        {
            var (alpha, mu, q, l) = (p[..k], Rows(p[k..], d), Rows(p[(k + k * d)..], d), Rows(p[(k + 2 * k * d)..], d * (d - 1) / 2));
            var total = 0.0;
            foreach (var point in x)
                total += Math.Log(Enumerable.Range(0, k).Sum(c =>
                {
                    var y = Whitened(c, [.. point.Zip(mu[c], (a, b) => a - b)]);
                    return Math.Exp(alpha[c]) / alpha.Sum(Math.Exp) * Math.Exp(-0.5 * y.Sum(v => v * v) + q[c].Sum()) / Math.Pow(2 * Math.PI, 0.5 * d);
                }));
            var degrees = d + m + 1;
            for (var c = 0; c < k; c++)
                total += m * q[c].Sum() - 0.5 * gamma * gamma * (q[c].Sum(v => Math.Exp(2 * v)) + l[c].Sum(v => v * v))
                    - (0.5 * degrees * d * Math.Log(2) - degrees * d * Math.Log(gamma) + MultivariateLogGamma(0.5 * degrees));
            return total;

            double[] Whitened(int c, double[] v)
            {
                var (y, next) = (new double[d], 0);
                for (var column = 0; column < d; column++)
                {
                    y[column] += Math.Exp(q[c][column]) * v[column];
                    for (var row = column + 1; row < d; row++) y[row] += l[c][next++] * v[column];
                }
                return y;
            }
        }

        double MultivariateLogGamma(double a) => 0.25 * d * (d - 1) * Math.Log(Math.PI) + Enumerable.Range(0, d).Sum(j => LogGamma(a - 0.5 * j));

        // Stirling's series, far from 0.
        static double LogGamma(double a) => a < 20 ? LogGamma(a + 1) - Math.Log(a)
            : (a - 0.5) * Math.Log(a) - a + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * a) - 1 / (360 * Math.Pow(a, 3)) + 1 / (1260 * Math.Pow(a, 5));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void Det(int ell)
    {
        var a = Numeric.Draw(ell * ell, 7);
        Assert.Equal(Determinant(a), Tool.Number("det", "primal", new { A = a, ell }), 1e-12);
        Numeric.Close(Numeric.Gradient(Determinant, a), Tool.Numbers("det", "gradient", new { A = a, ell }));

        // Gauss's elimination, without pivots.
        double Determinant(double[] a)
        {
            double[] u = [.. a];
            var product = 1.0;
            for (var i = 0; i < ell; product *= u[i * ell + i], i++)
                for (var row = i + 1; row < ell; row++)
                {
                    var factor = u[row * ell + i] / u[i * ell + i];
                    for (var j = i; j < ell; j++) u[row * ell + j] -= factor * u[i * ell + j];
                }
            return product;
        }
    }

    [Fact]
    public void Ba()
    {
        double[] cam = [0.1, -0.2, 0.3, 0.5, 0.4, -0.3, 1.7, 0.2, 0.1, 0.05, -0.02], x = [0.3, 1.1, 4], feat = [0.7, -0.4];
        foreach (var still in new[] { false, true })
        {
            var camera = still ? [0, 0, 0, .. cam[3..]] : cam;
            object Input(double[] v) => new { n = 3, m = 4, p = 10, cam = v[..11], x = v[11..14], w = v[14], feat };
            double[] at = [.. camera, .. x, 0.8];
            double[] Errors(double[] v) => [.. Tool.Flatten(Tool.Evaluate("ba", "objective", Input(v))["reproj_error"]!["elements"])];
            var jacobian = Tool.Evaluate("ba", "jacobian", Input(at));
            var (values, rows, columns) = (Tool.Flatten(jacobian["vals"]), Tool.Flatten(jacobian["rows"]), Tool.Flatten(jacobian["cols"]));
            for (var j = 0; j < 15; j++)
                // Beside no rotation the errors are not smooth enough for differences; the first-order program stands for them.
                if (!still || j > 2) Numeric.Close(Numeric.Difference(Errors, at, j), [values[j], values[15 + j]]);
                else Assert.All([values[j], values[15 + j]], each => Assert.True(double.IsFinite(each)));
            Assert.Equal(-2 * 0.8, values[^1]);
            Assert.Equal([0, 15, 30], rows[..3]);
            Assert.Equal(2 * 10 * 15 + 10, rows[^1]);
            Assert.Equal([0, 10, 33, 34, 35, 45, 0], [columns[0], columns[10], columns[11], columns[12], columns[13], columns[14], columns[15]]);
            Assert.Equal(3 * 11 + 4 * 3 + 9, columns[^1]);
        }
    }

    [Fact]
    public void Lstm()
    {
        var (layers, bits) = (2, 3);
        var all = Numeric.Draw(2 * layers * 4 * bits + 3 * bits, 8);
        var state = Numeric.DrawRows(2 * layers, bits, 9);
        double[][] sequence = [[1, 0, 1], [0, 1, 1], [1, 1, 0], [0, 0, 1]];
        object Input(double[] p) => new { main_params = p[..48].Chunk(12), extra_params = p[48..].Chunk(3), state, sequence };
        Numeric.Close(Numeric.Gradient(p => Tool.Number("lstm", "objective", Input(p)), all), Tool.Numbers("lstm", "jacobian", Input(all)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Ht(bool inTriangles)
    {
        var hand = new Hand(inTriangles);
        var (theta, us) = (Numeric.Draw(26, 10), inTriangles ? Numeric.Draw(2 * Hand.Points, 11) : []);
        double[] Errors(double[] theta, double[] us) => Tool.Numbers("ht", "objective", hand.Input(theta, us));
        var jacobian = Tool.Numbers("ht", "jacobian", hand.Input(theta, us));
        var (rows, columns) = (3 * Hand.Points, inTriangles ? 28 : 26);
        double[] Column(int j) => [.. Enumerable.Range(0, rows).Select(row => jacobian[row * columns + j])];
        for (var j = 0; j < 26; j++) Numeric.Close(Numeric.Difference(theta => Errors(theta, us), theta, j), Column(columns - 26 + j));
        for (var place = 0; inTriangles && place < 2; place++)
        {
            // All places move at once.
            var offset = place;
            double[] Moved(double[] by) => Errors(theta, [.. us.Select((u, i) => i % 2 == offset ? u + by[0] : u)]);
            Numeric.Close(Numeric.Difference(Moved, [0], 0), Column(place));
        }
    }

    [Fact]
    public void Particle()
    {
        var w = 0.1;
        double Miss(double[] w) => Descent.Value<Particle.Miss<Forward>, double>(default, w);
        var expected = Numeric.Gradient(Miss, [w]);
        foreach (var gradient in new[] { Gradient<Forward, Forward>, Gradient<Forward, Backward>, Gradient<Backward, Forward>, Gradient<Backward, Backward> })
            Numeric.Close(expected, gradient(w), 1e-5);
    }

    static double[] Gradient<TOuter, TInner>(double w) where TOuter : IMode where TInner : IMode
    {
        var gradient = new double[1];
        TOuter.Gradient<Particle.Miss<TInner>, double>(default, [w], gradient);
        return gradient;
    }
}
