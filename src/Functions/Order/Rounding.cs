using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The largest integer that is not above x.</summary>
public readonly struct Floor : IMapFunction
{
    public static string Name => "Floor";
    public static Reads Reads => Reads.Nothing;
    public static int? Slope => 0;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Floor(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Floor(x);
}

/// <summary>The smallest integer that is not below x.</summary>
public readonly struct Ceiling : IMapFunction
{
    public static string Name => "Ceiling";
    public static Reads Reads => Reads.Nothing;
    public static int? Slope => 0;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Ceiling(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Ceiling(x);
}

/// <summary>The nearest integer, the even one where two are.</summary>
public readonly struct Round : IMapFunction
{
    public static string Name => "Round";
    public static Reads Reads => Reads.Nothing;
    public static int? Slope => 0;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Round(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Round(x);
}
