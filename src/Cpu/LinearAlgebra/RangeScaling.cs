using System.Numerics;

namespace Functional.Cpu;

/// <summary>Powers of two that keep squares within the range of numbers.</summary>
internal static class RangeScaling
{
    internal static bool AreFinite<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var each in x)
            if (!T.IsFinite(each)) return false;
        return true;
    }

    /// <summary>Divides the elements by a power of two so that the largest is within 1 … 2, and answers its exponent: 0 where there is no such power.</summary>
    internal static int Normalize<T>(Span<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.Zero;
        foreach (var each in x) largest = T.Max(largest, T.Abs(each));
        if (largest == T.Zero || !T.IsFinite(largest)) return 0;
        var exponent = T.ILogB(largest);
        if (exponent != 0)
            for (var i = 0; i < x.Length; i++) x[i] = T.ScaleB(x[i], -exponent);
        return exponent;
    }
}
