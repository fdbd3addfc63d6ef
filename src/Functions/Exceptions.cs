namespace Functional;

/// <summary>Shapes or axes that do not fit an operation; the message names the operation and the shapes.</summary>
public sealed class ShapeException(string message) : ArgumentException(message);

/// <summary>Element types that do not fit an operation; the message names the operation and the types.</summary>
public sealed class DTypeException(string message) : ArgumentException(message);

/// <summary>A value used outside the derivative, or off the thread, that it belongs to.</summary>
public sealed class ScopeException(string message) : InvalidOperationException(message);

/// <summary>A matrix whose numbers leave an operation without an answer, such as a singular one; the message names the operation and the place.</summary>
public sealed class MatrixException(string message) : ArithmeticException(message);

/// <summary>Tensors that live on different devices, or a device that is not there; the message names them.</summary>
public sealed class DeviceException(string message) : InvalidOperationException(message);
