using System.Runtime.CompilerServices;
namespace Functional.Functions;

/// <summary>Squares that lose no digits.</summary>
internal static class Squares
{
    /// <summary>1 − x². Of a small x by its square, whose derivative is right there, of a large one by factors, which do not cancel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static A OneMinus<A>(A x) where A : IAlgebra<A>
        => A.WhereLess(A.Map<Abs>(x), A.Like(0.5, x), 1 - x * x, (1 - x) * (1 + x));
}
