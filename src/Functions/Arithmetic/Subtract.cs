using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>a − b.</summary>
public readonly struct Subtract : IZipFunction
{
    public static string Name => "Subtract";
    public static bool TakesIntegers => true;
    public static int? Slope(int input) => input == 0 ? 1 : -1;
    public static Reads Reads(int input) => Primitives.Reads.Nothing;
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => A.Like(input == 0 ? 1 : -1, a);
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => a - b;
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => a - b;
}
