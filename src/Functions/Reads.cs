namespace Functional.Primitives;

/// <summary>What a derivative reads besides the shapes, so that reverse mode keeps no more.</summary>
[Flags]
public enum Reads
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>The first input.</summary>
    First = 1,

    /// <summary>The second input.</summary>
    Second = 2,

    /// <summary>All inputs.</summary>
    Inputs = First | Second,

    /// <summary>The output.</summary>
    Output = 4,
}
