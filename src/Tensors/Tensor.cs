using Functional.Primitives;

namespace Functional;

/// <summary>
/// An immutable array of numbers or truth values of any rank, or a stand-in for one inside a derivative.
/// Every operation is a <see cref="Primitive"/> that the tensor of the highest level among the inputs interprets.
/// </summary>
public abstract partial class Tensor
{
    private protected Tensor(DType dtype, Shape shape, long level) => (DType, Shape, Level) = (dtype, shape, level);

    public DType DType { get; }

    public Shape Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Size => Shape.Size;

    /// <summary>0 for a plain array; otherwise the number of the transformation that this value belongs to.</summary>
    internal long Level { get; }

    /// <summary>Computes a primitive of which this is an input of the highest level.</summary>
    internal abstract Tensor Interpret(Primitive op, in Few<Tensor> x);

    /// <summary>
    /// The plain array behind this value: its primal, however many derivatives are being taken. Where the value differs across batches,
    /// their hidden axes stand in front, the outermost batch first.
    /// </summary>
    internal abstract Cpu.ArrayTensor Primal { get; }

    /// <summary>
    /// This value as one that a region does not take back when it ends. What a transformation holds is not a region's to take: at its first
    /// value the region was abandoned.
    /// </summary>
    internal virtual Tensor KeptBy(Cpu.Region region) => this;

    /// <summary>The primal, to read.</summary>
    /// <exception cref="ScopeException">The value differs across a batch.</exception>
    private protected Cpu.ArrayTensor Readable
        => Primal is var all && all.Rank == Rank ? all
        : throw new ScopeException("this value differs across the batch of a Vmap, so there is no one value to read or to decide upon: "
            + "use Where, Cond or While, or return it from the function");
}

/// <summary>
/// A value that stands for another inside a transformation. A transformation derives its own kind of value from it.
/// </summary>
internal abstract class Tracer(DType dtype, Shape shape, long level) : Tensor(dtype, shape, level)
{
    static long lastLevel;

    /// <summary>What this value stands for, one level below: its primal, or its values for a whole batch.</summary>
    internal abstract Tensor Value { get; }

    internal sealed override Cpu.ArrayTensor Primal => Value.Primal;

    /// <summary>The transformation, where functions with derivatives of their own are to be differentiated by their rules.</summary>
    internal virtual Scope? Scope => null;

    /// <summary>A level above every level so far, for a transformation that begins.</summary>
    internal static long NextLevel() => Interlocked.Increment(ref lastLevel);

    /// <summary>The message for a value that was kept after its transformation ended.</summary>
    internal static ScopeException Ended(string transformation)
        => new($"this value belongs to a {transformation} that has ended: return it from the function instead of keeping it");
}
