namespace Functional.Testing.Numeric;

/// <summary>How far the values of a function are off because of rounding inside it, where large numbers may cancel.</summary>
internal static class Noise
{
    const int Reach = 4;

    const double Step = 1.0 / (1 << 18);

    /// <summary>
    /// The standard deviation of each element of the result at x, by fourth differences along the ray through x: nothing is left in them
    /// of a smooth function at such small steps (J. Moré, S. Wild 2011, "Estimating computational noise").
    /// </summary>
    internal static double[] Of(Func<Tensor[], double[]> f, Tensor[] x)
    {
        var values = Enumerable.Range(-Reach, 2 * Reach + 1).Select(i => f(Array.ConvertAll(x, x => x * (1 + i * Step)))).ToArray();
        return [.. Enumerable.Range(0, values[0].Length).Select(element => Deviation([.. values.Select(value => value[element])]))];
    }

    static double Deviation(double[] values)
    {
        double[] differences = values;
        for (var order = 0; order < 4; order++) differences = [.. differences.Skip(1).Zip(differences, (next, each) => next - each)];
        // Of independent errors the fourth differences have 8! / 4!² = 70 times the variance.
        var deviation = Math.Sqrt(differences.Average(each => each * each) / 70);
        return double.IsFinite(deviation) ? deviation : 0;
    }
}
