using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>log(eᵃ + eᵇ), without overflow; −∞ where both are, with derivatives 0.</summary>
public readonly struct LogAddExp : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "LogAddExp";
    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => input == 0 ? Share(a, b) : Share(b, a);
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<LogAddExp, T>(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
    {
        var larger = V.Max(a, b);
        // Equal infinities have no difference.
        var sum = larger + V.Map<Softplus>(-V.Abs(a - b));
        return V.Select(V.Equal(V.Abs(larger), V.Of(double.PositiveInfinity)), larger, sum);
    }

    /// <summary>σ(a − b), of infinities that are equal 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static A Share<A>(A a, A b) where A : IAlgebra<A>
        => A.Map<Sigmoid>(A.WhereEqual(A.Map<Abs>(a), A.Like(double.PositiveInfinity, a), 
            A.WhereEqual(a, b, A.Like(double.NegativeInfinity, a), a), a - b));
}
