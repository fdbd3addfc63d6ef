using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>Numbers to decide upon: tensors [], each of which may differ across a batch.</summary>
internal static class Vectors
{
    internal static Tensor Dot(Tensor a, Tensor b) => Sum(a * b);

    /// <summary>The Euclidean norm.</summary>
    internal static Tensor Length(Tensor x) => Sqrt(Sum(Square(x)));

    /// <summary>The largest absolute value; NaN wins, and of no elements it is 0.</summary>
    internal static Tensor Largest(Tensor x) => x.Size == 0 ? Tensor.Zeros([], x.DType) : Max(Abs(x));

    internal static Tensor IsFinite(Tensor number) => Abs(number) < double.PositiveInfinity;

    /// <summary>The distance from 1 to the next number of the type.</summary>
    internal static double Epsilon(Tensor x) => x.DType == DType.Float32 ? MathF.BitIncrement(1) - 1 : Math.BitIncrement(1.0) - 1;
}
