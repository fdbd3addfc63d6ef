using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>log(1 + eˣ), without overflow.</summary>
public readonly struct Softplus : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Softplus";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Sigmoid>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Softplus, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // max(x, 0) + log(1 + e^−|x|), of an exponential with the digits that its last sum would cut off.
        var e = ReducedExp<V>.Of(Bounds.Above(-V.Abs(x), V.IsSingle ? -104 : -746));
        var m = DoubleWord<V>.OrderedSum(V.Of(1), e.Rise);
        var log = ReducedLog<V>.OfOnePlusFraction(new DoubleWord<V>(V.Scale(m.High, e.N), V.Scale(m.Low, e.N))).Value;
        return V.Select(V.Less(V.Of(0), x), x + log, log);
    }
}
