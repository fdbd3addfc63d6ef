namespace Functional.Cpu;

/// <summary>
/// Windows that slide over planes: x is contiguous [Planes, Input…] and the result contiguous [Planes, Output…], where Planes is
/// batch × channels. Window position q of output p covers x′[p·Stride + q − PaddingLow], where x′ has InputDilation − 1 gaps between
/// the elements of x. Gaps and padding hold no elements.
/// </summary>
internal readonly record struct PoolGeometry(
    int Planes, Triple Input, Triple Window, Triple Output, Triple Stride, Triple PaddingLow, Triple InputDilation)
{
    /// <summary>The elements of x along one axis that lie in window <paramref name="p"/>: indices from first to end.</summary>
    public static (int First, int End) Covered(int p, int input, int window, int stride, int paddingLow, int dilation)
    {
        var start = p * stride - paddingLow;
        return (Math.Max(0, CeilingDivide(start, dilation)), Math.Min(input, CeilingDivide(start + window, dilation)));
    }

    static int CeilingDivide(int value, int divisor) => value >= 0 ? (value + divisor - 1) / divisor : -(-value / divisor);
}
