using Functional.Functions;
using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>
/// The operations on tensors as functions; import them with <c>using static Functional.Operations</c>.
/// Where two tensors meet, their shapes broadcast (NumPy's rule) and their element types must agree; C# numbers take the tensor's type.
/// </summary>
public static partial class Operations
{
    /// <summary>eˣ.</summary>
    public static Tensor Exp(Tensor x) => Map<Functions.Exp>.Op.Apply(x);

    /// <summary>eˣ − 1, accurate near 0.</summary>
    public static Tensor Expm1(Tensor x) => Map<Functions.Expm1>.Op.Apply(x);

    /// <summary>2ˣ.</summary>
    public static Tensor Exp2(Tensor x) => Map<Functions.Exp2>.Op.Apply(x);

    /// <summary>The natural logarithm: −∞ at 0, where its derivative is +∞; NaN below.</summary>
    public static Tensor Log(Tensor x) => Map<Functions.Log>.Op.Apply(x);

    /// <summary>log(1 + x), accurate near 0.</summary>
    public static Tensor Log1p(Tensor x) => Map<Functions.Log1p>.Op.Apply(x);

    /// <summary>The logarithm to base 2: −∞ at 0, NaN below.</summary>
    public static Tensor Log2(Tensor x) => Map<Functions.Log2>.Op.Apply(x);

    /// <summary>The logarithm to base 10: −∞ at 0, NaN below.</summary>
    public static Tensor Log10(Tensor x) => Map<Functions.Log10>.Op.Apply(x);

    /// <summary>The square root; its derivative at 0 is +∞.</summary>
    public static Tensor Sqrt(Tensor x) => Map<Functions.Sqrt>.Op.Apply(x);

    /// <summary>1 / √x; +∞ at 0.</summary>
    public static Tensor Rsqrt(Tensor x) => Map<Functions.Rsqrt>.Op.Apply(x);

    /// <summary>The cube root of any x; its derivative at 0 is +∞.</summary>
    public static Tensor Cbrt(Tensor x) => Map<Functions.Cbrt>.Op.Apply(x);

    /// <summary>√(a² + b²) without overflow on the way; its derivatives at (0, 0) are 0.</summary>
    public static Tensor Hypot(Tensor a, Tensor b) => Zip(Zip<Functions.Hypot>.Op, a, b);

    /// <summary>The sine of an angle in radians; NaN of ±∞.</summary>
    public static Tensor Sin(Tensor x) => Map<Functions.Sin>.Op.Apply(x);

    /// <summary>The cosine of an angle in radians; NaN of ±∞.</summary>
    public static Tensor Cos(Tensor x) => Map<Functions.Cos>.Op.Apply(x);

    /// <summary>The tangent of an angle in radians; NaN of ±∞.</summary>
    public static Tensor Tan(Tensor x) => Map<Functions.Tan>.Op.Apply(x);

    /// <summary>The angle in −π/2 … π/2 whose sine is x in −1 … 1, beyond NaN; its derivative at both ends is +∞.</summary>
    public static Tensor Asin(Tensor x) => Map<Functions.Asin>.Op.Apply(x);

    /// <summary>The angle in 0 … π whose cosine is x in −1 … 1, beyond NaN; its derivative at both ends is −∞.</summary>
    public static Tensor Acos(Tensor x) => Map<Functions.Acos>.Op.Apply(x);

    /// <summary>The angle in −π/2 … π/2 whose tangent is x.</summary>
    public static Tensor Atan(Tensor x) => Map<Functions.Atan>.Op.Apply(x);

    /// <summary>The hyperbolic sine, (eˣ − e⁻ˣ) / 2.</summary>
    public static Tensor Sinh(Tensor x) => Map<Functions.Sinh>.Op.Apply(x);

    /// <summary>The hyperbolic cosine, (eˣ + e⁻ˣ) / 2.</summary>
    public static Tensor Cosh(Tensor x) => Map<Functions.Cosh>.Op.Apply(x);

    /// <summary>The inverse of the hyperbolic sine.</summary>
    public static Tensor Asinh(Tensor x) => Map<Functions.Asinh>.Op.Apply(x);

    /// <summary>The inverse of the hyperbolic cosine, of x ≥ 1, below NaN; its derivative at 1 is +∞.</summary>
    public static Tensor Acosh(Tensor x) => Map<Functions.Acosh>.Op.Apply(x);

    /// <summary>The inverse of the hyperbolic tangent, of x in −1 … 1, ±∞ at the ends.</summary>
    public static Tensor Atanh(Tensor x) => Map<Functions.Atanh>.Op.Apply(x);

    /// <summary>The hyperbolic tangent; a function as a value, so that it can be a layer of a chain: <c>Dense(10) &gt;&gt; Tanh</c>.</summary>
    public static readonly Func<Tensor, Tensor> Tanh = Map<Functions.Tanh>.Op.Apply;

    /// <summary>1 / (1 + e⁻ˣ), as a value.</summary>
    public static readonly Func<Tensor, Tensor> Sigmoid = Map<Functions.Sigmoid>.Op.Apply;

