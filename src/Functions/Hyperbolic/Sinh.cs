using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The hyperbolic sine.</summary>
public readonly struct Sinh : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Sinh";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Cosh>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Sinh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // Twice the half of a subnormal number would lack its last bit.
        var size = V.Abs(x);
        return Signs.Copy(x, V.Select(V.Less(size, V.Of(1e-20)), size, ReducedHyperbolic<V>.Of(size).Sinh));
    }
}
