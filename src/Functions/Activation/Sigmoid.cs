using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal readonly struct Sigmoid : IMapFunction
{
    public static string Name => "Sigmoid";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * (1 - y);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Sigmoid, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V> => Logistic<V>.Of(x).Value;
}
