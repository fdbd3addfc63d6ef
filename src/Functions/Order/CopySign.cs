using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The size of a with the sign of b, which 0 has, too; the derivative in a is 0 where a = 0.</summary>
public readonly struct CopySign : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "CopySign";
    /// <inheritdoc/>
    public static int? Slope(int input) => input == 1 ? 0 : null;
    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
        => input == 0 ? A.Map<Sign>(a) * A.Zip<CopySign>(A.Like(1, a), b) : A.Like(0, a);
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.CopySign(a, b);
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => Signs.Copy(b, V.Abs(a));
}
