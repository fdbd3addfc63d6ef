using System.Numerics;

namespace Functional.GradBench.Evals;

/// <summary>
/// A function of a vector that holds numbers of type T and can be evaluated on them and on the differentiable numbers above them, to which
/// it lifts what it holds.
/// </summary>
internal interface IFunctionOver<T>
{
    TNumber Value<TNumber>(ReadOnlySpan<TNumber> x, Func<T, TNumber> lift) where TNumber : IFloatingPointIeee754<TNumber>;
}

/// <summary>A way to take gradients of functions that may themselves take gradients.</summary>
internal interface IMode
{
    static abstract void Gradient<F, T>(F f, ReadOnlySpan<T> x, Span<T> gradient) where F : struct, IFunctionOver<T> where T : IFloatingPointIeee754<T>;
}

/// <summary>Forward mode: an evaluation for each argument.</summary>
internal readonly struct Forward : IMode
{
    public static void Gradient<F, T>(F f, ReadOnlySpan<T> x, Span<T> gradient) where F : struct, IFunctionOver<T> where T : IFloatingPointIeee754<T>
    {
        var arguments = new Dual<T>[x.Length];
        for (var direction = 0; direction < x.Length; direction++)
        {
            for (var i = 0; i < x.Length; i++) arguments[i] = new(x[i], i == direction ? T.One : T.Zero);
            gradient[direction] = f.Value<Dual<T>>(arguments, static constant => constant).Tangent;
        }
    }
}

/// <summary>Reverse mode: one evaluation.</summary>
internal readonly struct Backward : IMode
{
    public static void Gradient<F, T>(F f, ReadOnlySpan<T> x, Span<T> gradient) where F : struct, IFunctionOver<T> where T : IFloatingPointIeee754<T>
        => Scalars.ValueAndGradient(arguments => f.Value<Reverse<T>>(arguments, static constant => constant), x, gradient);
}

/// <summary>The suite's gradient descent, over any type of numbers.</summary>
internal static class Descent
{
    const double Precision = 1e-5;
    const int MostSteps = 1 << 20;

    internal static T[] ArgMin<F, TMode, T>(F f, ReadOnlySpan<T> start) where F : struct, IFunctionOver<T> where TMode : IMode where T : IFloatingPointIeee754<T>
    {
        var (x, candidate, gradient) = (start.ToArray(), new T[start.Length], new T[start.Length]);
        var precision = T.CreateChecked(Precision);
        var y = Value(f, x);
        TMode.Gradient<F, T>(f, x, gradient);
        var (rate, successes) = (1e-5, 0);
        for (var step = 0; step < MostSteps; step++)
        {
            if (Norm<T>(gradient) <= precision) return x;
            if (successes == 10)
            {
                (rate, successes) = (2 * rate, 0);
                continue;
            }
            for (var i = 0; i < x.Length; i++) candidate[i] = x[i] - T.CreateChecked(rate) * gradient[i];
            if (Distance<T>(x, candidate) <= precision) return x;
            var next = Value(f, candidate);
            if (next < y)
            {
                (x, candidate, y) = (candidate, x, next);
                TMode.Gradient<F, T>(f, x, gradient);
                successes++;
            }
            else (rate, successes) = (rate / 2, 0);
        }
        throw new ArithmeticException($"gradient descent found no minimum in {MostSteps} steps");
    }

    internal static T[] ArgMax<F, TMode, T>(F f, ReadOnlySpan<T> start) where F : struct, IFunctionOver<T> where TMode : IMode where T : IFloatingPointIeee754<T>
        => ArgMin<Negative<F, T>, TMode, T>(new(f), start);

    internal static T Value<F, T>(F f, ReadOnlySpan<T> x) where F : struct, IFunctionOver<T> where T : IFloatingPointIeee754<T> => f.Value(x, static same => same);

    static T Norm<T>(ReadOnlySpan<T> v) where T : IFloatingPointIeee754<T> => T.Sqrt(Scalars.Dot(v, v));

    static T Distance<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : IFloatingPointIeee754<T>
    {
        var squared = T.Zero;
        for (var i = 0; i < a.Length; i++) squared += (a[i] - b[i]) * (a[i] - b[i]);
        return T.Sqrt(squared);
    }

    readonly struct Negative<F, T>(F f) : IFunctionOver<T> where F : struct, IFunctionOver<T>
    {
        public TNumber Value<TNumber>(ReadOnlySpan<TNumber> x, Func<T, TNumber> lift) where TNumber : IFloatingPointIeee754<TNumber> => -f.Value(x, lift);
    }
}
