namespace Functional.Primitives;

/// <summary>
/// One run of a program on the values of a transformation: its function, or a part of it that runs without being recorded, or again.
/// The values that it makes end with it.
/// </summary>
internal sealed class Segment(Scope scope, Region? region)
{
    internal Scope Scope => scope;

    /// <summary>Where the arrays behind the values of this segment come from, if not from the garbage collector.</summary>
    internal Region? Region => region;

    internal bool HasEnded { get; private set; }

    /// <summary>Whether the values of this segment must not be used any more.</summary>
    internal bool IsOver => HasEnded && !scope.Admits(this);

    internal void End() => HasEnded = true;
}
