using System.Numerics;

namespace Functional.Testing;

/// <summary>The derivatives of a function over any type of numbers with each of the numbers that have them.</summary>
internal static class Modes
{
    /// <summary>y = F(x) and dy = J(x)·dx with <see cref="Dual{T}"/>.</summary>
    internal static void Forward<F, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> dx, Span<T> y, Span<T> dy) where F : IVectorField where T : IFloatingPointIeee754<T>
    {
        var (arguments, results) = (new Dual<T>[x.Length], new Dual<T>[y.Length]);
        for (var i = 0; i < x.Length; i++) arguments[i] = new(x[i], dx[i]);
        F.Invoke<Dual<T>>(arguments, results);
        for (var i = 0; i < y.Length; i++) (y[i], dy[i]) = (results[i].Primal, results[i].Tangent);
    }

    /// <summary>y = F(x) and the gradient J(x)ᵀ·dy with <see cref="Reverse{T}"/>.</summary>
    internal static void Reverse<F, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> dy, T[] y, Span<T> gradient) where F : IVectorField where T : IFloatingPointIeee754<T>
    {
        var cotangent = dy.ToArray();
        Scalars.ValueAndGradient(Product, x, gradient);

        Reverse<T> Product(ReadOnlySpan<Reverse<T>> x)
        {
            var results = new Reverse<T>[y.Length];
            F.Invoke<Reverse<T>>(x, results);
            Reverse<T> sum = T.Zero;
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = results[i].Primal;
                // 0 would be 0 · ∞ where another result has an infinite slope. Cotangents that are variables are not 0.
                if (!T.IsZero(cotangent[i])) sum += results[i] * cotangent[i];
            }
            return sum;
        }
    }

    /// <summary>J(x)·dx in a lane of <see cref="Dual{T, TLanes}"/>.</summary>
    internal static T[] Lanes<F, T>(T[] x, T[] dx, int outputs) where F : IVectorField where T : IFloatingPointIeee754<T>
    {
        var results = new Dual<T, Lanes<T>>[outputs];
        F.Invoke<Dual<T, Lanes<T>>>([.. x.Zip(dx, (x, dx) => new Dual<T, Lanes<T>>(x, Lanes<T>.Unit(0) * dx))], results);
        return Array.ConvertAll(results, y => y.Tangent[0]);
    }

    /// <summary>J(x)·dx as the coefficient of t in F(x + t·dx) with <see cref="Jet{T}"/>.</summary>
    internal static T[] Jet<F, T>(T[] x, T[] dx, int outputs) where F : IVectorField where T : IFloatingPointIeee754<T>
    {
        var dy = new T[outputs];
        Scalars.Taylor<T>(t =>
        {
            var results = new Jet<T>[outputs];
            F.Invoke<Jet<T>>([.. x.Zip(dx, (x, dx) => x + t * dx)], results);
            for (var i = 0; i < outputs; i++) dy[i] = results[i][1];
            return t;
        }, T.Zero, 1);
        return dy;
    }
}

/// <summary>(x, dx) ↦ J(x)·dx, over any type of numbers again.</summary>
internal readonly struct TangentOf<F> : IVectorField where F : IVectorField
{
    public static void Invoke<T>(ReadOnlySpan<T> given, Span<T> dy) where T : IFloatingPointIeee754<T>
        => Modes.Forward<F, T>(given[..(given.Length / 2)], given[(given.Length / 2)..], new T[dy.Length], dy);
}

/// <summary>(x, dy) ↦ J(x)ᵀ·dy, over any type of numbers again.</summary>
internal readonly struct GradientOf<F> : IVectorField where F : IVectorField
{
    public static void Invoke<T>(ReadOnlySpan<T> given, Span<T> gradient) where T : IFloatingPointIeee754<T>
        => Modes.Reverse<F, T>(given[..gradient.Length], given[gradient.Length..], new T[given.Length - gradient.Length], gradient);
}

/// <summary>A function of one number as one from vectors to vectors.</summary>
internal readonly struct FieldOfNumber<F> : IVectorField where F : IScalarFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => y[0] = F.Invoke(x[0]);
}

/// <summary>A function from vectors to numbers as one from vectors to vectors.</summary>
internal readonly struct FieldOfVector<F> : IVectorField where F : IScalarField
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => y[0] = F.Invoke(x);
}
