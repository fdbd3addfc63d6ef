namespace Functional.Accuracy;

/// <summary>Arguments at which elementwise functions tend to go wrong.</summary>
internal static class Awkward
{
    /// <summary>
    /// NaN, infinities and zeros; the powers of 2 from the smallest to the largest with √2 between them, multiples of ½·ln 2 and the ends of
    /// ranges, all with their neighbours and both signs.
    /// </summary>
    internal static IEnumerable<float> Singles
        => Places(-149, 128, 300).Select(x => (float)x).SelectMany(x => new[] { MathF.BitDecrement(x), x, MathF.BitIncrement(x) })
            .SelectMany(x => new[] { x, -x }).Append(float.NaN);

    /// <summary>The same of float64.</summary>
    internal static IEnumerable<double> Doubles
        => Places(-1074, 1024, 2200).SelectMany(x => new[] { Math.BitDecrement(x), x, Math.BitIncrement(x) }).SelectMany(x => new[] { x, -x }).Append(double.NaN);

    static IEnumerable<double> Places(int least, int most, int halves) =>
    [
        0,
        .. Enumerable.Range(least, most - least + 1).SelectMany(n => new[] { Math.ScaleB(1, n), Math.ScaleB(Math.Sqrt(2), n) }),
        .. Enumerable.Range(1, halves).Select(n => n * (0.5 * Math.Log(2))),
        .. Enumerable.Range(-40, 80).Select(n => Math.Pow(10, n)),
        Math.Sqrt(2) - 1, 1 - Math.Sqrt(0.5), 3 - 2 * Math.Sqrt(2), 1e-20, 9.01, 10, 20, 87.33654, 88.72284, 89.41599, 103.97208, 108.7, 709.782712893384,
        710.4758600739439, 745.1332191019411, 752, 1000, 1e9, 1e18,
    ];
}
