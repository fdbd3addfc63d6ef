namespace Functional;

/// <summary>The half of a square matrix, with its diagonal, that a triangular solve reads.</summary>
public enum Triangle { Lower, Upper }
