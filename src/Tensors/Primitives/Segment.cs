namespace Functional.Primitives;

/// <summary>
/// One run of a program on the values of a transformation: its function, or a part of it that runs without being recorded, or again.
/// The values that it makes end with it.
/// </summary>
public sealed class Segment(Scope scope, Region? region)
{
    /// <summary>The transformation to which the values belong.</summary>
    public Scope Scope => scope;

    /// <summary>Where the arrays behind the values of this segment come from, if not from the garbage collector.</summary>
    internal Region? Region => region;

    /// <summary>Whether the run is over.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the values of this segment must not be used any more.</summary>
    public bool IsOver => HasEnded && !scope.Admits(this);

    /// <summary>The run is over.</summary>
    public void End() => HasEnded = true;
}
