namespace Functional.Functions;

/// <summary>
/// One number, or a register of them: the operations of which every elementwise function is made. Each rounds correctly and treats every
/// lane alike, so the value of an element depends on the element alone and has the same bits at every width.
/// A mask has all bits of a lane set, or none.
/// </summary>
public interface ILanes<V> : IAlgebra<V> where V : struct, ILanes<V>
{
    /// <summary>Whether the numbers are float32; formulas choose their coefficients by it.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>A constant in every lane, rounded to the type of the numbers.</summary>
    static abstract V Of(double value);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V FusedMultiplyAdd(V a, V b, V c);

    /// <summary>The square root; NaN of negative numbers.</summary>
    static abstract V Sqrt(V x);

    /// <summary>The number without its sign.</summary>
    static abstract V Abs(V x);

    /// <summary>The smaller number; NaN where one is NaN; −0 is smaller than 0.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger number; NaN where one is NaN; −0 is smaller than 0.</summary>
    static abstract V Max(V a, V b);

    /// <summary>The nearest integer, the even one where two are.</summary>
    static abstract V Round(V x);

    /// <summary>The largest integer that is not above x.</summary>
    static abstract V Floor(V x);

    /// <summary>The smallest integer that is not below x.</summary>
    static abstract V Ceiling(V x);

    /// <summary>The integer part of x.</summary>
    static abstract V Truncate(V x);

    // masks; a comparison with NaN does not hold
    /// <summary>Where a = b.</summary>
    static abstract V Equal(V a, V b);

    /// <summary>Where a &lt; b.</summary>
    static abstract V Less(V a, V b);

    /// <summary>Where a ≤ b.</summary>
    static abstract V LessOrEqual(V a, V b);

    /// <summary>The first value where the mask is set, otherwise the second.</summary>
    static abstract V Select(V mask, V a, V b);

    /// <summary>Whether the mask is set in some lane.</summary>
    static abstract bool Any(V mask);

    // bits
    /// <summary>The bits that are set in both.</summary>
    static abstract V And(V a, V b);

    /// <summary>The bits that are set in one or both.</summary>
    static abstract V Or(V a, V b);

    /// <summary>The bits that are set in just one.</summary>
    static abstract V Xor(V a, V b);

    /// <summary>The bits of a without those of b.</summary>
    static abstract V AndNot(V a, V b);

    /// <summary>2ⁿ for an integer n among the exponents of normal numbers: −126 … 127, or −1022 … 1023.</summary>
    static abstract V PowerOf2(V n);

    /// <summary>x·2ⁿ for an integer n in twice the range of <see cref="PowerOf2"/>; rounded once where half of n leaves x a normal number.</summary>
    static abstract V Scale(V x, V n);

    /// <summary>The integer e with |x| = m·2ᵉ and 1 ≤ m &lt; 2, for normal x.</summary>
    static abstract V Exponent(V x);

    /// <summary>The m ≥ 1 with |x| = m·2ᵉ and m &lt; 2, for normal x.</summary>
    static abstract V Mantissa(V x);

    /// <summary>Exponent and mantissa of any finite x but 0, subnormal numbers too.</summary>
    static abstract (V Exponent, V Mantissa) Split(V x);

    /// <summary>Where the mask is set the value of a rare, slow formula at x, elsewhere y.</summary>
    static abstract V Rare<F>(V mask, V x, V y) where F : struct, IRare;

    /// <summary>Where the mask is set the value of a rare, slow formula at a and b, elsewhere y.</summary>
    static abstract V Rare<F>(V mask, V a, V b, V y) where F : struct, IRareZip;
}

/// <summary>A formula for rare arguments, such as the sine of a huge angle: scalar, by operations whose bits are the same on every machine.</summary>
public interface IRare
{
    /// <summary>The value in float64; float32 is rounded from it.</summary>
    static abstract double At(double x);
}

/// <summary>A formula of two rare arguments, see <see cref="IRare"/>.</summary>
public interface IRareZip
{
    /// <summary>The value in float64; float32 is rounded from it.</summary>
    static abstract double At(double a, double b);
}

/// <summary>Lanes in memory: a register of the CPU, or one number.</summary>
public interface IRegister<V, T> : ILanes<V> where V : struct, IRegister<V, T> where T : unmanaged
{
    /// <summary>How many numbers there are.</summary>
    static abstract int Count { get; }

    /// <summary>Reads the numbers from memory.</summary>
    static abstract V Load(ref readonly T source);

    /// <summary>Writes the numbers to memory.</summary>
    static abstract void Store(V x, ref T target);

    /// <summary>Stores to an aligned place by the caches.</summary>
    static abstract unsafe void Stream(V x, T* target);

    /// <summary>One number in every lane.</summary>
    static abstract V Repeat(T value);

    /// <summary>A mask as truth values.</summary>
    static abstract void StoreMask(V mask, ref bool target);
}
