using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Φ(−x) of the normal distribution Φ.</summary>
internal readonly struct NormalTail : IGaussianTail
{
    public static double Rate => 0.5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double End<V>() where V : struct, ILanes<V> => V.IsSingle ? 15 : 39;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Center<V>() where V : struct, ILanes<V> => V.IsSingle ? 2 : 3;

    /// <summary>A minimax polynomial as far as the value is above 0; the error is 2⁻²⁸ or 2⁻⁵⁸·².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleWord<V> Series<V>(DoubleWord<V> t) where V : struct, ILanes<V>
    {
        var rest = V.IsSingle
            ? Polynomial.Horner(t.High, -0.33140448, 0.02879737, Polynomial.Horner(t.High, 0.036719408, -0.0004697228, -0.0067344587, -0.0019517321,
                0.0008232495, 0.0008369788, 0.00013363794, -0.0001495369, -6.600051e-05))
            : Polynomial.Horner(t.High, -0.5093319819174894, 0.23001771997460105, -0.047263025142981745, -0.01046286702314414, 0.006972621240883336,
                0.0010275922550417316, Polynomial.Horner(t.High, -0.0010458286303186388, -0.00025657529600100836, 0.00015439453931932656,
                7.881231281821188e-05, -1.3246479793963852e-05, -2.068756647530869e-05, Polynomial.Horner(t.High, -3.515944902070288e-06,
                3.6357275185681586e-06, 2.251496902589771e-06, 1.5330731883843428e-08, -5.827893296871508e-07, -2.8047018398998885e-07,
                Polynomial.Horner(t.High, 2.7852043173583392e-08, 9.821909753227173e-08, 3.8684502847284806e-08, -1.21735919583933e-08,
                -1.4680068831572415e-08, -1.8370482550833525e-09, 1.971799427670957e-09, 6.138290291635229e-10))));
        return GaussianTail<V>.Line(V.IsSingle ? 0.672408 : 0.729083690133373, V.IsSingle ? 2.0247946e-08 : -3.8253857095082684e-17, t, rest);
    }
}
