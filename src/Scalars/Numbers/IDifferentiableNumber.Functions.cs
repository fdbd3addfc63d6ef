using System.Numerics;
using Functional.Functions;

namespace Functional;

// The elementary functions, each a function as data with its derivative. Values are those of the number below to the last bit; ExpM1 and
// LogP1 alone are better than those of double, which lose the digits of small numbers.
internal partial interface IDifferentiableNumber<TSelf, T>
{
    // roots and powers
    static TSelf IRootFunctions<TSelf>.Sqrt(TSelf x) => TSelf.Map<SquareRoot>(x);
    static TSelf IRootFunctions<TSelf>.Cbrt(TSelf x) => TSelf.Map<CubeRoot>(x);
    static TSelf IRootFunctions<TSelf>.Hypot(TSelf a, TSelf b) => TSelf.Zip<Hypotenuse>(a, b);
    static TSelf IRootFunctions<TSelf>.RootN(TSelf x, int n) => T.IsZero(x.Primal)
        ? TSelf.Pow(x, TSelf.Lift(T.One / T.CreateChecked(n))).WithPrimal(T.RootN(x.Primal, n))
        // The quotient is 1 and carries the derivatives, also of negative numbers.
        : (TSelf.Lift(T.RootN(x.Primal, n)) * TSelf.Pow(x / TSelf.Lift(x.Primal), TSelf.Lift(T.One / T.CreateChecked(n)))).WithPrimal(T.RootN(x.Primal, n));
    static TSelf IPowerFunctions<TSelf>.Pow(TSelf a, TSelf b) => TSelf.Zip<Power>(a, b);

    // exponentials
    static TSelf IExponentialFunctions<TSelf>.Exp(TSelf x) => TSelf.Map<Exponential>(x);
    static TSelf IExponentialFunctions<TSelf>.ExpM1(TSelf x) => TSelf.Map<ExponentialMinus1>(x);
    static TSelf IExponentialFunctions<TSelf>.Exp2(TSelf x) => TSelf.Map<Exponential2>(x);
    static TSelf IExponentialFunctions<TSelf>.Exp2M1(TSelf x) => TSelf.Map<Exponential2Minus1>(x);
    static TSelf IExponentialFunctions<TSelf>.Exp10(TSelf x) => TSelf.Map<Exponential10>(x);
    static TSelf IExponentialFunctions<TSelf>.Exp10M1(TSelf x) => TSelf.Map<Exponential10Minus1>(x);

    // logarithms
    static TSelf ILogarithmicFunctions<TSelf>.Log(TSelf x) => TSelf.Map<Logarithm>(x);
    static TSelf ILogarithmicFunctions<TSelf>.Log(TSelf x, TSelf newBase)
        => (TSelf.Log(x) / TSelf.Log(newBase)).WithPrimal(T.Log(x.Primal, newBase.Primal));
    static TSelf ILogarithmicFunctions<TSelf>.LogP1(TSelf x) => TSelf.Map<Logarithm1Plus>(x);
    static TSelf ILogarithmicFunctions<TSelf>.Log2(TSelf x) => TSelf.Map<Logarithm2>(x);
    static TSelf ILogarithmicFunctions<TSelf>.Log2P1(TSelf x) => TSelf.Log2(x + TSelf.One);
    static TSelf ILogarithmicFunctions<TSelf>.Log10(TSelf x) => TSelf.Map<Logarithm10>(x);
    static TSelf ILogarithmicFunctions<TSelf>.Log10P1(TSelf x) => TSelf.Log10(x + TSelf.One);

    // angles
    static TSelf ITrigonometricFunctions<TSelf>.Sin(TSelf x) => TSelf.Map<Sine>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Cos(TSelf x) => TSelf.Map<Cosine>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Tan(TSelf x) => TSelf.Map<Tangent>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Asin(TSelf x) => TSelf.Map<ArcSine>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Acos(TSelf x) => TSelf.Map<ArcCosine>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Atan(TSelf x) => TSelf.Map<ArcTangent>(x);
    static TSelf IFloatingPointIeee754<TSelf>.Atan2(TSelf y, TSelf x) => TSelf.Zip<ArcTangent2>(y, x);
    static (TSelf Sin, TSelf Cos) ITrigonometricFunctions<TSelf>.SinCos(TSelf x) => (TSelf.Sin(x), TSelf.Cos(x));

    // angles in half turns
    static TSelf ITrigonometricFunctions<TSelf>.SinPi(TSelf x) => TSelf.Map<SinePi>(x);
    static TSelf ITrigonometricFunctions<TSelf>.CosPi(TSelf x) => TSelf.Map<CosinePi>(x);
    static TSelf ITrigonometricFunctions<TSelf>.TanPi(TSelf x) => TSelf.Map<TangentPi>(x);
    static TSelf ITrigonometricFunctions<TSelf>.AsinPi(TSelf x) => TSelf.Asin(x) / TSelf.Pi;
    static TSelf ITrigonometricFunctions<TSelf>.AcosPi(TSelf x) => TSelf.Acos(x) / TSelf.Pi;
    static TSelf ITrigonometricFunctions<TSelf>.AtanPi(TSelf x) => TSelf.Atan(x) / TSelf.Pi;
    static TSelf IFloatingPointIeee754<TSelf>.Atan2Pi(TSelf y, TSelf x) => TSelf.Atan2(y, x) / TSelf.Pi;
    static (TSelf SinPi, TSelf CosPi) ITrigonometricFunctions<TSelf>.SinCosPi(TSelf x) => (TSelf.SinPi(x), TSelf.CosPi(x));

    // hyperbolic
    static TSelf IHyperbolicFunctions<TSelf>.Sinh(TSelf x) => TSelf.Map<HyperbolicSine>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Cosh(TSelf x) => TSelf.Map<HyperbolicCosine>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Tanh(TSelf x) => TSelf.Map<HyperbolicTangent>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Asinh(TSelf x) => TSelf.Map<AreaSine>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Acosh(TSelf x) => TSelf.Map<AreaCosine>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Atanh(TSelf x) => TSelf.Map<AreaTangent>(x);
}
