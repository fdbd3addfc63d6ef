using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

// Functions of several numbers: reverse mode.
public static partial class Scalars
{
    /// <summary>The value and the gradient of a function of a vector. Nothing is allocated once the thread's tape is long enough.</summary>
    /// <param name="f">A function of x in reverse mode, called once.</param>
    /// <param name="x">Where to differentiate, n numbers.</param>
    /// <param name="gradient">Takes the n partial derivatives; zero in arguments that do not matter.</param>
    /// <exception cref="ArgumentException">The gradient has another length than x.</exception>
    /// <exception cref="InsufficientMemoryException">The tape would outgrow <see cref="MemoryBudget"/>.</exception>
    /// <exception cref="ScopeException">A value of another derivative, or another thread, is used.</exception>
    public static T ValueAndGradient<T>(ScalarField<Reverse<T>> f, ReadOnlySpan<T> x, Span<T> gradient) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        if (gradient.Length != x.Length)
            throw new ArgumentException(
                $"ValueAndGradient: there are {x.Length} arguments, but room for {gradient.Length} derivatives: make the lengths equal");
        var tape = Tape<T>.Open(x.Length);
        try
        {
            var y = f(tape.Arguments(x));
            tape.Fold(y, T.One, gradient);
            return y.Primal;
        }
        finally
        {
            tape.Close();
        }
    }

    /// <summary>The gradient of a function of a vector.</summary>
    public static T[] Gradient<T>(ScalarField<Reverse<T>> f, ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var gradient = new T[x.Length];
        ValueAndGradient(f, x, gradient);
        return gradient;
    }

    /// <inheritdoc cref="Gradient{T}(ScalarField{Reverse{T}}, ReadOnlySpan{T})"/>
    public static double[] Gradient(ScalarField<Reverse<double>> f, ReadOnlySpan<double> x) => Gradient<double>(f, x);

    /// <summary>The gradient of a function of an array, such as a method that was written for arrays.</summary>
    [OverloadResolutionPriority(-1)]
    public static T[] Gradient<T>(Func<Reverse<T>[], Reverse<T>> f, T[] x) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        return Gradient((ReadOnlySpan<Reverse<T>> arguments) => f(arguments.ToArray()), (ReadOnlySpan<T>)x);
    }

    /// <summary>The gradient of a function over any type of numbers.</summary>
    public static T[] Gradient<F, T>(ReadOnlySpan<T> x) where F : IScalarField where T : IFloatingPointIeee754<T> => Gradient<T>(F.Invoke, x);

    /// <summary>Both partial derivatives of a function of two numbers.</summary>
    public static (T, T) Gradient<T>(Func<Reverse<T>, Reverse<T>, Reverse<T>> f, T a, T b) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var gradient = Gradient((ReadOnlySpan<Reverse<T>> x) => f(x[0], x[1]), (ReadOnlySpan<T>)[a, b]);
        return (gradient[0], gradient[1]);
    }

    /// <inheritdoc cref="Gradient{T}(Func{Reverse{T}, Reverse{T}, Reverse{T}}, T, T)"/>
    public static (double, double) Gradient(Func<Reverse<double>, Reverse<double>, Reverse<double>> f, double a, double b) => Gradient<double>(f, a, b);

    /// <summary>All partial derivatives of a function of three numbers.</summary>
    public static (T, T, T) Gradient<T>(Func<Reverse<T>, Reverse<T>, Reverse<T>, Reverse<T>> f, T a, T b, T c) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var gradient = Gradient((ReadOnlySpan<Reverse<T>> x) => f(x[0], x[1], x[2]), (ReadOnlySpan<T>)[a, b, c]);
        return (gradient[0], gradient[1], gradient[2]);
    }

    /// <inheritdoc cref="Gradient{T}(Func{Reverse{T}, Reverse{T}, Reverse{T}, Reverse{T}}, T, T, T)"/>
    public static (double, double, double) Gradient(Func<Reverse<double>, Reverse<double>, Reverse<double>, Reverse<double>> f, double a, double b, double c)
        => Gradient<double>(f, a, b, c);

    /// <summary>
    /// The value of f, recorded as one step: its derivatives in the values that it uses, captured ones included, are computed at once, and
    /// what it recorded is forgotten (local preaccumulation). The tape grows by the number of those values, not by the length of f.
    /// A value of the body that is kept elsewhere instead of returned throws where it is used.
    /// </summary>
    public static Reverse<T> Checkpoint<T>(Func<Reverse<T>> f) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        return Checkpoint<T>(_ => f(), []);
    }

    /// <inheritdoc cref="Checkpoint{T}(Func{Reverse{T}})"/>
    public static Reverse<T> Checkpoint<T>(ScalarField<Reverse<T>> f, ReadOnlySpan<Reverse<T>> x) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var part = Tape<T>.BeginPart();
        try
        {
            part.Take(f(x));
        }
        finally
        {
            part.End();
        }
        return part.Result();
    }
}
