using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>1 − erf x, accurate where that is small.</summary>
public readonly struct Erfc : IMapFunction, IGaussianTail
{
    /// <inheritdoc/>
    public static string Name => "Erfc";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => -2 / Math.Sqrt(Math.PI) * Erf.Bell(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Erfc, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var tail = GaussianTail<V>.Of<Erfc>(V.Abs(x)).Value;
        return V.Select(V.Less(x, V.Of(0)), 2 - tail, tail);
    }

    static double IGaussianTail.Rate => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double IGaussianTail.End<V>() => V.IsSingle ? 10.5 : 27.5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double IGaussianTail.Center<V>() => V.IsSingle ? 1.5 : 2;

    /// <summary>A minimax polynomial as far as the value is above 0; the error is 2⁻²⁷·² or 2⁻⁵⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleWord<V> IGaussianTail.Series<V>(DoubleWord<V> t)
    {
        var rest = V.IsSingle
            ? Polynomial.Horner(t.High, -0.50785, 0.07562182, Polynomial.Horner(t.High, 0.04776802, -0.008120633, -0.009459842, -0.0008026707,
                0.0017737361, 0.00085759, -7.232617e-05, -0.00022190445, -6.915258e-05))
            : Polynomial.Horner(t.High, -0.6871606844138106, 0.27947209255605393, -0.036442231506877455, -0.02151066188943484, 0.006479185067706812,
                0.003090612057953771, Polynomial.Horner(t.High, -0.0008372960620257248, -0.0006630734899968917, 3.437143077978131e-05,
                0.00014447063339696636, 3.414893806276927e-05, -2.1695625431640117e-05, Polynomial.Horner(t.High, -1.6121088624097434e-05,
                -1.1278325127527662e-06, 3.6440601295643294e-06, 2.0083203726052945e-06, 2.542316523945703e-09, -5.838552144630003e-07,
                Polynomial.Horner(t.High, -3.2741633489529015e-07, 1.3230469211121012e-08, 1.1624065631866422e-07, 4.429773980422763e-08,
                -1.608461614505207e-08, -1.2899694867445374e-08, 6.568062528431202e-11, 1.027319649938597e-09))));
        return GaussianTail<V>.Line(V.IsSingle ? 0.9647562503814697 : 1.021582705242023, V.IsSingle ? 0 : -1.488947283141118e-17, t, rest);
    }
}
