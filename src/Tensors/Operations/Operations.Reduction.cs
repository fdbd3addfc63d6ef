using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

public static partial class Operations
{
    /// <summary>The sum over the given axes, or over all; 0 where they are empty. Sums of integers of any type are int64.</summary>
    public static Tensor Sum(Tensor x, params ReadOnlySpan<int> axes) => new Sum(x.Shape.Axes(axes, "Sum"), KeepsAxes: false).Apply(Accumulated(x));

    /// <summary>The mean over the given axes, or over all.</summary>
    public static Tensor Mean(Tensor x, params ReadOnlySpan<int> axes)
    {
        if (Widened(x) is { } wide) return Cast(Mean(wide, axes), x.DType);
        var over = x.Shape.Axes(axes, "Mean");
        return Sum(x, axes) / RequireCount("Mean", x, over);
    }

    /// <summary>The largest element over the given axes, or over all; equal ones share its derivative. NaN wins.</summary>
    public static Tensor Max(Tensor x, params ReadOnlySpan<int> axes) => Reduce(x, axes, "Max", (x, axes) => new Extremum(End.Max, axes).Apply(x));

    /// <summary>The smallest element over the given axes, or over all; equal ones share its derivative. NaN wins.</summary>
    public static Tensor Min(Tensor x, params ReadOnlySpan<int> axes) => Reduce(x, axes, "Min", (x, axes) => new Extremum(End.Min, axes).Apply(x));

    /// <summary>The int32 index of the first largest element along an axis.</summary>
    public static Tensor ArgMax(Tensor x, int axis = -1) => Squeeze(new ArgExtremum(End.Max, x.Shape.Axis(axis, "ArgMax")).Apply(x), axis);

    /// <summary>The int32 index of the first smallest element along an axis.</summary>
    public static Tensor ArgMin(Tensor x, int axis = -1) => Squeeze(new ArgExtremum(End.Min, x.Shape.Axis(axis, "ArgMin")).Apply(x), axis);

    /// <summary>The int32 indices that put the elements of the last axis in ascending order; equal elements keep their order.</summary>
    public static Tensor ArgSort(Tensor x) => Primitives.ArgSort.Instance.Apply(x);

