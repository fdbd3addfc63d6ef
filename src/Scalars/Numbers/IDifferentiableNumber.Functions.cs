using System.Numerics;
using Functional.Functions;

namespace Functional;

// The elementary functions, each a function as data with its derivative. Values are those of the number below to the last bit; ExpM1 and
// LogP1 alone are better than those of double, which lose the digits of small numbers.
internal partial interface IDifferentiableNumber<TSelf, T>
{
    // roots and powers
    static TSelf IRootFunctions<TSelf>.Sqrt(TSelf x) => TSelf.Map<Sqrt>(x);
    static TSelf IRootFunctions<TSelf>.Cbrt(TSelf x) => TSelf.Map<Cbrt>(x);
    static TSelf IRootFunctions<TSelf>.Hypot(TSelf a, TSelf b) => TSelf.Zip<Hypot>(a, b);
    static TSelf IRootFunctions<TSelf>.RootN(TSelf x, int n) => T.IsZero(x.Primal)
        ? TSelf.Pow(x, TSelf.Lift(T.One / T.CreateChecked(n))).WithPrimal(T.RootN(x.Primal, n))
        // The quotient is 1 and carries the derivatives, also of negative numbers.
        : (TSelf.Lift(T.RootN(x.Primal, n)) * TSelf.Pow(x / TSelf.Lift(x.Primal), TSelf.Lift(T.One / T.CreateChecked(n)))).WithPrimal(T.RootN(x.Primal, n));
    static TSelf IPowerFunctions<TSelf>.Pow(TSelf a, TSelf b) => TSelf.Zip<Pow>(a, b);

    // exponentials
    static TSelf IExponentialFunctions<TSelf>.Exp(TSelf x) => TSelf.Map<Exp>(x);
    static TSelf IExponentialFunctions<TSelf>.ExpM1(TSelf x) => TSelf.Map<Expm1>(x);
    static TSelf IExponentialFunctions<TSelf>.Exp2(TSelf x) => TSelf.Map<Exp2>(x);
    static TSelf IExponentialFunctions<TSelf>.Exp2M1(TSelf x) => TSelf.Map<Exp2m1>(x);
    static TSelf IExponentialFunctions<TSelf>.Exp10(TSelf x) => TSelf.Map<Exp10>(x);
    static TSelf IExponentialFunctions<TSelf>.Exp10M1(TSelf x) => TSelf.Map<Exp10m1>(x);

    // logarithms
    static TSelf ILogarithmicFunctions<TSelf>.Log(TSelf x) => TSelf.Map<Log>(x);
    static TSelf ILogarithmicFunctions<TSelf>.Log(TSelf x, TSelf newBase)
        => (TSelf.Log(x) / TSelf.Log(newBase)).WithPrimal(T.Log(x.Primal, newBase.Primal));
    static TSelf ILogarithmicFunctions<TSelf>.LogP1(TSelf x) => TSelf.Map<Log1p>(x);
    static TSelf ILogarithmicFunctions<TSelf>.Log2(TSelf x) => TSelf.Map<Log2>(x);
    static TSelf ILogarithmicFunctions<TSelf>.Log2P1(TSelf x) => TSelf.Log2(x + TSelf.One);
    static TSelf ILogarithmicFunctions<TSelf>.Log10(TSelf x) => TSelf.Map<Log10>(x);
    static TSelf ILogarithmicFunctions<TSelf>.Log10P1(TSelf x) => TSelf.Log10(x + TSelf.One);

    // angles
    static TSelf ITrigonometricFunctions<TSelf>.Sin(TSelf x) => TSelf.Map<Sin>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Cos(TSelf x) => TSelf.Map<Cos>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Tan(TSelf x) => TSelf.Map<Tan>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Asin(TSelf x) => TSelf.Map<Asin>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Acos(TSelf x) => TSelf.Map<Acos>(x);
    static TSelf ITrigonometricFunctions<TSelf>.Atan(TSelf x) => TSelf.Map<Atan>(x);
    static TSelf IFloatingPointIeee754<TSelf>.Atan2(TSelf y, TSelf x) => TSelf.Zip<Atan2>(y, x);
    static (TSelf Sin, TSelf Cos) ITrigonometricFunctions<TSelf>.SinCos(TSelf x) => (TSelf.Sin(x), TSelf.Cos(x));

    // angles in half turns
    static TSelf ITrigonometricFunctions<TSelf>.SinPi(TSelf x) => TSelf.Map<SinPi>(x);
    static TSelf ITrigonometricFunctions<TSelf>.CosPi(TSelf x) => TSelf.Map<CosPi>(x);
    static TSelf ITrigonometricFunctions<TSelf>.TanPi(TSelf x) => TSelf.Map<TanPi>(x);
    static TSelf ITrigonometricFunctions<TSelf>.AsinPi(TSelf x) => TSelf.Asin(x) / TSelf.Pi;
    static TSelf ITrigonometricFunctions<TSelf>.AcosPi(TSelf x) => TSelf.Acos(x) / TSelf.Pi;
    static TSelf ITrigonometricFunctions<TSelf>.AtanPi(TSelf x) => TSelf.Atan(x) / TSelf.Pi;
    static TSelf IFloatingPointIeee754<TSelf>.Atan2Pi(TSelf y, TSelf x) => TSelf.Atan2(y, x) / TSelf.Pi;
    static (TSelf SinPi, TSelf CosPi) ITrigonometricFunctions<TSelf>.SinCosPi(TSelf x) => (TSelf.SinPi(x), TSelf.CosPi(x));

    // hyperbolic
    static TSelf IHyperbolicFunctions<TSelf>.Sinh(TSelf x) => TSelf.Map<Sinh>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Cosh(TSelf x) => TSelf.Map<Cosh>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Tanh(TSelf x) => TSelf.Map<Tanh>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Asinh(TSelf x) => TSelf.Map<Asinh>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Acosh(TSelf x) => TSelf.Map<Acosh>(x);
    static TSelf IHyperbolicFunctions<TSelf>.Atanh(TSelf x) => TSelf.Map<Atanh>(x);
}
