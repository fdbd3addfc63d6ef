namespace Functional.Primitives;

/// <summary>Sums over axes.</summary>
/// <param name="Axes">In ascending order.</param>
/// <param name="KeepsAxes">Whether they stay, with extent 1.</param>
public sealed record Sum(Sequence<int> Axes, bool KeepsAxes = true) : Primitive
{
    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Sum(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        if (x[0].DType == DType.Bool) throw new DTypeException("Sum: the tensor is bool: convert it with Cast");
        RequireAxes(x[0].Shape, Axes);
        return (x[0].DType, KeepsAxes ? Reduced(x[0].Shape, Axes) : Dropped(x[0].Shape, Axes));
    }

    /// <summary>The transpose: every element of the sum at each place that it was made of, in a tensor of the shape that was summed.</summary>
    public Tensor Spread(Tensor y, Shape to)
        => Operations.Broadcast(KeepsAxes || y.Rank == 0 ? y : Operations.Reshape(y, Reduced(to, Axes)), to);

    static Shape Dropped(Shape shape, Sequence<int> axes)
        => axes.Count == shape.Rank ? Shape.Scalar : Shape.Of(shape.Where((_, axis) => !axes.Contains(axis)));

    /// <summary>The shape after a reduction whose axes stay, with extent 1.</summary>
    public static Shape Reduced(Shape shape, Sequence<int> axes)
    {
        foreach (var axis in axes) shape = shape.With(axis, 1);
        return shape;
    }
}

/// <summary>The sums of the elements of an axis up to each one, itself included.</summary>
public sealed record CumSum(int Axis) : Primitive
{
    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.CumSum(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        RequireAxis(x[0].Shape, Axis);
        return x[0].DType != DType.Bool ? (x[0].DType, x[0].Shape) : throw new DTypeException("CumSum: the tensor is bool: convert it with Cast");
    }
}

/// <summary>Which end of the order is sought.</summary>
public enum End
{
    /// <summary>The largest element.</summary>
    Max,

    /// <summary>The smallest element.</summary>
    Min,
}

/// <summary>The largest or smallest element over axes, which stay with extent 1. NaN wins.</summary>
public sealed record Extremum(End End, Sequence<int> Axes) : Primitive
{
    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs | Reads.Output;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Extremum(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        RequireAxes(x[0].Shape, Axes);
        RequireElements(End.ToString(), x[0], Axes);
        return (x[0].DType, Sum.Reduced(x[0].Shape, Axes));
    }

    /// <summary>The derivative in each element of x: 1 at the extremum y, divided among equal ones.</summary>
    public Tensor Shares(Tensor x, Tensor y)
    {
        var ties = Operations.Cast(Operations.Equal(x, y), x.DType);
        return ties / new Sum(Axes).Apply(ties);
    }

    /// <summary>Requires numbers, at least one along each of the axes.</summary>
    /// <exception cref="ShapeException">One of the axes is empty.</exception>
    /// <exception cref="DTypeException">The tensor is bool.</exception>
    public static void RequireElements(string operation, Tensor x, Sequence<int> axes)
    {
        if (x.DType == DType.Bool) throw new DTypeException($"{operation}: the tensor is bool: convert it with Cast");
        foreach (var axis in axes)
            if (x.Shape[axis] == 0) throw new ShapeException($"{operation}: axis {axis} of {x.Shape} is empty and has no {operation}");
    }
}

/// <summary>The int32 index of the first largest or smallest element along an axis, which stays with extent 1.</summary>
public sealed record ArgExtremum(End End, int Axis) : Primitive
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.ArgExtremum(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        RequireAxis(x[0].Shape, Axis);
        Extremum.RequireElements($"Arg{End}", x[0], [Axis]);
        return (DType.Int32, x[0].Shape.With(Axis, 1));
    }
}

/// <summary>The int32 indices that put the elements of the last axis in ascending order; equal elements keep theirs, NaN goes last.</summary>
public sealed record ArgSort : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly ArgSort Instance = new();

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.ArgSort(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => x[0].DType == DType.Bool ? throw new DTypeException("ArgSort: bool values have no order: convert them with Cast")
        : x[0].Rank > 0 ? (DType.Int32, x[0].Shape)
        : throw new ShapeException("ArgSort: a scalar has no axis to sort along");
}
