using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>Numbers to decide upon, read from the primals of vectors.</summary>
internal static class Vectors
{
    internal static double Dot(Tensor a, Tensor b) => a.MatMul(b).ToScalar();

    /// <summary>The Euclidean norm.</summary>
    internal static double Length(Tensor x) => Math.Sqrt(Dot(x, x));

    /// <summary>The largest absolute value; NaN wins, and of no elements it is 0.</summary>
    internal static double Largest(Tensor x) => x.Size == 0 ? 0 : Abs(x).Max().ToScalar();

    /// <summary>The distance from 1 to the next number of the type.</summary>
    internal static double Epsilon(Tensor x) => x.DType == DType.Float32 ? MathF.BitIncrement(1) - 1 : Math.BitIncrement(1.0) - 1;
}
