namespace Functional;

/// <summary>A function gave NaN or ∞; the message names the operation that made the first.</summary>
public sealed class NotFiniteException(string message) : ArithmeticException(message);
