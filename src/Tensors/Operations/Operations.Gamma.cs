using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>
/// The incomplete gamma functions and ζ: formulas of tensors, so that their derivatives in all arguments are right to every order.
/// </summary>
public static partial class Operations
{
    /// <summary>
    /// The regularised incomplete gamma function P(a, x) = ∫₀ˣ tᵃ⁻¹·e⁻ᵗ dt / Γ(a) of a &gt; 0 and x ≥ 0, elsewhere NaN: the probability that a
    /// gamma variable of shape a is below x. Its error is some 10⁻¹², and for large a 10⁻¹⁴·a.
    /// </summary>
    public static Tensor GammaInc(Tensor a, Tensor x)
        => Widened(a) is { } wide ? Cast(GammaInc(wide, Cast(x, wide.DType)), a.DType) : IncompleteGamma.Of(a, x).P;

    /// <summary>Q(a, x) = 1 − <see cref="GammaInc"/>(a, x), with its own digits where x is large.</summary>
    public static Tensor GammaIncC(Tensor a, Tensor x)
        => Widened(a) is { } wide ? Cast(GammaIncC(wide, Cast(x, wide.DType)), a.DType) : IncompleteGamma.Of(a, x).Q;

    /// <summary>
    /// The zeta function of A. Hurwitz, ζ(s, q) = Σ (q + k)⁻ˢ, k ≥ 0, of s &gt; 1 and q &gt; 0, elsewhere NaN and at s = 1 ∞, by the formula of
    /// Euler and Maclaurin; ζ(s, 1) is that of B. Riemann.
    /// </summary>
    public static Tensor Zeta(Tensor s, Tensor q)
    {
        if (Widened(s) is { } wide) return Cast(Zeta(wide, Cast(q, wide.DType)), s.DType);
        RequireFloat("Zeta", s);
        var isIn = And(s > 1, q > 0);
        var (order, start) = (Where(isIn, s, 2), Where(isIn, q, 1));
        const int terms = 12;
        var far = start + terms;
        var last = Pow(far, -order);
        var sum = far * last / (order - 1) + 0.5 * last;
        // The j-th term of the rest holds B₂ⱼ/(2j)!·s·(s + 1)…(s + 2j − 2)·far^(−2j + 1).
        var term = order * last / far;
        for (var j = 1; j <= Bernoulli.Length; j++)
        {
            sum += Bernoulli[j - 1] / ((2 * j - 1) * 2 * j) * term;
            term = term * (order + (2 * j - 1)) * (order + 2 * j) / (far * far) / ((2 * j - 1) * (2 * j));
        }
        for (var k = terms - 1; k >= 0; k--) sum += Pow(start + k, -order);
        return Where(isIn, sum, Where(And(Equal(s, 1), q > 0), double.PositiveInfinity, Like(double.NaN, sum)));
    }

    /// <summary>B₂, B₄, …</summary>
    static ReadOnlySpan<double> Bernoulli
        => [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330];
}

/// <summary>
/// The incomplete gamma functions, each side of the peak of its integrand by quadrature: with t = x·e^∓v the integral over 0 … x, or over x … ∞, is
/// xᵃ·e⁻ˣ times one over v of 0 … ∞, whose nodes lie as if for an exponential, at e^(y − e⁻ʸ) for equal steps of y, doubly exponential (H.
/// Takahasi, M. Mori 1974).
/// </summary>
internal static class IncompleteGamma
{
    const int Nodes = 96;
    const double First = -3.75, Step = 1.0 / 12;

    static double Node(int i) => First + i * Step is var y ? Math.Exp(y - Math.Exp(-y)) : 0;

    static readonly Tensor nodes = Tensor.Of([.. Enumerable.Range(0, Nodes).Select(Node)]);

    static readonly Tensor weights = Tensor.Of([.. Enumerable.Range(0, Nodes).Select(i => Step * Node(i) * (1 + Math.Exp(-(First + i * Step))))]);

