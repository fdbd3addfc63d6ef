using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>√(a² + b²) without overflow on the way; its derivatives at (0, 0) are 0.</summary>
internal readonly struct Hypot : IZipFunction, IRareZip
{
    public static string Name => "Hypot";
    public static Reads Reads(int input) => (input == 0 ? Primitives.Reads.First : Primitives.Reads.Second) | Primitives.Reads.Output;
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Hypot(a, b);
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Rare<Hypot>(V.Equal(V.Of(0), V.Of(0)), a, b, a);
    public static double At(double a, double b) => double.Hypot(a, b);

    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
        => A.WhereEqual(y, A.Like(0, y), A.Like(0, y), (input == 0 ? a : b) / y);
}
