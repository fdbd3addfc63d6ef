using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The quantile of the standard normal distribution; M. Wichura (1988), "Algorithm AS 241", PPND7 and PPND16, with a correction.</summary>
public readonly struct NormalQuantile : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "NormalQuantile";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => Math.Sqrt(2 * Math.PI) * A.Map<Exp>(y * y * 0.5);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<NormalQuantile, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var q = DoubleWord<V>.OrderedSum(V.Of(-0.5), x);
        return At(x, 1 - x, 4 * V.FusedMultiplyAdd(-x, x, x), q);
    }

    /// <summary>The quantile of the probability x, of which 1 − x, 4x(1 − x) and q = x − ½ are known as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V At<V>(V x, V above, V spread, DoubleWord<V> q) where V : struct, ILanes<V>
    {
        // In float32 few registers have a number so far out.
        var middle = V.IsSingle ? ByLog(spread, q) : BySquare(q.High);
        var far = V.Less(V.Of(V.IsSingle ? 0.499 : 0.25), V.Abs(q.High));
        return V.Any(far) ? V.Select(far, OfTails(x, above, q.High), middle) : middle;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V OfTails<V>(V x, V above, V q) where V : struct, ILanes<V>
    {
        var y = OfTail(V.Select(V.Less(q, V.Of(0)), x, above), V.Abs(q));
        return V.Select(V.Less(q, V.Of(0)), -y, y);
    }

    /// <summary>The y with Φ(−y) = p = ½ − q by a step of Newton's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static V OfTail<V>(V p, V q) where V : struct, ILanes<V>
    {
        var y = Start(p, q);
        var reached = GaussianTail<V>.Of<NormalTail>(y);
        var excess = (reached.M.High - V.Scale(p, -reached.N) + reached.M.Low) / reached.M.High;
        return V.FusedMultiplyAdd(excess, Mills(y), y);
    }

    /// <summary>It but for some units in the last place, by the rational functions of AS 241.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static V Start<V>(V p, V q) where V : struct, ILanes<V>
    {
        var r = V.Sqrt(-V.Map<Log>(p));
        var far = V.Select(V.LessOrEqual(r, V.Of(5)), Near(r - 1.6), V.Select(V.Less(r, V.Of(double.PositiveInfinity)), Far(r - 5), r));
        return V.IsSingle ? far : V.Select(V.LessOrEqual(q, V.Of(0.425)), q * Central(0.180625 - q * q), far);
    }

    /// <summary>Φ(−y) over the density there, to about a percent, which is enough for a correction (Z. Birnbaum 1942, M. Sampford 1953).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Mills<V>(V y) where V : struct, ILanes<V> => 4 / (3 * y + V.Sqrt(V.FusedMultiplyAdd(y, y, V.Of(8))));

    /// <summary>
    /// q·p(w) with w = −log 4x(1 − x) for |q| ≤ 0.499 in float32 (M. Giles 2010, "Approximating the erfinv function"), by a polynomial interpolated
    /// at the nodes of Chebyshev; the error is 2⁻²⁶·⁵.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ByLog<V>(V spread, DoubleWord<V> q) where V : struct, ILanes<V>
    {
        var t = -1.5 - ReducedLog<V>.Of(spread).Value;
        var slope = Polynomial.Horner(t, 0.70813197, 0.0024881868, -0.0059180534, 0.00050282135, 6.5809087e-05, -1.5360009e-05, -9.366216e-08,
            3.4465275e-07, -4.358667e-08, 1.8691477e-09);
        var center = V.Of(3.5413713);
        var p = V.FusedMultiplyAdd(t, slope, center);
        var y = q * new DoubleWord<V>(p, V.FusedMultiplyAdd(t, slope, center - p));
        return y.High + y.Low;
    }

    /// <summary>q·(√(2π) + q²·p(q²)) for |q| ≤ ¼ in float64 with a polynomial interpolated at the nodes of Chebyshev; the error is 2⁻⁵⁵·⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V BySquare<V>(V q) where V : struct, ILanes<V>
    {
        var z = q * q;
        var p = Polynomial.Horner(z, 2.624934990953737, 5.772533538609216, 15.667608965533613, Polynomial.Horner(z, 47.03578669376396, 149.82993941596183,
            496.258303873021, 1690.912560063403, 5826.281819586055, 22219.98878527399, 43443.113340975986, 690856.8158301582, -2581331.951207182,
            18888999.89936395));
        var first = DoubleWord<V>.Product(q, V.Of(2.5066282746310007));
        var rest = V.FusedMultiplyAdd(z, p, V.Of(-1.8328579980459167e-16));
        return first.High + V.FusedMultiplyAdd(q, rest, first.Low);
    }

    /// <summary>In float64 alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Central<V>(V r) where V : struct, ILanes<V>
        => Polynomial.Horner(r, 3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
            4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3)
        / Polynomial.Horner(r, 1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
            2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Near<V>(V r) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(r, 1.4234372777, 2.7568153900, 1.3067284816, 1.7023821103e-1)
        / Polynomial.Horner(r, 1, 7.3700164250e-1, 1.2021132975e-1)
        : Polynomial.Horner(r, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
            1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4)
        / Polynomial.Horner(r, 1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Far<V>(V r) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(r, 6.6579051150, 3.0812263860, 4.2868294337e-1, 1.7337203997e-2)
        / Polynomial.Horner(r, 1, 2.4197894225e-1, 1.2258202635e-2)
        : Polynomial.Horner(r, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
            2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7)
        / Polynomial.Horner(r, 1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15);
}
