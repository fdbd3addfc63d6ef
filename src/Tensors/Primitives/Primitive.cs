using Functional.Graphs;

namespace Functional.Primitives;

/// <summary>
/// One operation of the closed set from which everything is built: an immutable record of its static attributes.
/// What it means is written on the page of each interpretation (<see cref="IRules{TCall, TResult}"/>).
/// </summary>
public abstract record Primitive : Operation
{
    /// <summary>Requires an axis that a shape has.</summary>
    private protected void RequireAxis(Shape shape, int axis)
    {
        if ((uint)axis >= (uint)shape.Rank) throw new ShapeException($"{Title}: there is no axis {axis} in {shape}");
    }

    /// <summary>Requires axes that a shape has.</summary>
    private protected void RequireAxes(Shape shape, Sequence<int> axes)
    {
        foreach (var axis in axes) RequireAxis(shape, axis);
    }

    /// <summary>Calls the rule for this primitive on the page of an interpretation.</summary>
    public abstract TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call);

    /// <summary>What the pullback of this primitive reads.</summary>
    public virtual Reads Reads => Reads.Nothing;

    /// <summary>Whether the result can carry a derivative at all.</summary>
    public virtual bool IsDifferentiable => true;

    /// <summary>The same by primitives that have derivatives, where this one was made for speed alone; otherwise null.</summary>
    public virtual Tensor? Expand(Few<Tensor> x) => null;

    /// <summary>The element type and shape of the result.</summary>
    /// <exception cref="ShapeException">The shapes do not fit the operation.</exception>
    /// <exception cref="DTypeException">The element types do not fit the operation.</exception>
    public abstract (DType DType, Shape Shape) Infer(in Few<Tensor> x);

    /// <inheritdoc/>
    public sealed override Tensor[] Apply(Tensor[] x) => [Apply(new Few<Tensor>(x))];

    /// <inheritdoc cref="Apply(in Few{Tensor})"/>
    public Tensor Apply(Tensor x) => x.Interpret(this, new(x));

    /// <inheritdoc cref="Apply(in Few{Tensor})"/>
    public Tensor Apply(Tensor a, Tensor b) => (a.Level >= b.Level ? a : b).Interpret(this, new(a, b));

    /// <inheritdoc cref="Apply(in Few{Tensor})"/>
    public Tensor Apply(Tensor a, Tensor b, Tensor c) => Apply(new Few<Tensor>(a, b, c));

    /// <summary>Interprets this primitive at the highest level among its inputs.</summary>
    public Tensor Apply(in Few<Tensor> x)
    {
        var top = x[0];
        for (var i = 1; i < x.Count; i++)
            if (x[i].Level > top.Level) top = x[i];
        return top.Interpret(this, x);
    }
}
