using System.Numerics;

namespace Functional.Functions;

/// <summary>The angle of the point (b, a) in −π … π; its derivatives at (0, 0) are NaN.</summary>
internal readonly struct Atan2 : IZipFunction, IRareZip
{
    public static string Name => "Atan2";
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Atan2(a, b);
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Rare<Atan2>(V.Equal(V.Of(0), V.Of(0)), a, b, a);
    public static double At(double a, double b) => Math.Atan2(a, b);

    /// <summary>b / (a² + b²) and −a / (a² + b²), where division by the larger size keeps the squares in range; 0 where it is infinite.</summary>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
    {
        var size = A.Map<StopGradient>(A.Zip<Maximum>(A.Map<Abs>(a), A.Map<Abs>(b)));
        var (p, q) = (a / size, b / size);
        var slope = (input == 0 ? q : -p) / (p * p + q * q) / size;
        return A.WhereLess(size, A.Like(double.PositiveInfinity, size), slope, A.WhereEqual(size, size, A.Like(0, size), size));
    }
}