    /// <summary>log(1 + eˣ), without overflow.</summary>
    public static Tensor Softplus(Tensor x) => Map<Functions.Softplus>.Op.Apply(x);

    /// <summary>max(x, 0), with derivative 0 at 0, as a value.</summary>
    public static readonly Func<Tensor, Tensor> Relu = Map<Functions.Relu>.Op.Apply;

    /// <summary>x·Φ(x), with the standard normal distribution Φ, as a value (D. Hendrycks, K. Gimpel 2016).</summary>
    public static readonly Func<Tensor, Tensor> Gelu = Map<Functions.Gelu>.Op.Apply;

    /// <summary>x·σ(x), with the logistic function σ, as a value; also called swish (P. Ramachandran, B. Zoph, Q. Le 2017).</summary>
    public static readonly Func<Tensor, Tensor> Silu = Map<Functions.Silu>.Op.Apply;

    /// <summary>|x|, with derivative 0 at 0.</summary>
    public static Tensor Abs(Tensor x) => Map<Functions.Abs>.Op.Apply(x);

    /// <summary>−1, 0 or 1.</summary>
    public static Tensor Sign(Tensor x) => Map<Functions.Sign>.Op.Apply(x);

    /// <summary>x².</summary>
    public static Tensor Square(Tensor x) => x * x;

    /// <summary>The largest integer that is not above x; its derivative is 0.</summary>
    public static Tensor Floor(Tensor x) => Map<Functions.Floor>.Op.Apply(x);

    /// <summary>The smallest integer that is not below x; its derivative is 0.</summary>
    public static Tensor Ceiling(Tensor x) => Map<Functions.Ceiling>.Op.Apply(x);

    /// <summary>The nearest integer, the even one where two are.</summary>
    public static Tensor Round(Tensor x) => Map<Functions.Round>.Op.Apply(x);

    /// <summary>sin πx / (πx), 1 at 0.</summary>
    public static Tensor Sinc(Tensor x) => Map<Functions.Sinc>.Op.Apply(x);

    /// <summary>The value below which a standard normal variable falls with probability x in 0 … 1.</summary>
    public static Tensor NormalQuantile(Tensor x) => Map<Functions.NormalQuantile>.Op.Apply(x);

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    public static Tensor Erf(Tensor x) => Map<Functions.Erf>.Op.Apply(x);

    /// <summary>1 − erf x, accurate where that is small.</summary>
    public static Tensor Erfc(Tensor x) => Map<Functions.Erfc>.Op.Apply(x);

    /// <summary>log |Γ(x)|; +∞ at 0, −1, −2, …</summary>
    public static Tensor LogGamma(Tensor x) => Map<Functions.LogGamma>.Op.Apply(x);

    /// <summary>The derivative of log |Γ(x)|; NaN at 0, −1, −2, …</summary>
    public static Tensor Digamma(Tensor x) => Map<Functions.Digamma>.Op.Apply(x);

    /// <summary>
    /// The derivative of <see cref="Digamma"/> of some order, 0 or above: 1 gives the trigamma function. Its own derivative is the next, to any order.
    /// At 0, −1, −2, … it is +∞ or −∞ where both sides agree, otherwise NaN.
    /// </summary>
    public static Tensor Polygamma(int order, Tensor x)
        => order >= 0 ? Zip(Zip<Functions.Polygamma>.Op, Repeated(order, x), x)
        : throw new ArgumentOutOfRangeException(nameof(order), $"Polygamma: the order is {order}, not 0 or above");

    /// <summary>The value itself as a constant: every derivative through it is zero.</summary>
    public static Tensor StopGradient(Tensor x) => x.DType.IsFloat() ? Map<Functions.StopGradient>.Op.Apply(x) : x;

    /// <summary>a to the power b. The derivative in a is 0 where b = 0, the derivative in b is 0 where a = 0.</summary>
    public static Tensor Pow(Tensor a, Tensor b) => Zip(Zip<Functions.Pow>.Op, a, b);

    /// <summary>a to the power b. The derivative is 0 where b = 0.</summary>
    public static Tensor Pow(Tensor a, double b) => Zip(Zip<Functions.Pow>.Op, a, Repeated(b, a));

    /// <summary>The angle of the point (x, y) in −π … π.</summary>
    public static Tensor Atan2(Tensor y, Tensor x) => Zip(Zip<Functions.Atan2>.Op, y, x);

    /// <summary>The larger of each pair; where both are equal each has half the derivative. NaN wins.</summary>
    public static Tensor Maximum(Tensor a, Tensor b) => Zip(Zip<Functions.Maximum>.Op, a, b);

    /// <summary>The larger of each element and b; an element that equals b has half the derivative. NaN wins.</summary>
    public static Tensor Maximum(Tensor a, Literal b) => Zip(Zip<Functions.Maximum>.Op, a, Repeated(b, a));

    /// <summary>The smaller of each pair; where both are equal each has half the derivative. NaN wins.</summary>
    public static Tensor Minimum(Tensor a, Tensor b) => Zip(Zip<Functions.Minimum>.Op, a, b);

