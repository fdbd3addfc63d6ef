namespace Functional;

/// <summary>Shapes or axes that do not fit an operation; the message names the operation and the shapes.</summary>
public sealed class ShapeException(string message) : ArgumentException(message);

/// <summary>Element types that do not fit an operation; the message names the operation and the types.</summary>
public sealed class DTypeException(string message) : ArgumentException(message);

/// <summary>A value used outside the derivative, or off the thread, that it belongs to.</summary>
public sealed class ScopeException(string message) : InvalidOperationException(message);
