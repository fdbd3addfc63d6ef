using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The largest integer that is not above x.</summary>
public readonly struct Floor : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Floor";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Nothing;
    /// <inheritdoc/>
    public static int? Slope => 0;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Floor(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Floor(x);
}

/// <summary>The smallest integer that is not below x.</summary>
public readonly struct Ceiling : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Ceiling";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Nothing;
    /// <inheritdoc/>
    public static int? Slope => 0;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Ceiling(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Ceiling(x);
}

/// <summary>The nearest integer, the even one where two are.</summary>
public readonly struct Round : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Round";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Nothing;
    /// <inheritdoc/>
    public static int? Slope => 0;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Round(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Round(x);
}

/// <summary>The integer part of x: the nearest integer that is not further from 0.</summary>
public readonly struct Truncate : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Truncate";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Nothing;
    /// <inheritdoc/>
    public static int? Slope => 0;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Truncate(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Truncate(x);
}
