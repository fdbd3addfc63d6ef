using System.ComponentModel;
using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// An immutable array of numbers or truth values of any rank, or a stand-in for one inside a derivative.
/// Every operation is a <see cref="Primitive"/> that the tensor of the highest level among the inputs interprets.
/// </summary>
public abstract partial class Tensor
{
    private protected Tensor(DType dtype, Shape shape, long level) => (DType, Shape, Level) = (dtype, shape, level);

    /// <summary>The type of the elements.</summary>
    public DType DType { get; }

    /// <summary>The extents of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Size => Shape.Size;

    /// <summary>Where the elements live; those of a stand-in inside a derivative are its primal's.</summary>
    public abstract Device Device { get; }

    /// <summary>For interpretations: the number of the transformation that this value belongs to, from 1 on; less for a plain tensor.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public long Level { get; private protected set; }

    /// <summary>
    /// For interpretations: the plain tensor behind this value, its primal, however many derivatives are being taken. Where the value differs across
    /// batches, their hidden axes stand in front, the outermost batch first.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public abstract PlainTensor Primal { get; }

    /// <summary>Computes a primitive of which this is an input of the highest level.</summary>
    protected internal abstract Tensor Interpret(Primitive op, in Few<Tensor> x);

    /// <summary>
    /// This value as one that a region does not take back when it ends. What a transformation holds is not a region's to take: at its first
    /// value the region was abandoned. A tracer that holds values as an array does keeps those.
    /// </summary>
    protected internal virtual Tensor KeptBy(Keeper keeper) => this;

    /// <summary>For interpretations: whether the value belongs, at some level, to a function that is being traced, so that it has no elements yet.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public virtual bool IsTraced => false;

    /// <summary>The primal, for an operation that reads it.</summary>
    /// <exception cref="ScopeException">The value differs across a batch, or is not known yet.</exception>
    private protected PlainTensor Readable(string operation)
        => IsTraced ? throw UserCode.Unread(operation)
        : Primal is var all && all.Rank == Rank ? all
        : throw new ScopeException("this value differs across the batch of a Vmap, so there is no one value to read or to decide upon: "
            + "use Where, Cond or While, or return it from the function");
}
