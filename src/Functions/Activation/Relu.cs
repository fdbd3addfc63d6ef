using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>max(x, 0), with derivative 0 at 0.</summary>
public readonly struct Relu : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Relu";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.WhereLess(A.Like(0, y), y, A.Like(1, y), A.Like(0, y));
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Relu, T>(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Max(x, V.Of(0));
}
