namespace Functional;

/// <summary>
/// Reductions whose axes stay with extent 1, so that the result broadcasts against what it was made of; without axes, all of them.
/// </summary>
public static partial class Operations
{
    /// <inheritdoc cref="Sum(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Sum(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Sum(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="Mean(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Mean(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Mean(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="Max(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Max(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Max(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="Min(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Min(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Min(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="Prod(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Prod(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Prod(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="LogSumExp(Tensor, ReadOnlySpan{int})"/>
    public static Tensor LogSumExp(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(LogSumExp(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="Norm(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Norm(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Norm(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="All(Tensor, ReadOnlySpan{int})"/>
    public static Tensor All(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(All(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="Any(Tensor, ReadOnlySpan{int})"/>
    public static Tensor Any(Tensor x, ReadOnlySpan<int> axes, bool keepDims) => Kept(Any(x, axes), x, axes, keepDims);

    /// <inheritdoc cref="ArgMax(Tensor, int)"/>
    public static Tensor ArgMax(Tensor x, int axis, bool keepDims) => Kept(ArgMax(x, axis), x, [axis], keepDims);

    /// <inheritdoc cref="ArgMin(Tensor, int)"/>
    public static Tensor ArgMin(Tensor x, int axis, bool keepDims) => Kept(ArgMin(x, axis), x, [axis], keepDims);

    /// <summary>The result of a reduction, with its axes where they are to stay.</summary>
    static Tensor Kept(Tensor y, Tensor x, ReadOnlySpan<int> axes, bool keepDims)
        => keepDims ? Reshape(y, Primitives.Sum.Reduced(x.Shape, x.Shape.Axes(axes, "Reshape"))) : y;
}
