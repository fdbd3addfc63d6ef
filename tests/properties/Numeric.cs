namespace Functional.Tests.Properties;

/// <summary>A derivative found by evaluating alone, and how far it may be off, for each element.</summary>
public sealed record Estimate(double[] Value, double[] Error);

/// <summary>
/// Numerical differentiation in float64: central differences at halving steps, extrapolated to step 0
/// (L. Richardson 1911; the choice of the entry with the least error: C. Ridders 1982).
/// </summary>
public static class Numeric
{
    const double FirstStep = 1.0 / 32, OtherFirstStep = 1.0 / 45;
    const int Halvings = 5;

    /// <summary>
    /// The directional derivative of a function of tensors along dx, by two tables of different steps: entries of one that agree by chance are off in
    /// the other, and then the error is what the two differ by.
    /// </summary>
    public static Estimate Directional(Func<Tensor[], Tensor> f, Tensor[] x, Tensor[] dx)
    {
        var (a, b) = (Directional(f, x, dx, FirstStep), Directional(f, x, dx, OtherFirstStep));
        return new([.. a.Value.Select((value, i) => a.Error[i] <= b.Error[i] ? value : b.Value[i])],
            [.. a.Error.Select((error, i) => Math.Max(Math.Min(error, b.Error[i]), Math.Abs(a.Value[i] - b.Value[i])))]);
    }

    static Estimate Directional(Func<Tensor[], Tensor> f, Tensor[] x, Tensor[] dx, double firstStep)
    {
        var count = f(x).Size;
        var (value, error) = (new double[count], Enumerable.Repeat(double.PositiveInfinity, count).ToArray());
        double[][] above = [];
        for (var k = 0; k <= Halvings; k++)
        {
            var step = firstStep / (1 << k);
            var row = Extrapolate(Difference(f, x, dx, step, out var rounding), above);
            for (var i = 0; i < count; i++)
                for (var j = 1; j < row.Length; j++)
                {
                    // Neighbours in the table differ by more than the error of the better one, unless rounding decides.
                    var estimate = Math.Max(Math.Abs(row[j][i] - row[j - 1][i]), Math.Abs(row[j][i] - above[j - 1][i])) + rounding;
                    if (estimate < error[i]) (value[i], error[i]) = (row[j][i], estimate);
                }
            above = row;
        }
        return new(value, error);
    }

    /// <summary>The next row of the table: column j is free of the error terms in step², … step²ʲ.</summary>
    static double[][] Extrapolate(double[] difference, double[][] above)
    {
        var row = new double[above.Length + 1][];
        row[0] = difference;
        for (var j = 1; j < row.Length; j++)
        {
            var weight = 1 / (Math.Pow(4, j) - 1);
            var (left, up) = (row[j - 1], above[j - 1]);
            row[j] = [.. left.Select((at, i) => at + (at - up[i]) * weight)];
        }
        return row;
    }

    static double[] Difference(Func<Tensor[], Tensor> f, Tensor[] x, Tensor[] dx, double step, out double rounding)
    {
        var (high, low) = (f(Move(x, dx, step)).ToArray<double>(), f(Move(x, dx, -step)).ToArray<double>());
        // Each evaluation may be off by some units in the last place of the largest number it meets.
        var size = high.Concat(low).Concat(x.Where(each => each.DType == DType.Float64).SelectMany(each => each.ToArray<double>())).Select(Math.Abs).Append(1).Max();
        rounding = 16 * Math.ScaleB(1, -52) * size / step;
        return [.. high.Zip(low, (h, l) => (h - l) / (2 * step))];
    }

    static Tensor[] Move(Tensor[] x, Tensor[] dx, double step) => [.. x.Zip(dx, (each, d) => each + d * step)];
}
