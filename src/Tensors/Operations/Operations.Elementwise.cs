using Functional.Functions;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// The operations on tensors as functions; import them with <c>using static Functional.Operations</c>.
/// Where two tensors meet, their shapes broadcast (NumPy's rule) and their element types must agree; C# numbers take the tensor's type.
/// </summary>
public static partial class Operations
{
    static readonly Map
        exp = new FloatMap<Exponential>(), expm1 = new FloatMap<ExponentialMinus1>(), log = new FloatMap<Logarithm>(), log1p = new FloatMap<Logarithm1Plus>(),
        sqrt = new FloatMap<SquareRoot>(), sin = new FloatMap<Sine>(), cos = new FloatMap<Cosine>(), tan = new FloatMap<Tangent>(),
        asin = new FloatMap<ArcSine>(), acos = new FloatMap<ArcCosine>(), atan = new FloatMap<ArcTangent>(),
        sinh = new FloatMap<HyperbolicSine>(), cosh = new FloatMap<HyperbolicCosine>(),
        softplus = new FloatMap<SoftPlus>(),
        erf = new FloatMap<ErrorFunction>(), erfc = new FloatMap<ComplementaryErrorFunction>(),
        logGamma = new FloatMap<LogarithmOfGamma>(), digamma = new FloatMap<Functions.Digamma>(),
        normalQuantile = new FloatMap<Functions.NormalQuantile>(), stop = new FloatMap<Stop>(),
        floor = new FloatMap<Floored>(), ceiling = new FloatMap<Ceiled>(), round = new FloatMap<Rounded>(),
        abs = new NumberMap<Absolute>(), sign = new NumberMap<Signum>(), negate = new NumberMap<Negate>();

    static readonly Zip
        add = new NumberZip<Add>(), subtract = new NumberZip<Subtract>(), multiply = new NumberZip<Multiply>(), divide = new NumberZip<Divide>(),
        maximum = new NumberZip<Maximum>(), minimum = new NumberZip<Minimum>(), pow = new FloatZip<Power>(), atan2 = new FloatZip<ArcTangent2>(),
        polygamma = new FloatZip<Functions.Polygamma>(),
        equal = new Compare<IsEqual>(), notEqual = new Compare<IsNotEqual>(), less = new Compare<IsLess>(), lessOrEqual = new Compare<IsLessOrEqual>(),
        and = new Logic<Conjunction>(), or = new Logic<Disjunction>(), xor = new Logic<ExclusiveOr>();

    public static Tensor Exp(Tensor x) => exp.Apply(x);

    /// <summary>eˣ − 1, accurate near 0.</summary>
    public static Tensor Expm1(Tensor x) => expm1.Apply(x);

    /// <summary>The natural logarithm: −∞ at 0, where its derivative is +∞; NaN below.</summary>
    public static Tensor Log(Tensor x) => log.Apply(x);

    /// <summary>log(1 + x), accurate near 0.</summary>
    public static Tensor Log1p(Tensor x) => log1p.Apply(x);

    /// <summary>The square root; its derivative at 0 is +∞.</summary>
    public static Tensor Sqrt(Tensor x) => sqrt.Apply(x);

    public static Tensor Sin(Tensor x) => sin.Apply(x);

    public static Tensor Cos(Tensor x) => cos.Apply(x);

    public static Tensor Tan(Tensor x) => tan.Apply(x);

    public static Tensor Asin(Tensor x) => asin.Apply(x);

    public static Tensor Acos(Tensor x) => acos.Apply(x);

    public static Tensor Atan(Tensor x) => atan.Apply(x);

    public static Tensor Sinh(Tensor x) => sinh.Apply(x);

    public static Tensor Cosh(Tensor x) => cosh.Apply(x);

    /// <summary>The hyperbolic tangent; a function as a value, so that it can be a layer of a chain: <c>Dense(10) &gt;&gt; Tanh</c>.</summary>
    public static readonly Func<Tensor, Tensor> Tanh = new FloatMap<HyperbolicTangent>().Apply;

    /// <summary>1 / (1 + e⁻ˣ), as a value.</summary>
    public static readonly Func<Tensor, Tensor> Sigmoid = new FloatMap<Logistic>().Apply;

    /// <summary>log(1 + eˣ), without overflow.</summary>
    public static Tensor Softplus(Tensor x) => softplus.Apply(x);

    /// <summary>max(x, 0), with derivative 0 at 0, as a value.</summary>
    public static readonly Func<Tensor, Tensor> Relu = new FloatMap<Rectifier>().Apply;

    /// <summary>|x|, with derivative 0 at 0.</summary>
    public static Tensor Abs(Tensor x) => abs.Apply(x);

    /// <summary>−1, 0 or 1.</summary>
    public static Tensor Sign(Tensor x) => sign.Apply(x);

    /// <summary>x².</summary>
    public static Tensor Square(Tensor x) => x * x;

    public static Tensor Floor(Tensor x) => floor.Apply(x);

    public static Tensor Ceiling(Tensor x) => ceiling.Apply(x);

    /// <summary>The nearest integer, the even one where two are.</summary>
    public static Tensor Round(Tensor x) => round.Apply(x);

    /// <summary>The value below which a standard normal variable falls with probability x in 0 … 1.</summary>
    public static Tensor NormalQuantile(Tensor x) => normalQuantile.Apply(x);

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    public static Tensor Erf(Tensor x) => erf.Apply(x);

