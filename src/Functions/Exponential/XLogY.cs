using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>a·log b, and 0 where a = 0 whatever b is, NaN excepted.</summary>
public readonly struct XLogY : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "XLogY";
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<XLogY, T>(a, b);

    /// <summary>log b, and a / b, which is 0 where both are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
        => input == 0 ? A.Map<Log>(b) : a / A.WhereEqual(b, A.Like(0, b), A.WhereEqual(a, A.Like(0, a), A.Like(1, a), b), b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
        => V.Select(V.And(V.Equal(a, V.Of(0)), V.Equal(b, b)), V.Of(0), a * V.Map<Log>(b));
}
