using Functional.Functions;
using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

public static partial class Operations
{
    /// <summary>
    /// The squared distances from the mean over the given axes, or over all, added and divided by n − correction: 0 for the variance of the numbers
    /// themselves, 1 for the unbiased estimate of that of a population, which is NaN of a single number.
    /// </summary>
    /// <exception cref="ShapeException">There are no numbers.</exception>
    public static Tensor Variance(Tensor x, ReadOnlySpan<int> axes, int correction = 0, bool keepDims = false)
    {
        if (Widened(x) is { } wide) return Cast(Variance(wide, axes, correction, keepDims), x.DType);
        double count = RequireCount("Variance", x, x.Shape.Axes(axes, "Variance"));
        var factor = count > correction ? count / (count - correction) : double.NaN;
        return Kept(Variance(x, axes), x, axes, keepDims) * factor;
    }

    /// <summary>The square root of the variance over the given axes, or over all; its derivative is 0 where all numbers are the same.</summary>
    public static Tensor Std(Tensor x, params ReadOnlySpan<int> axes) => Std(x, axes, correction: 0);

    /// <summary>
    /// The square root of <see cref="Variance(Tensor, ReadOnlySpan{int}, int, bool)"/>; its derivative is 0 where all numbers are the same.
    /// </summary>
    public static Tensor Std(Tensor x, ReadOnlySpan<int> axes, int correction = 0, bool keepDims = false)
    {
        if (Widened(x) is { } wide) return Cast(Std(wide, axes, correction, keepDims), x.DType);
        var variance = Variance(x, axes, correction, keepDims);
        var none = Equal(variance, 0);
        return Where(none, 0, Sqrt(Where(none, 1, variance)));
    }

    /// <summary>
    /// The number below which a share q, 0 … 1, of the numbers of the given axes, or of all, lies: linear between the two in ascending order at
    /// both sides of q·(n − 1), which have the derivative. NaN where one of them is.
    /// </summary>
    /// <exception cref="ShapeException">There are no numbers.</exception>
    public static Tensor Quantile(Tensor x, double q, params ReadOnlySpan<int> axes) => Quantile(x, q, axes, keepDims: false);

    /// <inheritdoc cref="Quantile(Tensor, double, ReadOnlySpan{int})"/>
    public static Tensor Quantile(Tensor x, double q, ReadOnlySpan<int> axes, bool keepDims)
        => Kept(QuantileOver("Quantile", x, q, axes), x, axes, keepDims);

    /// <summary>
    /// The middle one, in ascending order, of the numbers of the given axes, or of all, or the mean of the middle two, as NumPy has it (PyTorch
    /// takes the lower). NaN where one of them is.
    /// </summary>
    /// <exception cref="ShapeException">There are no numbers.</exception>
    public static Tensor Median(Tensor x, params ReadOnlySpan<int> axes) => QuantileOver("Median", x, 0.5, axes);

    /// <inheritdoc cref="Median(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Median(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Median(x, axes), x, axes, keepDims);

    /// <summary>How many elements over the given axes, or over all, are true or not 0, as int32.</summary>
    public static Tensor Count(Tensor x, params ReadOnlySpan<int> axes)
        => Cast(Sum(Cast(x.DType == DType.Bool ? x : NotEqual(x, 0), DType.Int32), axes), DType.Int32);

    /// <inheritdoc cref="Count(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Count(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Count(x, axes), x, axes, keepDims);

    /// <summary>
    /// (Σ |x|ᵖ)^(1/p) over the given axes, or over all, without overflow on the way; for p = ∞ the largest size, for −∞ the smallest, for 0 how
    /// many are not 0. Its derivative at 0 is 0.
    /// </summary>
    public static Tensor Norm(Tensor x, double p, ReadOnlySpan<int> axes, bool keepDims = false)
    {
        if (Widened(x) is { } wide) return Cast(Norm(wide, p, axes, keepDims), x.DType);
        RequireFloat("Norm", x);
        var over = x.Shape.Axes(axes, "Norm");
        var y = p switch
        {
            double.PositiveInfinity => Max(Abs(x), axes),
            double.NegativeInfinity => Min(Abs(x), axes),
            0 => Sum(Cast(NotEqual(x, 0), x.DType), axes),
            1 => Sum(Abs(x), axes),
            _ when over.Any(axis => x.Shape[axis] == 0) => Sum(x, axes),
            _ => Reshape(PowerNorm(Abs(x), p, over), Sum(x, axes).Shape),
        };
        return Kept(y, x, axes, keepDims);
    }

    /// <summary>The norm of sizes in units of the largest; a norm of p below 0 is 0 where one of them is.</summary>
    static Tensor PowerNorm(Tensor sizes, double p, Sequence<int> axes)
    {
        var top = StopGradient(new Extremum(p > 0 ? End.Max : End.Min, axes).Apply(sizes));
        var plain = And(top > 0, IsFinite(top));
        var unit = Where(plain, top, 1);
        var sum = new Sum(axes).Apply(Pow(Where(plain, sizes, 1) / unit, p));
        return Where(plain, unit * Pow(sum, 1 / p), top);
    }

    static Tensor QuantileOver(string operation, Tensor x, double q, ReadOnlySpan<int> axes)
    {
        if (!(q >= 0 && q <= 1))
            throw new ArgumentOutOfRangeException(nameof(q), FormattableString.Invariant($"{operation}: a share from 0 to 1, not {q}"));
        if (Widened(x) is { } wide) return Cast(QuantileOver(operation, wide, q, axes), x.DType);
        var over = x.Shape.Axes(axes, operation);
        var count = RequireCount(operation, x, over);
        var kept = Enumerable.Range(0, x.Rank).Where(axis => !over.Contains(axis)).ToArray();
        var rows = Reshape(Permute(x, [.. kept, .. over]), Shape.Of([.. kept.Select(axis => x.Shape[axis]), count]));
        var ordered = Sort(rows).Values;
        var place = q * (count - 1);
        var (low, high) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        // NaN is last in order.
        var y = low == high ? At(low) : Between(At(low), At(high), place - low);
        return Where(IsNaN(At(count - 1)), At(count - 1), y);

        // An infinite one has no distance from the other.
        static Tensor Between(Tensor a, Tensor b, double t) => Where(IsFinite(b - a), a + t * (b - a), (1 - t) * a + t * b);

        Tensor At(int place) => Squeeze(SliceAxis(ordered, ordered.Rank - 1, new(place, 1)), -1);
    }
}
