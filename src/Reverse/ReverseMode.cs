namespace Functional;

/// <summary>
/// Reverse-mode derivatives, which pull cotangents back from the results; import them with <c>using static Functional.ReverseMode</c>.
/// Arguments are tensors or any trees of float32 or float64 tensors. All of them nest, in each other and in forward mode.
/// </summary>
public static partial class ReverseMode
{
    /// <summary>The gradient of a function of one tensor with a scalar result.</summary>
    /// <exception cref="ShapeException">The result is not a scalar.</exception>
    public static Func<Tensor, Tensor> Grad(Func<Tensor, Tensor> f) => Grad<Tensor>(f);

    /// <summary>The gradient of a function of any tree with a scalar result: a tree of the same structure.</summary>
    /// <exception cref="ShapeException">The result is not a scalar.</exception>
    /// <exception cref="DTypeException">A leaf of the argument is neither float32 nor float64.</exception>
    public static Func<TX, TX> Grad<TX>(Func<TX, Tensor> f) => x => Differentiation.Gradient("Grad", f, x).Gradient;

    /// <summary>The gradients in both arguments.</summary>
    public static Func<Tensor, Tensor, (Tensor, Tensor)> Grad(Func<Tensor, Tensor, Tensor> f) => Grad<Tensor, Tensor>(f);

    /// <summary>The gradients in both arguments, any trees.</summary>
    public static Func<T1, T2, (T1, T2)> Grad<T1, T2>(Func<T1, T2, Tensor> f)
        => (a, b) => Differentiation.Gradient("Grad", x => f(x.a, x.b), (a, b)).Gradient;

    /// <summary>The gradients in all three arguments.</summary>
    public static Func<Tensor, Tensor, Tensor, (Tensor, Tensor, Tensor)> Grad(Func<Tensor, Tensor, Tensor, Tensor> f) => Grad<Tensor, Tensor, Tensor>(f);

    /// <summary>The gradients in all three arguments, any trees.</summary>
    public static Func<T1, T2, T3, (T1, T2, T3)> Grad<T1, T2, T3>(Func<T1, T2, T3, Tensor> f)
        => (a, b, c) => Differentiation.Gradient("Grad", x => f(x.a, x.b, x.c), (a, b, c)).Gradient;

    /// <summary>The gradient of the first result; the second is auxiliary and returned as plain values.</summary>
    public static Func<TX, (TX Gradient, TAux Aux)> Grad<TX, TAux>(Func<TX, (Tensor Y, TAux Aux)> f)
        => x => Differentiation.Gradient("Grad", f, x) is var (_, gradient, aux) ? (gradient, aux) : default;

    /// <summary>The value and the gradient of a function of one tensor with a scalar result.</summary>
    public static Func<Tensor, (Tensor Value, Tensor Gradient)> ValueAndGrad(Func<Tensor, Tensor> f) => ValueAndGrad<Tensor>(f);

    /// <summary>The value and the gradient of a function of any tree with a scalar result.</summary>
    public static Func<TX, (Tensor Value, TX Gradient)> ValueAndGrad<TX>(Func<TX, Tensor> f)
        => x => Differentiation.Gradient("ValueAndGrad", f, x);

    /// <summary>The value and the gradients in both arguments.</summary>
    public static Func<Tensor, Tensor, (Tensor Value, (Tensor, Tensor) Gradient)> ValueAndGrad(Func<Tensor, Tensor, Tensor> f) => ValueAndGrad<Tensor, Tensor>(f);

    /// <summary>The value and the gradients in both arguments, any trees.</summary>
    public static Func<T1, T2, (Tensor Value, (T1, T2) Gradient)> ValueAndGrad<T1, T2>(Func<T1, T2, Tensor> f)
        => (a, b) => Differentiation.Gradient("ValueAndGrad", x => f(x.Item1, x.Item2), Tree.Pair(a, b));

    /// <summary>The value and the gradients in all three arguments.</summary>
    public static Func<Tensor, Tensor, Tensor, (Tensor Value, (Tensor, Tensor, Tensor) Gradient)> ValueAndGrad(Func<Tensor, Tensor, Tensor, Tensor> f)
        => ValueAndGrad<Tensor, Tensor, Tensor>(f);

    /// <summary>The value and the gradients in all three arguments, any trees.</summary>
    public static Func<T1, T2, T3, (Tensor Value, (T1, T2, T3) Gradient)> ValueAndGrad<T1, T2, T3>(Func<T1, T2, T3, Tensor> f)
        => (a, b, c) => Differentiation.Gradient("ValueAndGrad", x => f(x.Item1, x.Item2, x.Item3), Tree.Triple(a, b, c));

    /// <summary>The value and the gradient of the first result; the second is auxiliary and returned as plain values.</summary>
    public static Func<TX, (Tensor Value, TX Gradient, TAux Aux)> ValueAndGrad<TX, TAux>(Func<TX, (Tensor Y, TAux Aux)> f)
        => x => Differentiation.Gradient("ValueAndGrad", f, x);
}
