using Functional.Primitives;

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
    public static Func<TX, TX> Grad<TX>(Func<TX, Tensor> f) => x => ValueAndGrad(f)(x).Gradient;

    /// <summary>The gradients in both arguments.</summary>
    public static Func<Tensor, Tensor, (Tensor, Tensor)> Grad(Func<Tensor, Tensor, Tensor> f) => Grad<Tensor, Tensor>(f);

    /// <summary>The gradients in both arguments, any trees.</summary>
    public static Func<T1, T2, (T1, T2)> Grad<T1, T2>(Func<T1, T2, Tensor> f) => (a, b) => ValueAndGrad(f)(a, b).Gradient;

    /// <summary>The gradients in all three arguments.</summary>
    public static Func<Tensor, Tensor, Tensor, (Tensor, Tensor, Tensor)> Grad(Func<Tensor, Tensor, Tensor, Tensor> f) => Grad<Tensor, Tensor, Tensor>(f);

    /// <summary>The gradients in all three arguments, any trees.</summary>
    public static Func<T1, T2, T3, (T1, T2, T3)> Grad<T1, T2, T3>(Func<T1, T2, T3, Tensor> f) => (a, b, c) => ValueAndGrad(f)(a, b, c).Gradient;

    /// <summary>The gradient of the first result; the second is auxiliary and returned as plain values.</summary>
    public static Func<TX, (TX Gradient, TAux Aux)> Grad<TX, TAux>(Func<TX, (Tensor Y, TAux Aux)> f)
        => x => ValueAndGrad(f)(x) is var (_, gradient, aux) ? (gradient, aux) : default;

    /// <summary>The value and the gradient of a function of one tensor with a scalar result.</summary>
    public static Func<Tensor, (Tensor Value, Tensor Gradient)> ValueAndGrad(Func<Tensor, Tensor> f) => ValueAndGrad<Tensor>(f);

    /// <summary>The value and the gradient of a function of any tree with a scalar result.</summary>
    public static Func<TX, (Tensor Value, TX Gradient)> ValueAndGrad<TX>(Func<TX, Tensor> f)
        => x => ValueAndGrad<TX, ValueTuple>(x => (f(x), default))(x) is var (value, gradient, _) ? (value, gradient) : default;

    /// <summary>The value and the gradients in both arguments.</summary>
    public static Func<Tensor, Tensor, (Tensor Value, (Tensor, Tensor) Gradient)> ValueAndGrad(Func<Tensor, Tensor, Tensor> f) => ValueAndGrad<Tensor, Tensor>(f);

    /// <summary>The value and the gradients in both arguments, any trees.</summary>
    public static Func<T1, T2, (Tensor Value, (T1, T2) Gradient)> ValueAndGrad<T1, T2>(Func<T1, T2, Tensor> f)
        => (a, b) => ValueAndGrad<(T1, T2)>(x => f(x.Item1, x.Item2))((a, b));

    /// <summary>The value and the gradients in all three arguments.</summary>
    public static Func<Tensor, Tensor, Tensor, (Tensor Value, (Tensor, Tensor, Tensor) Gradient)> ValueAndGrad(Func<Tensor, Tensor, Tensor, Tensor> f)
        => ValueAndGrad<Tensor, Tensor, Tensor>(f);

    /// <summary>The value and the gradients in all three arguments, any trees.</summary>
    public static Func<T1, T2, T3, (Tensor Value, (T1, T2, T3) Gradient)> ValueAndGrad<T1, T2, T3>(Func<T1, T2, T3, Tensor> f)
        => (a, b, c) => ValueAndGrad<(T1, T2, T3)>(x => f(x.Item1, x.Item2, x.Item3))((a, b, c));

    /// <summary>The value and the gradient of the first result; the second is auxiliary and returned as plain values.</summary>
    public static Func<TX, (Tensor Value, TX Gradient, TAux Aux)> ValueAndGrad<TX, TAux>(Func<TX, (Tensor Y, TAux Aux)> f) => x =>
    {
        // The continuation is folded once and then gone, so the arrays behind its values can be used again.
        var region = new Region();
        var continuation = Continuation.Once(region);
        try
        {
            var (y, pullback, aux) = Vjp(f, x, continuation);
            var gradient = pullback(Seed(y));
            var results = (region.Keep(y), Tree.Map(gradient, region.Keep), Tree.Map(aux, region.Keep));
            region.Recycle();
            return results;
        }
        finally
        {
            continuation.Release();
        }
    };

    /// <summary>
    /// The value of f at x, and the function from cotangents of the result to cotangents of the argument, dy ↦ Jᵀ·dy. It can be called
    /// again and again, and keeps what it needs alive. Of a function whose result is a pair, the second part is taken to be auxiliary
    /// unless the types are named: <c>Vjp&lt;Tensor, (Tensor, Tensor)&gt;(f, x)</c>.
    /// </summary>
    public static (TY Y, Func<TY, TX> Pullback) Vjp<TX, TY>(Func<TX, TY> f, TX x)
        => Vjp<TX, TY, ValueTuple>(x => (f(x), default), x) is var (y, pullback, _) ? (y, pullback) : default;

    /// <summary>Of a function of two arguments.</summary>
    public static (TY Y, Func<TY, (T1, T2)> Pullback) Vjp<T1, T2, TY>(Func<T1, T2, TY> f, T1 a, T2 b) => Vjp(x => f(x.Item1, x.Item2), (a, b));

    /// <summary>Of a function of three arguments.</summary>
    public static (TY Y, Func<TY, (T1, T2, T3)> Pullback) Vjp<T1, T2, T3, TY>(Func<T1, T2, T3, TY> f, T1 a, T2 b, T3 c)
        => Vjp(x => f(x.Item1, x.Item2, x.Item3), (a, b, c));

    /// <summary>With an auxiliary result, which is returned as plain values.</summary>
    public static (TY Y, Func<TY, TX> Pullback, TAux Aux) Vjp<TX, TY, TAux>(Func<TX, (TY Y, TAux Aux)> f, TX x) => Vjp(f, x, Continuation.HandedOut());

    static (TY Y, Func<TY, TX> Pullback, TAux Aux) Vjp<TX, TY, TAux>(Func<TX, (TY Y, TAux Aux)> f, TX x, Continuation continuation)
    {
        Tree.RequireLeaves("Grad", x);
        var (y, frames, aux) = Record(f, x, continuation);
        return (y, dy => PullBack(continuation, x, y, frames, dy), aux);
    }

    /// <summary>The value of f at x, the frames of its leaves, and the auxiliary result.</summary>
    static (TY Y, int[] Frames, TAux Aux) Record<TX, TY, TAux>(Func<TX, (TY Y, TAux Aux)> f, TX x, Continuation continuation) => continuation.Record(() =>
    {
        var (y, aux) = f(Tree.Map(x, each => continuation.Argument(Differentiable(each))));
        return (Tree.Map(y, continuation.Primal), Tree.Leaves(y).Select(continuation.FrameOf).ToArray(), Tree.Map(aux, continuation.Primal));
    });

    static TX PullBack<TX, TY>(Continuation continuation, TX x, TY y, int[] frames, TY dy)
    {
        var arguments = Tree.Leaves(x);
        var cotangents = continuation.PullBack(frames.Zip(Tree.Leaves(Tree.Zip(y, dy, (y, dy) => Fit("Vjp: the result", y, "cotangent", dy)))), arguments.Count);
        return Tree.Rebuild(x, [.. arguments.Select((argument, i) => cotangents[i] ?? Tensor.ZerosLike(argument))]);
    }

    static Tensor Fit(string place, Tensor value, string kind, Tensor change)
        => value.DType != change.DType ? throw new DTypeException($"{place} is {value.DType.Name()}, its {kind} is {change.DType.Name()}: convert one with Cast")
        : value.Shape != change.Shape ? throw new ShapeException($"{place} is {value.Shape}, its {kind} is {change.Shape}: shapes differ")
        : change;

    static Tensor Differentiable(Tensor x)
        => x.DType.IsFloat() ? x
        : throw new DTypeException($"Grad: an argument is {x.DType.Name()}, which has no derivative: pass float32 or float64, or capture it");

    static Tensor Seed(Tensor y)
        => y.Rank != 0 ? throw new ShapeException($"Grad: the function returns {y.Shape}, not a scalar: reduce it with Sum or Mean, or use Vjp")
        : y.DType.IsFloat() ? Tensor.OnesLike(y)
        : throw new DTypeException($"Grad: the function returns {y.DType.Name()}, not float32 or float64");
}
