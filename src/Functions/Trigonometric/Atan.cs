using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The angle in −π/2 … π/2 whose tangent is x.</summary>
public readonly struct Atan : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Atan";
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Atan(x);

    /// <summary>From 2⁶⁰ on it is a right angle, and the inverse need not be smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var size = Bounds.Below(V.Abs(x), 1L << 60);
        var steep = V.Less(V.Of(1), size);
        var octant = Arctangent.Octant(V.Select(steep, V.Of(1), size), V.Select(steep, size, V.Of(1)));
        var angle = Arctangent.Complement(steep, RightAngle.Precise<V>(), octant);
        return Signs.Copy(x, angle.High + angle.Low);
    }

    /// <summary>1 / (1 + x²); of large x by the inverse, whose square does not overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A>
    {
        var inverse = 1 / x;
        var square = inverse * inverse;
        return A.WhereLess(A.Map<Abs>(x), A.Like(1, x), 1 / (x * x + 1), square / (square + 1));
    }
}
