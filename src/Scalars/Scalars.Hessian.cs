using System.Numerics;

namespace Functional;

// Second derivatives: a gradient in reverse mode, differentiated in forward mode.
public static partial class Scalars
{
    /// <summary>The gradient g and the product H·v of the Hessian with a vector, without the Hessian: one evaluation (B. Pearlmutter 1994).</summary>
    /// <exception cref="ArgumentException">x and v differ in length.</exception>
    public static (T[] Gradient, T[] Product) GradientAndHessianVector<T>(ScalarField<Reverse<Dual<T>>> f, ReadOnlySpan<T> x, ReadOnlySpan<T> v)
        where T : IFloatingPointIeee754<T>
    {
        Require(f);
        if (v.Length != x.Length)
            throw new ArgumentException($"HessianVector: there are {x.Length} arguments, but the vector has {v.Length} elements: make the lengths equal");
        var arguments = new Dual<T>[x.Length];
        for (var i = 0; i < x.Length; i++) arguments[i] = new(x[i], v[i]);
        var gradient = Gradient<Dual<T>>(f, arguments);
        return (Array.ConvertAll(gradient, g => g.Primal), Array.ConvertAll(gradient, g => g.Tangent));
    }

    /// <summary>The product H·v of the Hessian with a vector, without the Hessian: one evaluation.</summary>
    public static T[] HessianVector<T>(ScalarField<Reverse<Dual<T>>> f, ReadOnlySpan<T> x, ReadOnlySpan<T> v) where T : IFloatingPointIeee754<T>
        => GradientAndHessianVector(f, x, v).Product;

    /// <inheritdoc cref="HessianVector{T}(ScalarField{Reverse{Dual{T}}}, ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static double[] HessianVector(ScalarField<Reverse<Dual<double>>> f, ReadOnlySpan<double> x, ReadOnlySpan<double> v)
        => HessianVector<double>(f, x, v);

    /// <summary>The Hessian [n, n] of a function of n numbers, a register of columns at a time: n / 8 evaluations for <c>double</c>.</summary>
    public static T[,] Hessian<T>(ScalarField<Reverse<Dual<T, Lanes<T>>>> f, ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var hessian = new T[x.Length, x.Length];
        var (arguments, gradient) = (new Dual<T, Lanes<T>>[x.Length], new Dual<T, Lanes<T>>[x.Length]);
        for (var start = 0; start < x.Length; start += Lanes<T>.Count)
        {
            var end = Math.Min(start + Lanes<T>.Count, x.Length);
            for (var j = 0; j < x.Length; j++) arguments[j] = new(x[j], j >= start && j < end ? Lanes<T>.Unit(j - start) : default);
            ValueAndGradient(f, arguments, gradient);
            for (var i = 0; i < x.Length; i++)
                for (var j = start; j < end; j++) hessian[i, j] = gradient[i].Tangent[j - start];
        }
        return hessian;
    }

    /// <inheritdoc cref="Hessian{T}(ScalarField{Reverse{Dual{T, Lanes{T}}}}, ReadOnlySpan{T})"/>
    public static double[,] Hessian(ScalarField<Reverse<Dual<double, Lanes<double>>>> f, ReadOnlySpan<double> x) => Hessian<double>(f, x);

    /// <summary>The Hessian of a function over any type of numbers.</summary>
    public static T[,] Hessian<F, T>(ReadOnlySpan<T> x) where F : IScalarField where T : IFloatingPointIeee754<T> => Hessian<T>(F.Invoke, x);
}
