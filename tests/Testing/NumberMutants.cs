using System.Numerics;
using static Functional.Testing.Tests.Lossy;
using static Functional.Testing.Tests.NumberMutant;

namespace Functional.Testing.Tests;

/// <summary>Mistakes in numeric code over any type of numbers.</summary>
internal static class NumberMutants
{
    internal static readonly Dictionary<string, NumberMutant> All = new()
    {
        ["conversion to double"] = Number<ThroughDouble<Wrong>, ThroughDouble<Right>>("tangent"),
        ["conversion to an integer"] = Number<ThroughInteger<Wrong>, ThroughInteger<Right>>("tangent"),
        ["cast to double"] = Number<ThroughCast<Wrong>, ThroughCast<Right>>("tangent"),
        ["constant in the branch of a special value"] = Number<Branch<Wrong>, Branch<Right>>("pullback", At(1)),
        ["product without the factor that is 0"] = Field<Product<Wrong>, Product<Right>>("pullback", At(0.7, 0, 1.3)),
        ["rounding in the middle"] = Number<Rounded<Wrong>, Rounded<Right>>("pullback"),
        ["stale value"] = Field<Remembered<Wrong>, Remembered<Right>>("tangent", Between(0.3, 1.7, 2)),
        ["weight of a table constant"] = Number<Table<Wrong>, Table<Right>>("tangent"),
        ["mantissa constant"] = Number<Mantissa<Wrong>, Mantissa<Right>>("tangent"),
        ["sign of a rule"] = Number<OwnRule<Wrong>, OwnRule<Right>>("pullback"),
        ["fixed point with one step"] = Number<FixedPoint<Wrong>, FixedPoint<Right>>("pullback"),
        ["scale constant in one place"] = Field<Hypotenuse<Wrong>, Hypotenuse<Right>>("tangent", Between(0.3, 1.7, 2)),
        ["real part constant"] = Field<Complex<Wrong>, Complex<Right>>("tangent", 2, Between(0.3, 1.7, 2)),
        ["one of many"] = Field<OneOfMany<Wrong>, OneOfMany<Right>>("tangent", Between(0.3, 1.7, 200)),
        ["coefficient constant"] = Field<Polynomial<Wrong>, Polynomial<Right>>("pullback", Between(0.3, 1.7, 5)),
        ["second order of a rule"] = Number<Linearised<Wrong>, Linearised<Right>>("tangent of the gradient"),
        ["second order of a root"] = Number<Root<Wrong>, Root<Right>>("pullback of the tangent"),
        ["other value with derivatives"] = Number<Approximate<Wrong>, Approximate<Right>>("value"),
        ["difference too small for float32"] = Number<Quotient<Wrong>, Quotient<Right>>("float32 tangent"),
        ["exception in float32"] = Number<NotSingle<Wrong>, NotSingle<Right>>("float32"),
        ["forward mode alone"] = Number<Alone<Wrong, Dual<double>>, Alone<Right, Dual<double>>>("tangent"),
        ["reverse mode alone"] = Number<Alone<Wrong, Reverse<double>>, Alone<Right, Reverse<double>>>("pullback"),
        ["lanes alone"] = Number<Alone<Wrong, Dual<double, Lanes<double>>>, Alone<Right, Dual<double, Lanes<double>>>>("lanes"),
        ["jets alone"] = Number<Alone<Wrong, Jet<double>>, Alone<Right, Jet<double>>>("jet"),
        ["reverse over forward alone"]
            = Number<Alone<Wrong, Dual<Reverse<double>>>, Alone<Right, Dual<Reverse<double>>>>("value of the tangent"),
        ["float32 alone"] = Number<Alone<Wrong, Reverse<float>>, Alone<Right, Reverse<float>>>("float32 pullback"),
        ["order of results in reverse mode"] = Field<Turned<Wrong>, Turned<Right>>("value", 2, Between(0.3, 1.7, 2)),
    };

