using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>aᵇ, for a negative a with an integer b alone; the derivative in a is 0 where b = 0, and that in b is 0 where a = 0.</summary>
internal readonly struct Pow : IZipFunction, IRareZip
{
    public static string Name => "Pow";
    public static Reads Reads(int input) => input == 0 ? Primitives.Reads.Inputs : Primitives.Reads.First | Primitives.Reads.Output;
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Pow(a, b);
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Rare<Pow>(V.Equal(V.Of(0), V.Of(0)), a, b, a);
    public static double At(double a, double b) => Math.Pow(a, b);

    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
        => input == 0 ? InBase(a, b) : A.WhereEqual(a, A.Like(0, a), A.Like(0, a), A.Zip<ChainProduct>(y, A.Map<Log>(a)));

    /// <summary>b·aᵇ⁻¹. Elsewhere than near 0⁰, where a has no inverse, that itself is 0 where b = 0, and has the right derivative in b there.</summary>
    static A InBase<A>(A a, A b) where A : IAlgebra<A>
    {
        var (zero, infinity) = (A.Like(0, a), A.Like(double.PositiveInfinity, a));
        var slope = b * A.Zip<Pow>(a, b - 1);
        return A.WhereEqual(b, zero, A.WhereLess(A.Map<Abs>(1 / a), infinity, slope, zero), slope);
    }
}
