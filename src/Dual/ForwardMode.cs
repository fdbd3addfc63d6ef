namespace Functional;

/// <summary>
/// Forward-mode derivatives, which push tangents along with the values; import them with <c>using static Functional.ForwardMode</c>.
/// Arguments and results are tensors or any trees of tensors. All of them nest, in each other and in reverse mode.
/// </summary>
public static class ForwardMode
{
    /// <summary>
    /// The value of f at x and its directional derivative there along dx (R. Wengert, 1964): y and J·dx. Of a function whose result is a pair,
    /// the second part is taken to be auxiliary unless the types are named: <c>Jvp&lt;Tensor, (Tensor, Tensor)&gt;(f, x, dx)</c>.
    /// </summary>
    /// <param name="f">A function of tensors, which may be called once.</param>
    /// <param name="x">Where to differentiate; a tree of float32 or float64 tensors.</param>
    /// <param name="dx">The direction: a tree of the same structure, shapes and element types.</param>
    public static (TY Y, TY Tangent) Jvp<TX, TY>(Func<TX, TY> f, TX x, TX dx)
        => Tangent.Along("Jvp", f, x, dx);

    /// <summary>As <see cref="Jvp{TX, TY}(Func{TX, TY}, TX, TX)"/>, for a function with an auxiliary result, which is returned as plain values.</summary>
    public static (TY Y, TY Tangent, TAux Aux) Jvp<TX, TY, TAux>(Func<TX, (TY Y, TAux Aux)> f, TX x, TX dx)
        => Tangent.Along("Jvp", f, x, dx);

    /// <summary>Of a function of two arguments.</summary>
    public static (TY Y, TY Tangent) Jvp<T1, T2, TY>(Func<T1, T2, TY> f, (T1, T2) x, (T1, T2) dx) => Jvp(x => f(x.Item1, x.Item2), Tree.Pair(x.Item1, x.Item2), dx);

    /// <summary>Of a function of three arguments.</summary>
    public static (TY Y, TY Tangent) Jvp<T1, T2, T3, TY>(Func<T1, T2, T3, TY> f, (T1, T2, T3) x, (T1, T2, T3) dx)
        => Jvp(x => f(x.Item1, x.Item2, x.Item3), Tree.Triple(x.Item1, x.Item2, x.Item3), dx);

    /// <summary>
    /// The derivative of a function of a scalar, with the shape of its result. Of an elementwise function it is, for a tensor of any shape,
    /// the derivative at each element.
    /// </summary>
    public static Func<Tensor, Tensor> Derivative(Func<Tensor, Tensor> f) => x => Tangent.Along("Derivative", f, x, Tensor.OnesLike(x)).Tangent;

    /// <summary>The derivative of a function of a scalar, with an auxiliary result.</summary>
    public static Func<Tensor, (Tensor Derivative, TAux Aux)> Derivative<TAux>(Func<Tensor, (Tensor Y, TAux Aux)> f)
        => x => Tangent.Along("Derivative", f, x, Tensor.OnesLike(x)) is var (_, tangent, aux) ? (tangent, aux) : default;

    /// <summary>The partial derivatives of a function of two scalars.</summary>
    public static Func<Tensor, Tensor, (Tensor, Tensor)> Derivative(Func<Tensor, Tensor, Tensor> f)
        => (a, b) => (Derivative(x => f(x, b))(a), Derivative(x => f(a, x))(b));
}
