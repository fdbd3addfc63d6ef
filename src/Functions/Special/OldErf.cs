namespace Functional.Functions;

internal static class OldErf
{
    internal static double Erfc(double x) => Math.Abs(x) <= Small ? 1 - Near(x) : x < 0 ? 2 - Beyond(-x) : Beyond(x);

    internal const double Small = 0.46875;

    /// <summary>erf x for |x| up to <see cref="Small"/>.</summary>
    internal static double Near(double x) => x * Polynomial.At(x * x, near.Above) / Polynomial.At(x * x, near.Below);

    /// <summary>erfc x for x from <see cref="Small"/> on.</summary>
    internal static double Beyond(double x)
    {
        // x² as a square without rounding and a small rest.
        var coarse = Math.Truncate(x * 16) / 16;
        var decay = Math.Exp(-coarse * coarse) * Math.Exp((coarse - x) * (coarse + x));
        if (x <= 4) return decay * Polynomial.At(x, middle.Above) / Polynomial.At(x, middle.Below);
        var r = 1 / (x * x);
        // Beyond 27 nothing is left, and infinity would give NaN.
        return x > 27 ? 0 : double.IsNaN(x) ? x : decay * (1 / Math.Sqrt(Math.PI) - r * Polynomial.At(r, far.Above) / Polynomial.At(r, far.Below)) / x;
    }

    // Highest power first.
    static readonly (double[] Above, double[] Below) near = (
        [1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3],
        [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3]);

    static readonly (double[] Above, double[] Below) middle = (
        [2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
            8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3],
        [1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
            3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3]);

    static readonly (double[] Above, double[] Below) far = (
        [1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4],
        [1, 2.56852019228982242, 1.87295284992346047, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3]);
}

