namespace Functional.Primitives;

/// <summary>What a derivative reads besides the shapes, so that reverse mode keeps no more.</summary>
[Flags]
public enum Reads { Nothing = 0, First = 1, Second = 2, Inputs = First | Second, Output = 4 }
