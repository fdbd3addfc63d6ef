namespace Functional.Testing.Numeric;

/// <summary>How far the values of a function are off because of rounding inside it, where large numbers may cancel.</summary>
internal static class Noise
{
    const int Reach = 3;

    /// <summary>Several steps: with one alone, rounding to fewer digits could go unseen where it falls in with the step.</summary>
    static readonly double[] steps = [.. ((double[])[1, 1.3, 1.7]).Select(step => Math.ScaleB(step, -21))];

    /// <summary>
    /// The standard deviation of each element of the result at x, by fourth differences along the ray through x: nothing is left in them
    /// of a smooth function at such small steps (J. Moré, S. Wild 2011, "Estimating computational noise").
    /// </summary>
    internal static double[] Of(Func<Tensor[], double[]> f, Tensor[] x) => Of(f, x, -Reach);

    /// <summary>The same beside x, where what is wrong at x alone does not count.</summary>
    internal static double[] Beside(Func<Tensor[], double[]> f, Tensor[] x) => Of(f, x, 1);

    static double[] Of(Func<Tensor[], double[]> f, Tensor[] x, int first)
    {
        var found = Array.ConvertAll(steps, step => Of(f, x, first, step));
        return [.. found[0].Select((_, element) => found.Max(deviations => deviations[element]))];
    }

    static double[] Of(Func<Tensor[], double[]> f, Tensor[] x, int first, double step)
    {
        var values = Enumerable.Range(first, 2 * Reach + 1).Select(i => f(Array.ConvertAll(x, x => x * (1 + i * step)))).ToArray();
        return [.. values[0].Select((_, element) => Deviation(Array.ConvertAll(values, value => value[element])))];
    }

    static double Deviation(double[] differences)
    {
        for (var order = 0; order < 4; order++) differences = [.. differences.Skip(1).Zip(differences, (next, each) => next - each)];
        // Of independent errors the fourth differences have 8! / 4!² = 70 times the variance.
        var deviation = Math.Sqrt(differences.Average(each => each * each) / 70);
        return double.IsFinite(deviation) ? deviation : 0;
    }
}
