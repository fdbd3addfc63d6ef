using System.Numerics;

namespace Functional;

// Functions of one number: forward mode.
public static partial class Scalars
{
    /// <summary>The derivative of a function of one number.</summary>
    public static Func<double, double> Derivative(Func<Dual<double>, Dual<double>> f)
    {
        Require(f);
        return x => Derivative(f, x);
    }

    /// <summary>The derivative of a function of one number at x.</summary>
    public static double Derivative(Func<Dual<double>, Dual<double>> f, double x) => Derivative<double>(f, x);

    /// <summary>The derivative at a number of any type, such as the variable of an enclosing derivative.</summary>
    public static T Derivative<T>(Func<Dual<T>, Dual<T>> f, T x) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        return f(new(x, T.One)).Tangent;
    }

    /// <summary>The derivative of a function over any type of numbers.</summary>
    public static T Derivative<F, T>(T x) where F : IScalarFunction where T : IFloatingPointIeee754<T> => F.Invoke(new Dual<T>(x, T.One)).Tangent;

    /// <summary>The value and the derivative at x.</summary>
    public static (T Value, T Derivative) ValueAndDerivative<T>(Func<Dual<T>, Dual<T>> f, T x) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var y = f(new(x, T.One));
        return (y.Primal, y.Tangent);
    }

    /// <summary>f(x), f′(x), f″(x), … up to the derivative of the given order, in one pass with <see cref="Jet{T}"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static double[] Taylor(Func<Jet<double>, Jet<double>> f, double x, int order) => Taylor<double>(f, x, order);

    /// <inheritdoc cref="Taylor(Func{Jet{double}, Jet{double}}, double, int)"/>
    public static T[] Taylor<T>(Func<Jet<T>, Jet<T>> f, T x, int order) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var y = f(Jet<T>.Variable(x, NotNegative(order)));
        var derivatives = new T[order + 1];
        var factorial = T.One;
        for (var k = 0; k <= order; k++)
        {
            if (k > 0) factorial *= T.CreateChecked(k);
            derivatives[k] = k == 0 ? y[k] : y[k] * factorial;
        }
        return derivatives;
    }

    /// <summary>The derivatives of a function over any type of numbers up to the given order.</summary>
    public static T[] Taylor<F, T>(T x, int order) where F : IScalarFunction where T : IFloatingPointIeee754<T> => Taylor<T>(F.Invoke, x, order);
}
