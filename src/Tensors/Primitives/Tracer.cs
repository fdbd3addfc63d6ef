namespace Functional.Primitives;

/// <summary>
/// A value that stands for another inside a transformation. A transformation derives its own kind of value from it, takes a level for its values
/// (<see cref="NextLevel"/>), and interprets the primitives of which they are inputs.
/// </summary>
public abstract class Tracer : Tensor
{
    static long lastLevel;

    /// <summary>A value of a type, shape and level.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is that of a plain tensor, 0 or less.</exception>
    protected Tracer(DType dtype, Shape shape, long level) : base(dtype, shape, level) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);

    /// <summary>What this value stands for, one level below: its primal, or its values for a whole batch.</summary>
    public abstract Tensor Value { get; }

    /// <summary>The device of what it stands for.</summary>
    public override Device Device => Value.Device;

    /// <inheritdoc/>
    public override bool IsTraced => Value.IsTraced;

    /// <summary>The plain tensor that it stands for.</summary>
    public sealed override PlainTensor Primal => Value.Primal;

    /// <summary>The transformation, where functions with derivatives of their own are to be differentiated by their rules.</summary>
    public virtual Scope? Scope => null;

    /// <summary>A level above every level so far, for a transformation that begins.</summary>
    public static long NextLevel() => Interlocked.Increment(ref lastLevel);

    /// <summary>The error for a value that was kept after its transformation ended.</summary>
    public static ScopeException Ended(string transformation)
        => new($"this value belongs to a {transformation} that has ended: return it from the function instead of keeping it");
}
