namespace Functional;

public static partial class ReverseMode
{
    /// <summary>
    /// The value of f at x, and the function from cotangents of the result to cotangents of the argument, dy ↦ Jᵀ·dy. It can be called
    /// again and again, and keeps what it needs alive. Of a function whose result is a pair, the second part is taken to be auxiliary
    /// unless the types are named: <c>Vjp&lt;Tensor, (Tensor, Tensor)&gt;(f, x)</c>.
    /// </summary>
    public static (TY Y, Func<TY, TX> Pullback) Vjp<TX, TY>(Func<TX, TY> f, TX x)
        => Differentiation.Vjp("Vjp", f, x);

    /// <summary>Of a function of two arguments.</summary>
    public static (TY Y, Func<TY, (T1, T2)> Pullback) Vjp<T1, T2, TY>(Func<T1, T2, TY> f, T1 a, T2 b) => Vjp(x => f(x.Item1, x.Item2), Tree.Pair(a, b));

    /// <summary>Of a function of three arguments.</summary>
    public static (TY Y, Func<TY, (T1, T2, T3)> Pullback) Vjp<T1, T2, T3, TY>(Func<T1, T2, T3, TY> f, T1 a, T2 b, T3 c)
        => Vjp(x => f(x.Item1, x.Item2, x.Item3), Tree.Triple(a, b, c));

    /// <summary>With an auxiliary result, which is returned as plain values.</summary>
    public static (TY Y, Func<TY, TX> Pullback, TAux Aux) Vjp<TX, TY, TAux>(Func<TX, (TY Y, TAux Aux)> f, TX x)
        => Differentiation.Vjp("Vjp", f, x);
}
