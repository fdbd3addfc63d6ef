using Functional.Primitives;

namespace Functional;

/// <summary>How values between elements are made of these.</summary>
public enum Interpolation
{
    /// <summary>The element at ⌊place⌋, as PyTorch has it.</summary>
    Nearest,

    /// <summary>A line between two neighbours along each axis; bilinear in a plane.</summary>
    Linear,

    /// <summary>
    /// A cubic through two neighbours with the slopes of the four around (R. Keys 1981, with a = −¾, as PyTorch has it); bicubic in a plane.
    /// </summary>
    Cubic,
}

public static partial class Operations
{
    /// <summary>
    /// Images [n, c, s…] with other spatial extents, by interpolation along one axis after the other; the borders go on beyond themselves. Pixels
    /// are areas, so that place i of p lies at (i + ½)·s/p − ½ of s; with <paramref name="alignCorners"/> they are points, and the first and last
    /// stay where they are. (Nearest takes ⌊i·s/p⌋.)
    /// </summary>
    /// <param name="extents">One for each spatial axis.</param>
    /// <exception cref="ShapeException">There are more or fewer extents, or one is not positive.</exception>
    public static Tensor Interpolate(Tensor images, ReadOnlySpan<int> extents, Interpolation by = Interpolation.Linear, bool alignCorners = false)
    {
        if (Widened(images) is { } wide && by != Interpolation.Nearest) return Cast(Interpolate(wide, extents, by, alignCorners), images.DType);
        if (by != Interpolation.Nearest) RequireFloat("Interpolate", images);
        var spatial = Spatial("Interpolate", images);
        if (extents.Length != spatial.Length)
            throw new ShapeException($"Interpolate: {extents.Length} extents for {spatial.Length} spatial axes of {images.Shape}");
        foreach (var axis in spatial)
        {
            var (from, to) = (images.Shape[axis], extents[axis - 2]);
            if (from < 1 || to < 1) throw new ShapeException($"Interpolate: axis {axis} of {images.Shape} does not become {to}");
            images = Taps(by, from, to, alignCorners).Aggregate(default(Tensor), (sum, tap) => Added(sum, tap, images, axis))!;
        }
        return images;
    }

    static Tensor Added(Tensor? sum, (int[] At, double[] Weights) tap, Tensor images, int axis)
    {
        var taken = Gather(images, Tensor.Of<int>(tap.At), axis);
        if (tap.Weights.All(weight => weight == 1)) return taken;
        var term = taken * Reshape(Tensor.Of<double>(tap.Weights).Cast(images.DType),
            Shape.Of([tap.Weights.Length, .. Enumerable.Repeat(1, images.Rank - axis - 1)]));
        return sum is null ? term : sum + term;
    }

    /// <summary>The elements that make up each place, in turn, and what they count.</summary>
    static IEnumerable<(int[] At, double[] Weights)> Taps(Interpolation by, int from, int to, bool alignCorners)
    {
        double[] places = [.. Enumerable.Range(0, to).Select(i
            => alignCorners ? to == 1 ? 0 : i * (from - 1.0) / (to - 1)
            : by == Interpolation.Nearest ? (double)((long)i * from / to)
            : (i + 0.5) * from / to - 0.5)];
        if (by == Interpolation.Nearest) return [(Elements(0), [.. places.Select(_ => 1.0)])];
        // A line does not go on beyond the border, where a cubic sees copies of the last element.
        if (by == Interpolation.Linear) places = [.. places.Select(place => Math.Clamp(place, 0, from - 1))];
        double[] rest = [.. places.Select(place => place - Math.Floor(place))];
        return by == Interpolation.Linear ? [(Elements(0), [.. rest.Select(t => 1 - t)]), (Elements(1), rest)]
            : Enumerable.Range(-1, 4).Select(tap => (Elements(tap), rest.Select(t => Keys(Math.Abs(t - tap))).ToArray()));

        int[] Elements(int tap) => [.. places.Select(place => Math.Clamp((int)Math.Floor(place) + tap, 0, from - 1))];
    }

    static double Keys(double t)
    {
        const double a = -0.75;
        return t <= 1 ? ((a + 2) * t - (a + 3)) * t * t + 1 : t < 2 ? ((a * t - 5 * a) * t + 8 * a) * t - 4 * a : 0;
    }
}
