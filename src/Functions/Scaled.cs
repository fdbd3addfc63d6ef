namespace Functional.Functions;

/// <summary>m·2ᵉ, where float64 may have no such number, for m of ordinary size.</summary>
internal readonly struct Scaled(double m, int e)
{
    readonly double m = m;
    readonly int e = e;

    /// <summary>f·m·2ᵉ, rounded once more where it is subnormal.</summary>
    internal double Times(double f) => Math.ScaleB(f * m, e);

    public static Scaled operator +(Scaled a, Scaled b)
        => b.m == 0 ? a : a.m == 0 || a.e < b.e ? new(b.m + Math.ScaleB(a.m, a.e - b.e), b.e) : new(a.m + Math.ScaleB(b.m, b.e - a.e), a.e);

    public static Scaled operator *(int sign, Scaled a) => new(sign * a.m, a.e);
}
