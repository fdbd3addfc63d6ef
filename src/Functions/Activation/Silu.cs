using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>x·σ(x) with the logistic function σ; P. Ramachandran, B. Zoph, Q. Le (2017), "Searching for Activation Functions".</summary>
public readonly struct Silu : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Silu";
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Silu, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // −0 for all that is far below 0, also for −∞, and x itself far above, also for ∞.
        var value = Signs.Copy(x, Logistic<V>.Of(x).Times(Bounds.Above(x, -1000)));
        return V.Select(V.Less(V.Of(1000), x), x, value);
    }

    /// <summary>σ + x·σ·(1 − σ), whose second term ends where there is nothing left of the last factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A>
    {
        var sigmoid = A.Map<Sigmoid>(x);
        return sigmoid + A.WhereLess(A.Map<Abs>(x), A.Like(1e4, x), x * (sigmoid * (1 - sigmoid)), A.Like(0, x));
    }
}
