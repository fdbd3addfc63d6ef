using System.Numerics;

namespace Functional.Functions;

/// <summary>The angle in −π/2 … π/2 whose tangent is x.</summary>
internal readonly struct Atan : IMapFunction, IRare
{
    public static string Name => "Atan";
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Atan(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Atan>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Atan(x);

    /// <summary>1 / (1 + x²); of large x by the inverse, whose square does not overflow.</summary>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A>
    {
        var inverse = 1 / x;
        var square = inverse * inverse;
        return A.WhereLess(A.Map<Abs>(x), A.Like(1, x), 1 / (x * x + 1), square / (square + 1));
    }
}
