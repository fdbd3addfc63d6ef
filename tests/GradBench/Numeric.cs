using Xunit;

namespace Functional.Tests.GradBench;

/// <summary>Derivatives by differences, and comparisons that look at relative errors.</summary>
internal static class Numeric
{
    /// <summary>The gradient of f at x by central differences, good to some 10⁻⁸.</summary>
    internal static double[] Gradient(Func<double[], double> f, double[] x) => [.. x.Select((_, i) => Difference(y => [f(y)], x, i)[0])];

    /// <summary>The column i of the Jacobian of f at x.</summary>
    internal static double[] Difference(Func<double[], double[]> f, double[] x, int i)
    {
        var h = 1e-5 * Math.Max(1, Math.Abs(x[i]));
        // The fourth-order formula.
        var (far, near) = (Slope(2 * h), Slope(h));
        return [.. near.Zip(far, (near, far) => (4 * near - far) / 3)];

        double[] Slope(double step)
        {
            double[] above = [.. x], below = [.. x];
            above[i] += step;
            below[i] -= step;
            return [.. f(above).Zip(f(below), (a, b) => (a - b) / (2 * step))];
        }
    }

    /// <summary>Every element within a relative error, or, for what is small beside the largest element, within that part of it.</summary>
    internal static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> found, double tolerance = 1e-6)
    {
        Assert.Equal(expected.Count, found.Count);
        Assert.True(expected.Any(each => each != 0), "nothing is expected but zeros: the comparison would say nothing");
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Count; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance * Math.Max(Math.Abs(expected[i]), scale), $"element {i} is {found[i]}, not {expected[i]}");
    }

    /// <summary>Every element within a relative error of its own.</summary>
    internal static void Relatively(IReadOnlyList<double> expected, IReadOnlyList<double> found, double tolerance)
    {
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance * Math.Abs(expected[i]), $"element {i} is {found[i]}, not {expected[i]}");
    }

    /// <summary>Numbers from −1 to 1 that look random.</summary>
    internal static double[] Draw(int count, int seed) => new Key(seed).Uniform([count], -1, 1, DType.Float64).ToArray<double>();

    internal static double[][] DrawRows(int rows, int width, int seed) => [.. Draw(rows * width, seed).Chunk(Math.Max(1, width)).Concat(Enumerable.Repeat(Array.Empty<double>(), width == 0 ? rows : 0))];
}