    internal static (Tensor P, Tensor Q) Of(Tensor a, Tensor x)
    {
        if (!a.DType.IsFloat()) throw new DTypeException($"GammaInc: the tensor is {a.DType.Name()}, not float32 or float64: convert it with Cast");
        var shape = Shape.Broadcast(a.Shape, x.Shape, "GammaInc");
        (a, x) = (Operations.Broadcast(a, shape), Operations.Broadcast(x, shape));
        var isIn = Operations.And(a > 0, Operations.And(x >= 0, Operations.IsFinite(x)));
        var isLow = Operations.And(isIn, x <= Operations.Maximum(a, 1));
        var isHigh = Operations.And(isIn, Operations.Not(isLow));
        // A side that is not taken is computed where it is well.
        var (low, high) = (Low(Operations.Where(isLow, a, 1), Operations.Where(isLow, x, 0.5)),
            High(Operations.Where(isHigh, a, 1), Operations.Where(isHigh, x, 2)));
        var outside = Operations.And(a > 0, Operations.Equal(x, double.PositiveInfinity));
        return (Chosen(low, 1 - high, 1), Chosen(1 - low, high, 0));

        Tensor Chosen(Tensor below, Tensor above, double end)
            => Operations.Where(isLow, below, Operations.Where(isHigh, above, Operations.Where(outside, end, Like(double.NaN, below))));
    }

    /// <summary>P where x is at most a, or both are small: ∫ e^(−av − x(e⁻ᵛ − 1)) dv.</summary>
    static Tensor Low(Tensor a, Tensor x) => Factor(a, x) * IntegralLow(a, x);

    /// <summary>Q beyond it: ∫ e^(av − x(eᵛ − 1)) dv; from v = 80 on nothing is left.</summary>
    static Tensor High(Tensor a, Tensor x) => Factor(a, x) * IntegralHigh(a, x);

    static Tensor IntegralLow(Tensor a, Tensor x, Func<Tensor, Tensor>? moment = null)
    {
        var (shape, rate) = (Operations.StopGradient(a), Operations.StopGradient(x));
        var unit = 1 / Operations.Minimum(shape, Operations.Abs(shape - rate) + Operations.Sqrt(shape));
        return Integral(unit, v => -(Wide(a) * v) - Wide(x) * Operations.Expm1(-v), moment);
    }

    static Tensor IntegralHigh(Tensor a, Tensor x, Func<Tensor, Tensor>? moment = null)
    {
        var unit = 1 / Operations.StopGradient(x - a + Operations.Sqrt(x));
        return Integral(unit, v => Operations.Minimum(v, 80) is var near ? Wide(a) * near - Wide(x) * Operations.Expm1(near) : v, moment);
    }

    /// <summary>
    /// How fast the logarithm of a gamma variable moves with its shape a where its probability stays: −∂P/∂a over x·∂P/∂x, in which the factor
    /// cancels, from x and log x, as x may be too small for its type.
    /// </summary>
    internal static Tensor QuantileSlope(Tensor a, Tensor logX)
    {
        var x = Operations.Exp(logX);
        var isLow = x <= Operations.Maximum(a, 1);
        var (lowA, lowX, highA, highX) = (Operations.Where(isLow, a, 1), Operations.Where(isLow, x, 0.5), Operations.Where(isLow, 1, a),
            Operations.Where(isLow, 2, x));
        var rise = logX - Operations.Digamma(a);
        return Operations.Where(isLow,
            IntegralLow(lowA, lowX, v => v) - rise * IntegralLow(lowA, lowX),
            IntegralHigh(highA, highX, v => v) + rise * IntegralHigh(highA, highX));
    }

    static Tensor Integral(Tensor unit, Func<Tensor, Tensor> exponent, Func<Tensor, Tensor>? moment)
    {
        var v = Wide(unit) * nodes.Cast(unit.DType);
        var density = Operations.Exp(exponent(v)) * weights.Cast(unit.DType);
        return unit * Operations.Sum(moment is null ? density : density * moment(v), -1);
    }

    /// <summary>xᵃ·e⁻ˣ/Γ(a); below 1 by a power, whose derivatives at x = 0 are right.</summary>
    static Tensor Factor(Tensor a, Tensor x)
    {
        var isSmall = x < 1;
        var (small, large) = (Operations.Where(isSmall, x, 0.5), Operations.Where(isSmall, 1, x));
        var rest = -x - Operations.LogGamma(a);
        return Operations.Where(isSmall, Operations.Pow(small, a) * Operations.Exp(rest), Operations.Exp(a * Operations.Log(large) + rest));
    }

    static Tensor Wide(Tensor x) => Operations.ExpandDims(x, -1);
}
