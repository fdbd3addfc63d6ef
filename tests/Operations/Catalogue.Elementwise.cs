using static Functional.Operations;

namespace Functional.Tests.Operations;

public static partial class Catalogue
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN;

    static IEnumerable<Operation> Elementwise()
    {
        const string group = "Elementwise";
        Tensor a = R([2, 3], 0.3, 2), b = R([3], -2, -0.4, 2);
        yield return Op(group, "Reciprocal", "reciprocal", x => Reciprocal(x[0]), [a], Each(x => 1 / x))
            .At([0, -0.0, Inf, NaN], [Inf, -Inf, 0, NaN]);
        yield return Op(group, "Square", "square", x => Square(x[0]), [a], Each(x => x * x)).At([-0.0, -Inf, 1e200], [0, Inf, Inf]);
        yield return Op(group, "Truncate", "trunc", x => Truncate(x[0]), [a], Each(Math.Truncate)) with { IsConstant = true };
        yield return Op(group, "Round", "round", x => Round(x[0]), [a], Each(x => Math.Round(x, MidpointRounding.ToEven)))
            .At([0.5, 1.5, 2.5, -0.5, Inf], [0, 2, 2, -0.0, Inf])
            with { IsConstant = true };
        yield return Op(group, "Frac", "–, frac, –", x => Frac(x[0]), [R([4], 1.1, 1.9)], Each(x => x - Math.Truncate(x)))
            .At([-1.25, 3, Inf, -Inf, NaN], [-0.25, 0, 0, 0, NaN]);
        // Quotients that divide evenly, or nearly so, are where a remainder goes wrong.
        yield return Op(group, "Fmod", "fmod", x => Fmod(x[0], x[1]), [R([2, 3], 3, 3.4), R([3], 0.8, 0.9, 2)], Each(Modulus))
            .At([7, -7, 7, -7, 1e300, 0.3, 5, Inf, 1, -0.0, NaN], [2, 2, -2, -2, 3, 0.1, Inf, 1, 0, 1, 1],
                [1, -1, 1, -1, 1e300 % 3, 0.3 % 0.1, 5, NaN, NaN, -0.0, NaN])
            .And(x => x[0] % x[1], [I(7, -7, 7, -7, int.MinValue), I(2, 2, -2, -2, 10)], Each(Modulus))
            .Of(Tensor.Zeros([0], DType.Float64), Tensor.Zeros([0], DType.Float64))
            .Refuses(() => Fmod(I(1), 0), "Divide: an element of a tensor of int32 is divided by 0: integers have no quotient there");
        yield return Op(group, "Remainder", "remainder", x => Remainder(x[0], x[1]), [R([2, 3], 3, 3.4), R([3], -0.9, -0.8, 2)], Each(Floored))
            .At([7, -7, 7, -7, -5, 5, 1, 0.3], [2, 2, -2, -2, Inf, -Inf, 0, 0.1], [1, 1, -1, -1, Inf, -Inf, NaN, 0.3 % 0.1])
            .And(x => Remainder(x[0], 5), [I(7, -7, int.MinValue)], _ => Values.Of(2, 3, 2));
        yield return Op(group, "FloorDivide", "floor_divide", x => FloorDivide(x[0], x[1]), [R([2, 3], 3, 3.4), R([3], -0.9, -0.8, 2)],
            Each((a, b) => Math.Floor(a / b)))
            .At([7, -7, 7, -7, 1, -5, 0.3, 0.9], [2, 2, -2, -2, 0, Inf, 0.1, 0.1],
                [3, -4, -4, 3, Inf, -1, Math.Round((0.3 - 0.3 % 0.1) / 0.1), Math.Round((0.9 - 0.9 % 0.1) / 0.1)])
            .And(x => FloorDivide(x[0], x[1]), [I(7, -7, 7, -7), I(2, 2, -2, -2)], _ => Values.Of(3, -4, -4, 3)) with { IsConstant = true };
        yield return Op(group, "CopySign", "copysign", x => CopySign(x[0], x[1]), [a, b], Each(Math.CopySign))
            .At([1, -2, 0, Inf, 3], [-0.0, 0, -1, -3, NaN], [-1, 2, -0.0, -Inf, Math.CopySign(3, NaN)]);
        yield return Op(group, "Lerp", "–, lerp, –", x => Lerp(x[0], x[1], x[2]), [a, b, R([3], 0, 0.4, 3)], Each((a, b, t) => a + t * (b - a)))
            .And(x => Lerp(x[0], x[1], 1), [V(1e16), V(1)], _ => Values.Of(1));
        yield return Op(group, "IsNaN", "isnan", x => IsNaN(x[0]), [a], Each(x => double.IsNaN(x) ? 1 : 0)).At([0, NaN, Inf], [0, 1, 0]);
        yield return Op(group, "IsInfinite", "isinf", x => IsInfinite(x[0]), [a], Each(x => double.IsInfinity(x) ? 1 : 0))
            .At([0, NaN, Inf, -Inf], [0, 0, 1, 1]);
        yield return Op(group, "IsFinite", "isfinite", x => IsFinite(x[0]), [a], Each(x => double.IsFinite(x) ? 1 : 0))
            .At([0, NaN, Inf, -Inf], [1, 0, 0, 0]);
        yield return Op(group, "IsClose", "isclose", x => IsClose(x[0], x[1]), [a, a + 1e-6],
            Each((a, b) => Math.Abs(a - b) <= 1e-8 + 1e-5 * Math.Abs(b) ? 1 : 0))
            .At([Inf, Inf, NaN, 1e-9, 1, Inf], [Inf, -Inf, NaN, 0, 1.1, 1], [1, 0, 0, 1, 0, 0])
            .And(x => IsClose(x[0], x[1], equalNaN: true), [V(NaN, NaN), V(NaN, 1)], _ => Values.Of(1, 0));
        yield return Op(group, "AllClose", "allclose", x => AllClose(x[0], x[1]), [a, a + 1e-9], _ => Values.Scalar(1))
            .And(x => AllClose(x[0], x[1]), [V(1, 2), V(1, 2.1)], _ => Values.Scalar(0))
                .And(x => AllClose(x[0], x[0]), [V()], _ => Values.Scalar(1));
        yield return Op(group, "NaNToNumber", "nan_to_num", x => NaNToNumber(x[0]), [a], Each(x => x))
            .At([NaN, Inf, -Inf, 2], [0, double.MaxValue, -double.MaxValue, 2])
            .And(x => NaNToNumber(x[0], 1, 2, 3), [V(NaN, Inf, -Inf)], _ => Values.Of(1, 2, 3));
        yield return Op(group, "Clip", "clip, clamp, clip", x => Clip(x[0], -1, 1), [V(-3, -0.5, 0.5, 3)], Each(x => Math.Clamp(x, -1, 1)))
            .At([NaN, Inf, -Inf], [NaN, 1, -1]);
        yield return Op(group, "Hypot", "hypot", x => Hypot(x[0], x[1]), [a, b], Each((a, b) => Math.Sqrt(a * a + b * b)))
            .At([3e200, Inf, 0], [4e200, NaN, 0], [5e200, Inf, 0]);
    }

    static double Modulus(double a, double b) => a % b;

    static double Floored(double a, double b) => a - b * Math.Floor(a / b);

    static IEnumerable<Operation> SpecialFunctions()
    {
        const string group = "Special functions";
        yield return Op(group, "Sinc", "sinc", x => Sinc(x[0]), [R([5])], Each(x => Math.Sin(Math.PI * x) / (Math.PI * x)))
            .At([0, 1, Inf, NaN], [1, 0, 0, NaN]);
        yield return Op(group, "LogAddExp", "logaddexp", x => LogAddExp(x[0], x[1]), [R([2, 3]), R([3], seed: 2)],
            Each((a, b) => Math.Log(Math.Exp(a) + Math.Exp(b))))
            .At([1000, -1000, -Inf, Inf, Inf, -Inf, NaN], [1000, -1001, -Inf, -Inf, Inf, 3, 1],
                [1000 + Math.Log(2), -1000 + Math.Log(1 + Math.Exp(-1)), -Inf, Inf, Inf, 3, NaN])
            .Of(Tensor.Zeros([0, 3], DType.Float64), Tensor.Zeros([3], DType.Float64))
            .Refuses(() => LogAddExp(V(1), Tensor.Of(1f)), "LogAddExp: left is float64, right is float32: convert one with Cast");
        yield return Op(group, "XLogY", "xlogy", x => XLogY(x[0], x[1]), [R([2, 3]), R([3], 0.3, 2, 2)], Each((a, b) => a * Math.Log(b)))
            .At([0, 0, 0, 1, 1, 2], [0, Inf, NaN, 0, -1, 1], [0, 0, NaN, -Inf, NaN, 0]);
        yield return Op(group, "ErfInv", "erfinv", x => ErfInv(x[0]), [R([5], -0.9, 0.9)],
            x => new(x[0].Shape, [.. x[0].Numbers.Select(InverseOfErf)]))
            .At([1, -1, 1.5, 0, 1e-300, NaN], [Inf, -Inf, NaN, 0, 1e-300 * Math.Sqrt(Math.PI) / 2, NaN]);
        yield return Op(group, "Beta", "beta", x => Beta(x[0], x[1]), [R([3], 0.4, 3), R([3], 0.4, 3, 2)], Each(BetaByIntegral))
            with { Tolerance = 1e-11 };
        yield return Op(group, "LogBeta", "betaln", x => LogBeta(x[0], x[1]), [R([3], 0.4, 3), R([3], 0.4, 3, 2)],
            Each((a, b) => Math.Log(BetaByIntegral(a, b))))
            with { Tolerance = 1e-11 };
        yield return Op(group, "BesselI0", "i0", x => BesselI0(x[0]), [V(-3, -0.1, 0.2, 1, 5)], Each(x => Bessel(0, x)))
            .At([0, Inf, -Inf, 710, NaN], [1, Inf, Inf, 3.3453345586196576e306, NaN]) with { Tolerance = 1e-13 };
        yield return Op(group, "BesselI1", "i1", x => BesselI1(x[0]), [V(-3, -0.1, 0.2, 1, 5)], Each(x => Bessel(1, x)))
            .At([0, Inf, -Inf, NaN], [0, Inf, -Inf, NaN]) with { Tolerance = 1e-13 };
        Tensor shapes = V(0.3, 0.9, 1, 2.5, 7, 30), below = V(0.1, 1.4, 0.7, 2.1, 3, 45);
        yield return Op(group, "GammaInc", "scipy.special.gammainc, special.gammainc, scipy.special.gammainc", x => GammaInc(x[0], x[1]),
            [shapes, below], Each(IncompleteGamma))
            .At([1, 2, 1, -1, 2, 0.5, 1000], [0, 0, Inf, 1, -1, 1e-10, 1000], [0, 0, 1, NaN, NaN, 2 * 1e-5 / Math.Sqrt(Math.PI), 0.504205244180215])
                with { Tolerance = 1e-11 };
        yield return Op(group, "GammaIncC", "scipy.special.gammaincc, special.gammaincc, scipy.special.gammaincc", x => GammaIncC(x[0], x[1]),
            [shapes, below], Each((a, x) => 1 - IncompleteGamma(a, x)))
            .At([1, 1, 1], [0, Inf, 600], [1, 0, Math.Exp(-600)]) with { Tolerance = 1e-11 };
        yield return Op(group, "Zeta", "scipy.special.zeta, special.zeta, scipy.special.zeta", x => Zeta(x[0], x[1]),
            [V(1.5, 2, 3.3, 9), V(0.4, 1, 2.2, 5)], Each(ZetaBySums))
            .At([2, 4, 1, 0.5, 3], [1, 1, 1, 1, -1], [Math.PI * Math.PI / 6, Math.Pow(Math.PI, 4) / 90, Inf, NaN, NaN]) with { Tolerance = 1e-12 };
    }

    /// <summary>The series of E. Kummer, all of whose terms are positive, and Γ by that of J. Stirling far out.</summary>
    static double IncompleteGamma(double a, double x)
    {
        var (sum, term) = (0.0, 1 / a);
        for (var k = 1; k < 400; k++)
        {
            sum += term;
            term *= x / (a + k);
        }
        return sum * Math.Exp(a * Math.Log(x) - x - LogOfGamma(a));
    }

    static double LogOfGamma(double a)
    {
        var rest = 0.0;
        for (; a < 30; a++) rest -= Math.Log(a);
        return rest + (a - 0.5) * Math.Log(a) - a + 0.5 * Math.Log(Math.Tau) + 1 / (12 * a) - 1 / (360 * Math.Pow(a, 3))
            + 1 / (1260 * Math.Pow(a, 5)) - 1 / (1680 * Math.Pow(a, 7));
    }

    /// <summary>A hundred thousand terms, and the rest by its integral and two corrections.</summary>
    static double ZetaBySums(double s, double q)
    {
        const int terms = 100_000;
        var far = q + terms;
        var sum = Math.Pow(far, 1 - s) / (s - 1) + 0.5 * Math.Pow(far, -s) + s / 12 * Math.Pow(far, -s - 1);
        for (var k = terms - 1; k >= 0; k--) sum += Math.Pow(q + k, -s);
        return sum;
    }

    /// <summary>The integral over one period by the trapezoidal rule, which is as good as exact.</summary>
    static double Bessel(int n, double x) => Enumerable.Range(0,
        120).Average(i => Math.Exp(x * Math.Cos(Math.Tau * i / 120)) * Math.Cos(Math.Tau * n * i / 120));

    /// <summary>∫ sin²ᵃ⁻¹·cos²ᵇ⁻¹ by a substitution whose ends vanish doubly exponentially (H. Takahasi, M. Mori 1974).</summary>
    static double BetaByIntegral(double a, double b)
    {
        var (sum, h) = (0.0, 1.0 / 64);
        for (var k = -400; k <= 400; k++)
        {
            var u = Math.PI / 2 * Math.Sinh(k * h);
            // t = 1/(1 + e^−2u) and 1 − t, and dt.
            double t = 1 / (1 + Math.Exp(-2 * u)), rest = 1 / (1 + Math.Exp(2 * u));
            sum += Math.Pow(t, a) * Math.Pow(rest, b) * Math.PI * Math.Cosh(k * h) * h;
        }
        return sum;
    }

    /// <summary>By bisection of erf, which is a sum of its series.</summary>
    static double InverseOfErf(double y)
    {
        var (low, high) = (-3.0, 3.0);
        for (var i = 0; i < 80; i++)
            if ((low + high) / 2 is var middle && ErfBySeries(middle) < y) low = middle;
            else high = middle;
        return (low + high) / 2;
    }

    static double ErfBySeries(double x)
    {
        var (sum, term) = (0.0, x);
        for (var k = 0; k < 120; k++)
        {
            sum += term;
            term *= 2 * x * x / (2 * k + 3);
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    static IEnumerable<Operation> Activations()
    {
        const string group = "Activations";
        Tensor x = V(-3.5, -0.7, 0.4, 1.3, 4.2);
        yield return Op(group, "Elu", "–, elu, elu", x => Elu(x[0], 1.5), [x], Each(x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1)))
            .At([-Inf, Inf, NaN, 0], [-1.5, Inf, NaN, 0]);
        yield return Op(group, "Selu", "–, selu, selu", x => Selu(x[0]), [x],
            Each(x => 1.0507009873554804934193349852946 * (x > 0 ? x : 1.6732632423543772848170429916717 * (Math.Exp(x) - 1))));
        yield return Op(group, "LeakyRelu", "–, leaky_relu, leaky_relu", x => LeakyRelu(x[0], 0.2), [x], Each(x => x > 0 ? x : 0.2 * x))
            .At([-Inf, Inf, NaN, 0], [-Inf, Inf, NaN, 0]);
        yield return Op(group, "HardTanh", "–, hardtanh, hard_tanh", x => HardTanh(x[0]), [x], Each(x => Math.Clamp(x, -1, 1)))
            .At([-Inf, Inf, NaN, 1], [-1, 1, NaN, 1]);
        yield return Op(group, "HardSigmoid", "–, hardsigmoid, hard_sigmoid", x => HardSigmoid(x[0]), [x], Each(x => Math.Clamp(x / 6 + 0.5, 0, 1)))
            .At([-Inf, Inf, NaN, 3], [0, 1, NaN, 1]);
        yield return Op(group, "Mish", "–, mish, mish", x => Mish(x[0]), [x], Each(x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))))
            .At([-Inf, Inf, NaN, 0, -1000], [0, Inf, NaN, 0, 0]);
        yield return Op(group, "Maxout", "–", x => Maxout(x[0], 2), [Apart([2, 6, 2])],
            x => Values.Tabulate([2, 3, 2], at => Math.Max(x[0][at[0], 2 * at[1], at[2]], x[0][at[0], 2 * at[1] + 1, at[2]])))
            .Refuses(() => Maxout(R([2, 5]), 2), "Maxout: axis 1 of [2, 5] does not divide into groups of 2");
        yield return Op(group, "Softmax", "softmax", x => Softmax(x[0], 0), [R([3, 2])],
            x => x[0].Rows(row => [.. row.Select(v => Math.Exp(v) / row.Sum(Math.Exp))], 0))
            .At([1000, 1000], [0.5, 0.5]).At([-Inf, -Inf], [NaN, NaN]).At([-Inf, 0], [0, 1]).At([], [])
            .And(x => Softmax(x[0]), [Tensor.Zeros([2, 0], DType.Float64)], _ => new([2, 0], []));
        yield return Op(group, "LogSoftmax", "log_softmax", x => LogSoftmax(x[0], 0), [R([3, 2])],
            x => x[0].Rows(row => [.. row.Select(v => v - Math.Log(row.Sum(Math.Exp)))], 0))
            .At([1000, 1000], [-Math.Log(2), -Math.Log(2)]).At([-Inf, -Inf], [NaN, NaN]).At([-Inf, 0], [-Inf, 0]).At([], []);
    }

    static IEnumerable<Operation> Bits()
    {
        const string group = "Bits of integers, and truth values";
        Tensor a = I(12, -5, int.MaxValue, int.MinValue), b = I(10, 7, -1, 1);
        Func<Values[], Values> Integers(Func<long, long, long> f) => Each((a, b) => f((long)a, (long)b));
        yield return Op(group, "And", "bitwise_and", x => And(x[0], x[1]), [a, b], Integers((a, b) => a & b))
            .And(x => x[0] & x[1], [Tensor.Of(true, true), Tensor.Of(true, false)], _ => Values.Of(1, 0))
            .Of(Tensor.Of(long.MaxValue, 5L), Tensor.Of(255L, -2L)).Of(Tensor.Of<byte>(200, 3), Tensor.Of<byte>(130, 1))
            .Refuses(() => And(V(1), V(1)), "And: the tensors are float64, not bool or integers");
        yield return Op(group, "Or", "bitwise_or", x => Or(x[0], x[1]), [a, b], Integers((a, b) => a | b))
            .Of(Tensor.Of<byte>(200, 3), Tensor.Of<byte>(130, 1));
        yield return Op(group, "Xor", "bitwise_xor", x => Xor(x[0], x[1]), [a, b], Integers((a, b) => a ^ b))
            .Of(Tensor.Of<byte>(200, 3), Tensor.Of<byte>(130, 1));
        yield return Op(group, "Not", "bitwise_not", x => Not(x[0]), [a], Each(x => ~(long)x))
            .And(x => !x[0], [Tensor.Of<byte>(0, 200)], _ => Values.Of(255, 55)).Of(Tensor.Of(1L, long.MinValue));
        yield return Op(group, "ShiftLeft", "left_shift, bitwise_left_shift, left_shift", x => ShiftLeft(x[0], 3), [I(12, -5, 0)],
            Each(x => (int)x << 3))
            .Of(a)
            .And(x => ShiftLeft(x[0], 31), [I(1, 2, 3)], _ => Values.Of(int.MinValue, 0, int.MinValue))
                .And(x => ShiftLeft(x[0], 40), [a], Each(_ => 0))
            .Refuses(() => ShiftLeft(a, -1), "ShiftLeft: a number of places from 0 on, not -1");
        yield return Op(group, "ShiftRight", "right_shift, bitwise_right_shift, right_shift", x => ShiftRight(x[0], 3), [a], Each(x => (int)x >> 3))
            .And(x => ShiftRight(x[0], 31), [a], Each(x => (int)x >> 31))
                .And(x => ShiftRight(x[0], 7), [Tensor.Of<byte>(200, 3)], _ => Values.Of(1, 0))
                .And(x => ShiftRight(x[0], 40), [a], Each(x => (int)x >> 31));
    }
}
