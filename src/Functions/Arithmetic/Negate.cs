using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>−x.</summary>
public readonly struct Negate : IMapFunction
{
    public static string Name => "Negate";
    public static Reads Reads => Reads.Nothing;
    public static int? Slope => -1;
    public static bool TakesIntegers => true;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(-1, x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => -x;
    public static V Apply<V>(V x) where V : struct, ILanes<V> => -x;
}