    /// <summary>The smaller of each element and b; an element that equals b has half the derivative. NaN wins.</summary>
    public static Tensor Minimum(Tensor a, Literal b) => Zip(Zip<Functions.Minimum>.Op, a, Repeated(b, a));

    /// <summary>x kept within low … high.</summary>
    public static Tensor Clip(Tensor x, Literal low, Literal high) => Minimum(Maximum(x, low), high);

    /// <summary>Where two tensors are equal, as truth values.</summary>
    public static Tensor Equal(Tensor a, Tensor b) => a.DType == DType.Bool ? Not(Xor(a, b)) : Zip(Relation<Functions.Equal>.Op, a, b);

    /// <summary>Where an element equals b, as truth values.</summary>
    public static Tensor Equal(Tensor a, Literal b) => Zip(Relation<Functions.Equal>.Op, a, Repeated(b, a));

    /// <summary>Where two tensors differ, as truth values; NaN differs from itself.</summary>
    public static Tensor NotEqual(Tensor a, Tensor b) => a.DType == DType.Bool ? Xor(a, b) : Zip(Relation<Functions.NotEqual>.Op, a, b);

    /// <summary>Where an element differs from b, as truth values; NaN differs from every number.</summary>
    public static Tensor NotEqual(Tensor a, Literal b) => Zip(Relation<Functions.NotEqual>.Op, a, Repeated(b, a));

    /// <summary>Where a is less than b, as truth values; not where one is NaN.</summary>
    public static Tensor Less(Tensor a, Tensor b) => Zip(Relation<Functions.Less>.Op, a, b);

    /// <summary>Where a is at most b, as truth values; not where one is NaN.</summary>
    public static Tensor LessOrEqual(Tensor a, Tensor b) => Zip(Relation<Functions.LessOrEqual>.Op, a, b);

    /// <summary>Where both of two tensors of bool hold; of integers, the bits that are set in both.</summary>
    public static Tensor And(Tensor a, Tensor b) => Zip(Connective<Functions.And>.Op, a, b);

    /// <summary>Where one of two tensors of bool holds, or both; of integers, the bits that are set in one or both.</summary>
    public static Tensor Or(Tensor a, Tensor b) => Zip(Connective<Functions.Or>.Op, a, b);

    /// <summary>Where just one of two tensors of bool holds; of integers, the bits that are set in just one.</summary>
    public static Tensor Xor(Tensor a, Tensor b) => Zip(Connective<Functions.Xor>.Op, a, b);

    /// <summary>Where a tensor of bool does not hold; of integers, the bits that are not set.</summary>
    public static Tensor Not(Tensor x) => x.DType switch
    {
        DType.UInt8 => Xor(x, Tensor.Scalar(byte.MaxValue)),
        DType.Int32 or DType.Int64 => Xor(x, Like(-1, x)),
        _ => Xor(x, Tensor.Scalar(true)),
    };

    /// <summary>Each element from <paramref name="a"/> where the condition (bool) holds, otherwise from <paramref name="b"/>.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
    {
        var shape = Shape.Broadcast(condition.Shape, Shape.Broadcast(a.Shape, b.Shape, "Where"), "Where");
        return Select.Instance.Apply(Broadcast(condition, shape), Broadcast(a, shape), Broadcast(b, shape));
    }

    /// <summary>The number <paramref name="a"/> where the condition (bool) holds, otherwise each element of <paramref name="b"/>.</summary>
    public static Tensor Where(Tensor condition, Literal a, Tensor b) => Where(condition, Like(a, b), b);

    /// <summary>Each element of <paramref name="a"/> where the condition (bool) holds, otherwise the number <paramref name="b"/>.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Literal b) => Where(condition, a, Like(b, a));

    /// <summary>
    /// The elements converted to another type; gradients pass between types of floats. Integers wrap around where the type is too narrow; floats become
    /// integers towards zero, beyond the range of the type its end, NaN 0.
    /// </summary>
    public static Tensor Cast(Tensor x, DType to) => x.DType == to ? x : new Cast(to).Apply(x);

    internal static Tensor Negate(Tensor x) => Map<Functions.Negate>.Op.Apply(x);

    internal static Tensor Add(Tensor a, Tensor b) => Zip(Zip<Functions.Add>.Op, a, b);

    internal static Tensor Subtract(Tensor a, Tensor b) => Zip(Zip<Functions.Subtract>.Op, a, b);

    internal static Tensor Multiply(Tensor a, Tensor b) => Zip(Zip<Functions.Multiply>.Op, a, b);

    internal static Tensor Divide(Tensor a, Tensor b) => Zip(Zip<Functions.Divide>.Op, a, b);

    internal static Tensor Zip(Map op, Tensor a, Tensor b)
    {
        if (ReferenceEquals(a.Shape, b.Shape) || a.Shape == b.Shape) return op.Apply(a, b);
        var shape = Shape.Broadcast(a.Shape, b.Shape, op.Name);
        return op.Apply(Broadcast(a, shape), Broadcast(b, shape));
    }
}
