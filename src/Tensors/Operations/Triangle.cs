namespace Functional;

/// <summary>The half of a square matrix, with its diagonal, that a triangular solve reads.</summary>
public enum Triangle
{
    /// <summary>The elements on the diagonal and below it.</summary>
    Lower,

    /// <summary>The elements on the diagonal and above it.</summary>
    Upper,
}