    /// <summary>
    /// The product over the given axes, or over all; 1 where they are empty. Products of integers are int64. The derivative is right at zeros, and the
    /// value where products of some elements alone would be beyond the range.
    /// </summary>
    public static Tensor Prod(Tensor x, params ReadOnlySpan<int> axes)
    {
        var over = x.Shape.Axes(axes, "Prod");
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => !over.Contains(axis))];
        var shape = Shape.Of(kept.Select(axis => x.Shape[axis]));
        var rows = Reshape(Permute(Accumulated(x), [.. kept, .. over]), Shape.Of([.. shape, over.Aggregate(1, (size, axis) => size * x.Shape[axis])]));
        return Reshape(ProductAlong(rows, shape.Rank), shape);
    }

    /// <summary>The mean squared distance from the mean over the given axes, or over all: divided by n, not n − 1.</summary>
    public static Tensor Variance(Tensor x, params ReadOnlySpan<int> axes)
    {
        if (Widened(x) is { } wide) return Cast(Variance(wide, axes), x.DType);
        var over = x.Shape.Axes(axes, "Variance");
        var mean = new Sum(over).Apply(x) / RequireCount("Variance", x, over);
        return Mean(Square(x - mean), axes);
    }

    /// <summary>log Σ eˣ over the given axes, or over all, without overflow; −∞ where every element is, with derivative 0.</summary>
    public static Tensor LogSumExp(Tensor x, params ReadOnlySpan<int> axes) => Reduce(x, axes, "LogSumExp", LogSumExpAlong);

    /// <summary>
    /// The Euclidean norm over the given axes, or over all, without overflow on the way; its derivative at 0 is 0, and so, at 0, are second derivatives
    /// through it: write <c>Sum(Square(x))</c> for its square.
    /// </summary>
    public static Tensor Norm(Tensor x, params ReadOnlySpan<int> axes) => Reduce(x, axes, "Norm", NormAlong);

    /// <summary>Whether every element is true.</summary>
    public static Tensor All(Tensor x, params ReadOnlySpan<int> axes) => Equal(Sum(Cast(Not(Truths("All", x)), DType.Int64), axes), 0);

    /// <summary>Whether some element is true.</summary>
    public static Tensor Any(Tensor x, params ReadOnlySpan<int> axes) => NotEqual(Sum(Cast(Truths("Any", x), DType.Int64), axes), 0);

    /// <summary>
    /// Numbers of 16 bits in float32, for formulas of several primitives that are to round once: the sum of a mean may be beyond the range of float16
    /// where the mean is not. Null for other types, which compute in themselves.
    /// </summary>
    static Tensor? Widened(Tensor x) => x.DType is DType.Float16 or DType.BFloat16 ? Cast(x, x.DType.Computed()) : null;

    /// <summary>Integers in the type in which they are added up and multiplied together, int64.</summary>
    static Tensor Accumulated(Tensor x) => x.DType.IsInteger() ? Cast(x, DType.Int64) : x;

    /// <summary>Reduces over axes that stay with extent 1, and then drops them.</summary>
    static Tensor Reduce(Tensor x, ReadOnlySpan<int> axes, string operation, Func<Tensor, Sequence<int>, Tensor> keepingAxes)
    {
        var over = x.Shape.Axes(axes, operation);
        return Reshape(keepingAxes(x, over), Shape.Of(x.Shape.Where((_, axis) => !over.Contains(axis))));
    }

    static void RequireFloat(string operation, Tensor x)
    {
        if (!x.DType.IsFloat()) throw new DTypeException($"{operation}: the tensor is {x.DType.Name()}, not float32 or float64: convert it with Cast");
    }

    static Tensor Truths(string operation, Tensor x)
        => x.DType == DType.Bool ? x : throw new DTypeException($"{operation}: the tensor is {x.DType.Name()}, not bool: compare it first");

    static int RequireCount(string operation, Tensor x, Sequence<int> axes)
    {
        RequireFloat(operation, x);
        var count = axes.Aggregate(1, (count, axis) => count * x.Shape[axis]);
        return count > 0 ? count : throw new ShapeException($"{operation}: {x.Shape} is empty over axes {axes}");
    }

    static Tensor NormAlong(Tensor x, Sequence<int> axes)
    {
        if (Widened(x) is { } wide) return Cast(NormAlong(wide, axes), x.DType);
        RequireFloat("Norm", x);
        if (x.Size == 0) return new Sum(axes).Apply(x);
        var scale = SquareScale(Maximum(new Extremum(End.Max, axes).Apply(x), -new Extremum(End.Min, axes).Apply(x)));
        var squares = new Sum(axes).Apply(Square(x / scale));
        var zero = Equal(squares, 0);
        return Where(zero, 0, Sqrt(Where(zero, 1, squares))) * scale;
    }

    static Tensor LogSumExpAlong(Tensor x, Sequence<int> axes)
    {
        if (Widened(x) is { } wide) return Cast(LogSumExpAlong(wide, axes), x.DType);
        RequireFloat("LogSumExp", x);
        Extremum.RequireElements("LogSumExp", x, axes);
        var shift = Finite(StopGradient(new Extremum(End.Max, axes).Apply(x)));
        var total = new Sum(axes).Apply(Exp(x - shift));
        var none = Equal(total, 0);
        return Where(none, double.NegativeInfinity, Log(Where(none, 1, total))) + shift;
    }

    /// <summary>
    /// Multiplies halves until one element is left: log n products, each zero-safe. Where products of some elements are beyond the range, the same
    /// with the exponents apart gives another result, and that counts.
    /// </summary>
    static Tensor ProductAlong(Tensor x, int axis)
    {
        if (x.DType == DType.Bool) throw new DTypeException("Prod: the tensor is bool: convert it with Cast");
        if (x.Shape[axis] == 0) return Tensor.Ones(x.Shape.With(axis, 1), x.DType);
        if (!x.DType.IsFloat() || x.Shape[axis] < 3) return InHalves(x, axis, (a, b) => a * b);
        if (Widened(x) is { } wide) return Cast(ProductAlong(wide, axis), x.DType);
        var (product, scaled) = (InHalves(x, axis, (a, b) => a * b), ProductOfScaled(x, axis));
        return Where(Equal(product, scaled), product, scaled);
    }

    /// <summary>The product of mantissas, whose powers of 2 are set apart before every product, times 2 to the sum of the exponents.</summary>
    static Tensor ProductOfScaled(Tensor x, int axis)
    {
        Tensor total = Tensor.Zeros(x.Shape.With(axis, 1), x.DType);
        x = SetApart(x);
        x = InHalves(x, axis, (a, b) => SetApart(a * b));
        var half = Floor(total * 0.5);
        return x * Exp2(half) * Exp2(total - half);

        Tensor SetApart(Tensor x)
        {
            // The logarithm of the largest number is rounded up.
            var exponents = Finite(Minimum(Floor(Log2(Abs(StopGradient(x)))), x.DType == DType.Float64 ? 1023 : 127));
            total += new Sum([axis]).Apply(exponents);
            return x / Exp2(exponents);
        }
    }

    /// <summary>Combines halves until one element is left; an odd one waits at the end.</summary>
    static Tensor InHalves(Tensor x, int axis, Func<Tensor, Tensor, Tensor> combine)
    {
        while (x.Shape[axis] > 1)
        {
            var (half, odd) = (x.Shape[axis] / 2, x.Shape[axis] % 2 == 1);
            var pairs = combine(SliceAxis(x, axis, new(0, half)), SliceAxis(x, axis, new(half, half)));
            x = odd ? Concat(axis, pairs, SliceAxis(x, axis, new(2 * half, 1))) : pairs;
        }
        return x;
    }
}
