namespace Functional.Testing.Numeric;

/// <summary>
/// The directional derivatives of a function at a point by central differences in float64, extrapolated to step 0, with an estimate of
/// their error in which kinks, jumps and the noise of the evaluation are counted.
/// </summary>
internal sealed class Differences
{
    /// <summary>A series of steps begins at 1/8, the next one 32 times as small: far enough to come between a point and a singularity near it.</summary>
    const int FirstStep = -3, NextSeries = -5, Series = 7;

    /// <summary>How many steps a series has, each half of the one before.</summary>
    const int Steps = 7;

    readonly Func<Tensor[], double[]> f;
    readonly Tensor[] x;
    readonly double[] center, noise;

    /// <summary>The spacing at 1 of the numbers that the argument and each element of the result are made of, the coarser one.</summary>
    readonly double[] units;

    internal Differences(Func<Tensor[], Tensor[]> function, Tensor[] x)
    {
        (this.x, f) = (x, x => Flat.Numbers(function(x)));
        var y = function(x);
        (center, noise) = (Flat.Numbers(y), Noise.Of(f, x));
        units = [.. y.SelectMany(leaf => Enumerable.Repeat(x.Append(leaf).Max(Unit), leaf.Size))];
    }

    /// <summary>The noise in each element of the result relative to its size.</summary>
    internal double[] RelativeNoise => [.. noise.Zip(center, (noise, at) => noise > 0 ? Math.Min(1, noise / Math.Abs(at)) : 0)];

    /// <summary>The derivative of each element of the result along v.</summary>
    /// <param name="v">The direction.</param>
    /// <param name="scale">The step along it by which the function may be expected to change.</param>
    internal Estimate[] Along(Tensor[] v, double scale)
    {
        var best = new Estimate[center.Length];
        Array.Fill(best, Estimate.Unknown);
        for (var series = 0; series < Series; series++)
        {
            var first = Math.ScaleB(Math.ScaleB(1, Math.ILogB(scale)), FirstStep + series * NextSeries);
            if (Refine(best, v, first, Math.ScaleB(scale, 1))) break;
        }
        return best;
    }

    /// <summary>Improves the estimates by one series of steps, and says whether they are as good as rounding allows.</summary>
    bool Refine(Estimate[] best, Tensor[] v, double first, double reach)
    {
        var high = new double[Steps][];
        var low = new double[Steps][];
        for (var k = 0; k < Steps; k++) (high[k], low[k]) = (f(Move(v, Math.ScaleB(first, -k))), f(Move(v, -Math.ScaleB(first, -k))));
        var done = true;
        for (var i = 0; i < best.Length; i++)
        {
            var (estimate, rounding) = OfElement(i, high, low, first, reach);
            best[i] = best[i].OrBetter(estimate);
            done &= estimate.Error <= 1e-9 * Math.Abs(estimate.Value) + 16 * rounding;
        }
        return done;
    }

    /// <summary>
    /// A smooth function has equal derivatives on both sides. At a kink the central difference converges to their mean; what lies
    /// between them is then counted as its error.
    /// </summary>
    (Estimate, double Rounding) OfElement(int i, double[][] high, double[][] low, double first, double reach)
    {
        Span<double> slope = stackalloc double[Steps], bend = stackalloc double[Steps], rounding = stackalloc double[Steps];
        for (var k = 0; k < Steps; k++)
        {
            var (h, above, below, at) = (Math.ScaleB(first, -k), high[k][i], low[k][i], center[i]);
            slope[k] = (above - below) / (2 * h);
            bend[k] = (above - at + (below - at)) / h;
            rounding[k] = 8 * (noise[i] + units[i] * (Math.Max(Math.Abs(at), Math.Max(Math.Abs(above), Math.Abs(below))) + reach * Math.Abs(slope[k]))) / h;
        }
        var (derivative, kink) = (Extrapolation.Limit(slope, rounding, ratio: 4), Extrapolation.Limit(bend, rounding, ratio: 2));
        return (derivative with { Error = derivative.Error + Math.Abs(kink.Value) + kink.Error }, rounding[0]);
    }

    static double Unit(Tensor x) => Math.ScaleB(1, x.DType == DType.Float32 ? -23 : -52);

    Tensor[] Move(Tensor[] v, double step) => [.. x.Zip(v, (x, v) => x + v * step)];
}