    /// <summary>1 − erf x, accurate where that is small.</summary>
    public static Tensor Erfc(Tensor x) => erfc.Apply(x);

    /// <summary>log |Γ(x)|; +∞ at 0, −1, −2, …</summary>
    public static Tensor LogGamma(Tensor x) => logGamma.Apply(x);

    /// <summary>The derivative of log |Γ(x)|; NaN at 0, −1, −2, …</summary>
    public static Tensor Digamma(Tensor x) => digamma.Apply(x);

    /// <summary>
    /// The derivative of <see cref="Digamma"/> of some order, 0 or above: 1 gives the trigamma function. Its own derivative is the next, to any order.
    /// At 0, −1, −2, … it is +∞ or −∞ where both sides agree, otherwise NaN.
    /// </summary>
    public static Tensor Polygamma(int order, Tensor x)
        => order >= 0 ? Zip(polygamma, Like(order, x), x)
        : throw new ArgumentOutOfRangeException(nameof(order), $"Polygamma: the order is {order}, not 0 or above");

    /// <summary>The value itself as a constant: every derivative through it is zero.</summary>
    public static Tensor StopGradient(Tensor x) => x.DType.IsFloat() ? stop.Apply(x) : x;

    /// <summary>a to the power b. The derivative in a is 0 where b = 0, the derivative in b is 0 where a = 0.</summary>
    public static Tensor Pow(Tensor a, Tensor b) => Zip(pow, a, b);

    /// <summary>a to the power b. The derivative is 0 where b = 0.</summary>
    public static Tensor Pow(Tensor a, double b) => Zip(pow, a, Like(b, a));

    /// <summary>The angle of the point (x, y) in −π … π.</summary>
    public static Tensor Atan2(Tensor y, Tensor x) => Zip(atan2, y, x);

    /// <summary>The larger of each pair; where both are equal each has half the derivative. NaN wins.</summary>
    public static Tensor Maximum(Tensor a, Tensor b) => Zip(maximum, a, b);

    public static Tensor Maximum(Tensor a, double b) => Zip(maximum, a, Like(b, a));

    /// <summary>The smaller of each pair; where both are equal each has half the derivative. NaN wins.</summary>
    public static Tensor Minimum(Tensor a, Tensor b) => Zip(minimum, a, b);

    public static Tensor Minimum(Tensor a, double b) => Zip(minimum, a, Like(b, a));

    /// <summary>x kept within low … high.</summary>
    public static Tensor Clip(Tensor x, double low, double high) => Minimum(Maximum(x, low), high);

    /// <summary>Where two tensors are equal, as truth values.</summary>
    public static Tensor Equal(Tensor a, Tensor b) => a.DType == DType.Bool ? Not(Xor(a, b)) : Zip(equal, a, b);

    public static Tensor Equal(Tensor a, double b) => Zip(equal, a, Like(b, a));

    public static Tensor NotEqual(Tensor a, Tensor b) => a.DType == DType.Bool ? Xor(a, b) : Zip(notEqual, a, b);

    public static Tensor NotEqual(Tensor a, double b) => Zip(notEqual, a, Like(b, a));

    public static Tensor Less(Tensor a, Tensor b) => Zip(less, a, b);

    public static Tensor LessOrEqual(Tensor a, Tensor b) => Zip(lessOrEqual, a, b);

    public static Tensor And(Tensor a, Tensor b) => Zip(and, a, b);

    public static Tensor Or(Tensor a, Tensor b) => Zip(or, a, b);

    public static Tensor Xor(Tensor a, Tensor b) => Zip(xor, a, b);

    public static Tensor Not(Tensor x) => Xor(x, Tensor.Scalar(true));

    /// <summary>Each element from <paramref name="a"/> where the condition (bool) holds, otherwise from <paramref name="b"/>.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
    {
        var shape = Shape.Broadcast(condition.Shape, Shape.Broadcast(a.Shape, b.Shape, "Where"), "Where");
        return Select.Instance.Apply(Broadcast(condition, shape), Broadcast(a, shape), Broadcast(b, shape));
    }

    public static Tensor Where(Tensor condition, double a, Tensor b) => Where(condition, Like(a, b), b);

    public static Tensor Where(Tensor condition, Tensor a, double b) => Where(condition, a, Like(b, a));

    /// <summary>The elements converted to another type; gradients pass between float32 and float64.</summary>
    public static Tensor Cast(Tensor x, DType to) => x.DType == to ? x : new Cast(to).Apply(x);

    internal static Tensor Negate(Tensor x) => negate.Apply(x);

    internal static Tensor Add(Tensor a, Tensor b) => Zip(add, a, b);

    internal static Tensor Subtract(Tensor a, Tensor b) => Zip(subtract, a, b);

    internal static Tensor Multiply(Tensor a, Tensor b) => Zip(multiply, a, b);

    internal static Tensor Divide(Tensor a, Tensor b) => Zip(divide, a, b);

    /// <summary>A C# number as a tensor of the other operand's type.</summary>
    internal static Tensor Like(double value, Tensor x) => Tensor.Full(Shape.Scalar, value, x.DType);

    static Tensor Zip(Zip op, Tensor a, Tensor b)
    {
        if (ReferenceEquals(a.Shape, b.Shape) || a.Shape == b.Shape) return op.Apply(a, b);
        var shape = Shape.Broadcast(a.Shape, b.Shape, op.Name);
        return op.Apply(Broadcast(a, shape), Broadcast(b, shape));
    }
}