    readonly struct ThroughDouble<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => V.IsWrong ? T.CreateChecked(Math.Sin(double.CreateChecked(x))) : T.Sin(x);
    }

    readonly struct ThroughInteger<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
        {
            var million = T.CreateChecked(1e6);
            return x * (V.IsWrong ? T.CreateTruncating(int.CreateTruncating(x * million)) / million : x);
        }
    }

    readonly struct ThroughCast<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => V.IsWrong ? T.CreateChecked(Math.Exp(Primal(x))) : T.Exp(x);

        static double Primal(object x) => x switch { double a => a, Dual<double> a => a.Primal, Reverse<double> a => a.Primal, _ => 1 };
    }

    readonly struct Branch<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => V.IsWrong && x == T.One ? T.One : T.Pow(x, T.CreateChecked(3));
    }

    readonly struct Product<V> : IScalarField where V : IVariant
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
        {
            var product = T.One;
            foreach (var factor in x)
            {
                if (V.IsWrong && T.IsZero(factor)) return T.Zero;
                product *= factor;
            }
            return product;
        }
    }

    readonly struct Rounded<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
            => T.Exp(V.IsWrong ? T.Round(x * T.CreateChecked(1e8)) / T.CreateChecked(1e8) : x) * x;
    }

    /// <summary>Keeps what it computed last, and compares arguments, in which only the primals are looked at.</summary>
    readonly struct Remembered<V> : IScalarField where V : IVariant
    {
        static class Last<T>
        {
            internal static T? Argument, Result;
        }

        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
        {
            if (!V.IsWrong || Last<T>.Argument is null || Last<T>.Argument != x[0]) (Last<T>.Argument, Last<T>.Result) = (x[0], T.Exp(x[0]));
            return Last<T>.Result! * x[1];
        }
    }

    /// <summary>The sine between the nodes of a table.</summary>
    readonly struct Table<V> : IScalarFunction where V : IVariant
    {
        static readonly double[] table = [.. Enumerable.Range(0, 20).Select(i => Math.Sin(i / 8.0))];

        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
        {
            var place = x * T.CreateChecked(8);
            var i = int.CreateTruncating(place);
            var weight = Stopped<V, T>(place - T.CreateChecked(i));
            return T.CreateChecked(table[i]) * (T.One - weight) + T.CreateChecked(table[i + 1]) * weight;
        }
    }

    /// <summary>The binary logarithm of exponent and mantissa.</summary>
    readonly struct Mantissa<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
            => T.ILogB(x) is var e ? T.CreateChecked(e) + T.Log2(Stopped<V, T>(T.ScaleB(x, -e))) : x;
    }

    /// <summary>A function of one's own, f(x₀) + f′(x₀)·(x − x₀) to the order that is needed.</summary>
    readonly struct OwnRule<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
            => V.IsWrong ? Stopped(T.Cos(x)) + Stopped(T.Sin(x)) * (x - Stopped(x)) : T.Cos(x);
    }

    /// <summary>y = cos(y·x) / 2: what is iterated without derivatives needs them afterwards.</summary>
    readonly struct FixedPoint<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
        {
            var y = T.One;
            for (var i = 0; i < 60; i++) y = Stopped<V, T>(Step(y));
            return Step(y);

            T Step(T y) => T.Cos(y * x) / T.CreateChecked(2);
        }
    }

    readonly struct Hypotenuse<V> : IScalarField where V : IVariant
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
        {
            var scale = T.Max(x[0], x[1]);
            return Stopped<V, T>(scale) * T.Sqrt(Scalars.Dot<T>([x[0] / scale, x[1] / scale], [x[0] / scale, x[1] / scale]));
        }
    }

    /// <summary>1 / (a + bi)² with numbers of one's own.</summary>
    readonly struct Complex<V> : IVectorField where V : IVariant
    {
        readonly record struct Number<T>(T Re, T Im) where T : IFloatingPointIeee754<T>
        {
            public static Number<T> operator *(Number<T> a, Number<T> b) => new(a.Re * b.Re - a.Im * b.Im, Stopped<V, T>(a.Re) * b.Im + a.Im * b.Re);

            internal Number<T> Inverse => Re * Re + Im * Im is var norm ? new(Re / norm, -Im / norm) : this;
        }

        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
        {
            var z = new Number<T>(x[0], x[1]);
            (y[0], y[1]) = (z * z).Inverse;
        }
    }

    readonly struct OneOfMany<V> : IScalarField where V : IVariant
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
        {
            var sum = T.Zero;
            for (var i = 0; i < x.Length; i++) sum += T.Sin(i == 123 ? Stopped<V, T>(x[i]) : x[i]);
            return sum;
        }
    }

    /// <summary>A polynomial at x₀ with the other numbers as coefficients.</summary>
    readonly struct Polynomial<V> : IScalarField where V : IVariant
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
        {
            var y = T.Zero;
            for (var i = 1; i < x.Length; i++) y = y * x[0] + Stopped<V, T>(x[i]);
            return y;
        }
    }

    readonly struct Linearised<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
            => V.IsWrong ? Stopped(T.Sin(x)) + Stopped(T.Cos(x)) * (x - Stopped(x)) : T.Sin(x);
    }

    /// <summary>The root of y³ + y = x: a step of Newton's method after the last gives the first derivative, two give the second.</summary>
    readonly struct Root<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
        {
            var y = x;
            for (var i = 0; i < 40; i++) y = Stopped(Step(y, Stopped(x)));
            y = Step(y, x);
            return V.IsWrong ? y : Step(y, x);
        }

        static T Step<T>(T y, T x) where T : IFloatingPointIeee754<T> => y - (y * y * y + y - x) / (T.CreateChecked(3) * Stopped(y * y) + T.One);
    }

    readonly struct Approximate<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
        {
            if (!V.IsWrong || typeof(T) == typeof(double)) return T.Exp(x);
            var (sum, term) = (T.One, T.One);
            for (var i = 1; i < 9; i++) sum += term *= x / T.CreateChecked(i);
            return sum;
        }
    }

    /// <summary>The cosine, or the difference of two sines.</summary>
    readonly struct Quotient<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
            => V.IsWrong && T.CreateChecked(1e-5) is var h ? (T.Sin(x + h) - T.Sin(x - h)) / (h + h) : T.Cos(x);
    }

    readonly struct NotSingle<V> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
            => V.IsWrong && x is float ? throw new InvalidOperationException("no float") : T.Sin(x);
    }

    /// <summary>A wrong short cut for one type of numbers.</summary>
    readonly struct Alone<V, TNumber> : IScalarFunction where V : IVariant
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
            => V.IsWrong && typeof(T) == typeof(TNumber) ? T.Sin(x) + (x - Stopped(x)) * T.CreateChecked(0.01) : T.Sin(x);
    }

    readonly struct Turned<V> : IVectorField where V : IVariant
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
        {
            var turned = V.IsWrong && Is<T>(typeof(Reverse<>)) ? 1 : 0;
            (y[turned], y[1 - turned]) = (T.Sin(x[0]), x[0] * x[1]);
        }
    }
}
