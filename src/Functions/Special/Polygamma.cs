using System.Numerics;

namespace Functional.Functions;

/// <summary>The derivative of the digamma function of order a, rounded to an integer, at b; its derivative in a is therefore 0.</summary>
internal readonly struct Polygamma : IZipFunction, IRareZip
{
    public static string Name => "Polygamma";
    public static int? Slope(int input) => input == 0 ? 0 : null;
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<Polygamma, T>(a, b);
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Rare<Polygamma>(V.Equal(V.Of(0), V.Of(0)), a, b, a);
    public static double At(double a, double b) => Gamma.Polygamma((int)Math.Round(a), b);

    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => input == 0 ? A.Like(0, a) : A.Zip<Polygamma>(a + 1, b);
}
