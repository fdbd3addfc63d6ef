using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The hyperbolic cosine.</summary>
public readonly struct Cosh : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Cosh";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Sinh>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Cosh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V> => ReducedHyperbolic<V>.Of(V.Abs(x)).Cosh;
}
