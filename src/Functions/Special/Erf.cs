using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
public readonly struct Erf : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Erf";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 2 / Math.Sqrt(Math.PI) * Bell(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Erf, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var size = V.Abs(x);
        var far = 1 - GaussianTail<V>.Of<Erfc>(size).Value;
        return V.Select(V.Less(V.Of(1), size), Signs.Copy(x, far), V.FusedMultiplyAdd(x, Excess(x * x), x));
    }

    /// <summary>e^(−x²), by itself 0 where nothing is left of it: an infinite square would make 0 · ∞ of its derivative.</summary>
    internal static A Bell<A>(A x) where A : IAlgebra<A> => A.WhereLess(A.Like(40, x), A.Map<Abs>(x), A.Like(0, x), A.Map<Exp>(-(x * x)));

    /// <summary>erf x / x − 1 at z = x² by minimax polynomials for |x| ≤ 1; the error is 2⁻²⁹·⁶ or 2⁻⁵⁵·⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Excess<V>(V z) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(z, 0.12837917, -0.3761263, 0.11283619, -0.026855174, 0.0051908446, -0.0008031836, 7.9241305e-05)
        : Polynomial.Horner(z, 0.12837916709551256, -0.37612638903183476, Polynomial.Horner(z, 0.11283791670943447, -0.02686617064306099,
            0.005223977605995373, -0.0008548325931727704, 0.00012055293808155596, -1.4924718787982986e-05, 1.6447228937057314e-06,
            -1.6207152295376768e-07, 1.3714890690739466e-08, -7.787140263022516e-10));
}
