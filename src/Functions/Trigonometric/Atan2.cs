using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The angle of the point (b, a) in −π … π; its derivatives at (0, 0) are NaN.</summary>
public readonly struct Atan2 : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "Atan2";
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Atan2(a, b);

    /// <summary>The point is moved into the first octant, and its angle back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
    {
        var (height, width) = (V.Abs(a), V.Abs(b));
        var (x, y) = Direction(V.Max(height, width), V.Min(height, width));
        var right = RightAngle.Precise<V>();
        var upper = Arctangent.Complement(V.Less(width, height), right, Arctangent.Octant(y, x));
        var behind = V.Less(Signs.Copy(b, V.Of(1)), V.Of(0));
        var angle = Arctangent.Complement(behind, new(right.High + right.High, right.Low + right.Low), upper);
        return Signs.Copy(a, angle.High + angle.Low);
    }

    /// <summary>A point of the first octant on the same ray, away from the ends of the range; (1, 0) for the origin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (V X, V Y) Direction<V>(V x, V y) where V : struct, ILanes<V>
    {
        var (middle, high) = V.IsSingle ? (60, 125) : (500, 1021);
        var scale = V.Select(V.Less(x, V.PowerOf2(V.Of(middle))), V.PowerOf2(V.Of(middle)),
            V.Select(V.Less(x, V.PowerOf2(V.Of(high))), V.Of(1), V.Of(0.25)));
        var (infinite, infinity) = (V.Equal(x, V.Of(double.PositiveInfinity)), V.Of(double.PositiveInfinity));
        var longest = V.Select(infinite, V.Of(1), V.Select(V.Equal(x, V.Of(0)), V.Of(1), x * scale));
        return (longest, V.Select(infinite, V.And(V.Equal(y, infinity), V.Of(1)), y * scale));
    }

    /// <summary>b / (a² + b²) and −a / (a² + b²); 0 where a side is infinite.</summary>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
        => input == 0 ? A.Zip<InverseSquare>(b, a) : -A.Zip<InverseSquare>(a, b);
}
