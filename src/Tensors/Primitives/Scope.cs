namespace Functional.Primitives;

/// <summary>A transformation in progress: it makes and reads the values of one level.</summary>
public abstract partial class Scope
{
    /// <summary>Begins a transformation, one level above all before; without a region its arrays are the garbage collector's.</summary>
    public Scope(Region? region) => Function = new(this, region);

    /// <summary>The level of its values.</summary>
    public long Level { get; } = Tracer.NextLevel();

    /// <summary>The run of the function that is transformed.</summary>
    public Segment Function { get; }

    /// <summary>The arrays behind the values of this level, where they are not the garbage collector's.</summary>
    protected Region? Region => Function.Region;

    /// <summary>Whether the values of the function must not be used any more.</summary>
    public bool IsOver => Function.IsOver;

    /// <summary>The value one level below.</summary>
    public abstract Tensor Primal(Tensor x);

    /// <summary>A value that is constant at this level.</summary>
    public abstract Tensor Constant(Tensor primal);

    /// <summary>Leaves the arrays of this level to the garbage collector, because an enclosing transformation may keep some.</summary>
    public virtual void Abandon() => Region?.Abandon();

    /// <summary>The function has returned.</summary>
    public virtual void End() => Function.End();
}
