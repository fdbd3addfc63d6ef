using Functional.Cpu;

namespace Functional.Primitives;

/// <summary>A function of one value applied to every element.</summary>
public abstract record Map : Primitive
{
    public abstract string Name { get; }

    /// <summary>A tangent or cotangent times the derivative at x, where y is the value there; null where the derivative is zero everywhere.</summary>
    internal abstract Tensor? Chain(Tensor d, Tensor x, Tensor y);

    internal abstract ArrayTensor Evaluate(ArrayTensor x);

    /// <summary>Computes a row of float or double elements.</summary>
    internal virtual void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => throw new NotSupportedException($"{Name} has no row of {typeof(T).Name}");

    public sealed override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Map(this, call);
}

/// <summary>A function of two values applied to every pair of elements of two tensors of one shape.</summary>
public abstract record Zip : Primitive
{
    public abstract string Name { get; }

    /// <summary>A tangent or cotangent times the derivative with respect to one input; null where that is zero everywhere.</summary>
    internal abstract Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y);

    internal abstract ArrayTensor Evaluate(ArrayTensor a, ArrayTensor b);

    /// <summary>Computes a row of float or double elements.</summary>
    internal virtual void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged
        => throw new NotSupportedException($"{Name} has no row of {typeof(T).Name}");

    public sealed override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Zip(this, call);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x)
    {
        if (x[0].DType != x[1].DType)
            throw new DTypeException($"{Name}: left is {x[0].DType.Name()}, right is {x[1].DType.Name()}: convert one with Cast");
        if (x[0].Shape != x[1].Shape)
            throw new ShapeException($"{Name}: left is {x[0].Shape}, right is {x[1].Shape}: shapes differ");
        return (x[0].DType, x[0].Shape);
    }
}

/// <summary>Takes each element from the second or the third input, as the first, of truth values, says.</summary>
public sealed record Select : Primitive
{
    internal static readonly Select Instance = new();

    public override Reads Reads => Reads.Inputs;

    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Select(this, call);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x)
    {
        if (x[0].DType != DType.Bool) throw new DTypeException($"Where: the condition is {x[0].DType.Name()}, not bool");
        if (x[1].DType != x[2].DType)
            throw new DTypeException($"Where: the alternatives are {x[1].DType.Name()} and {x[2].DType.Name()}: convert one with Cast");
        if (x[0].Shape != x[1].Shape || x[1].Shape != x[2].Shape)
            throw new ShapeException($"Where: the condition is {x[0].Shape}, the alternatives are {x[1].Shape} and {x[2].Shape}: shapes differ");
        return (x[1].DType, x[1].Shape);
    }
}

/// <summary>Converts the elements to another type: towards zero from floats to integers, true to 1, nonzero to true.</summary>
public sealed record Cast(DType To) : Primitive
{
    public override bool IsDifferentiable => To.IsFloat();

    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Cast(this, call);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x) => (To, x[0].Shape);
}
