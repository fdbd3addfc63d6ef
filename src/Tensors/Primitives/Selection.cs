namespace Functional.Primitives;

/// <summary>Takes each element from the second or the third input, as the first, of truth values, says.</summary>
public sealed record Select : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Select Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Select(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
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
    /// <inheritdoc/>
    public override bool IsDifferentiable => To.IsFloat();

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Cast(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => (To, x[0].Shape);
}
