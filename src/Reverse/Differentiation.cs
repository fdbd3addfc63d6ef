using Functional.Primitives;

namespace Functional;

/// <summary>What the functions of reverse mode have in common: a function is recorded and folded, in the name of the one that was called.</summary>
public static class Differentiation
{
    /// <summary>The value of f at x, a scalar, and its gradient, a tree of x's structure.</summary>
    /// <exception cref="ShapeException">The result is not a scalar.</exception>
    /// <exception cref="DTypeException">A leaf of x, or the result, is not of floats.</exception>
    public static (Tensor Value, TX Gradient) Gradient<TX>(string operation, Func<TX, Tensor> f, TX x, Action<int, Tensor>? onFinal = null)
        => Gradient<TX, ValueTuple>(operation, x => (f(x), default), x, onFinal) is var (value, gradient, _) ? (value, gradient) : default;

    /// <summary>With an auxiliary result, which is returned as plain values.</summary>
    public static (Tensor Value, TX Gradient, TAux Aux) Gradient<TX, TAux>(
        string operation, Func<TX, (Tensor Y, TAux Aux)> f, TX x, Action<int, Tensor>? onFinal = null)
    {
        // The continuation is folded once and then gone, so the arrays behind its values can be used again.
        var region = new Region();
        var continuation = Continuation.Once(operation, region);
        try
        {
            var (y, frames, aux) = Record(operation, f, x, continuation);
            // The fold gives memory back as it goes, but not that of results.
            var (value, kept) = (region.Keep(y), Tree.Map(aux, each => region.Keep(each)));
            var gradient = Tree.Map(PullBack(continuation, x, frames, [Seed(operation, y)], onFinal), each => region.Keep(each));
            region.Recycle();
            return (value, gradient, kept);
        }
        finally
        {
            continuation.Release();
        }
    }

    /// <summary>The value of f at x, and the function that pulls cotangents of it back to x.</summary>
    /// <exception cref="DTypeException">A leaf of x is not of floats.</exception>
    public static (TY Y, Func<TY, TX> Pullback) Vjp<TX, TY>(string operation, Func<TX, TY> f, TX x, Action<int, Tensor>? onFinal = null)
        => Vjp<TX, TY, ValueTuple>(operation, x => (f(x), default), x, onFinal) is var (y, pullback, _) ? (y, pullback) : default;

    /// <summary>With an auxiliary result, which is returned as plain values.</summary>
    public static (TY Y, Func<TY, TX> Pullback, TAux Aux) Vjp<TX, TY, TAux>(
        string operation, Func<TX, (TY Y, TAux Aux)> f, TX x, Action<int, Tensor>? onFinal = null)
    {
        var continuation = Continuation.HandedOut(operation);
        var (y, frames, aux) = Record(operation, f, x, continuation);
        return (y, Pullback, aux);

        TX Pullback(TY dy)
        {
            var cotangents = Tree.Zip(y, dy, (y, dy) => Fit($"{operation}: the result", y, "cotangent", dy));
            return PullBack(continuation, x, frames, Tree.Leaves(cotangents), onFinal);
        }
    }

    /// <summary>The value of f at x, and the function that pushes tangents of x forward, without running f again.</summary>
    /// <exception cref="DTypeException">A leaf of x is not of floats.</exception>
    public static (TY Y, Func<TX, TY> Tangent) Linearize<TX, TY>(string operation, Func<TX, TY> f, TX x)
    {
        var continuation = Continuation.HandedOut(operation);
        var (y, frames, _) = Record<TX, TY, ValueTuple>(operation, x => (f(x), default), x, continuation);
        return (y, Tangent);

        TY Tangent(TX dx)
        {
            var directions = Tree.Zip(x, dx, (x, dx) => Fit($"{operation}: the argument", x, "tangent", dx));
            var tangents = continuation.PushForward(Tree.Leaves(directions), frames);
            return Tree.Rebuild(y, [.. Tree.Leaves(y).Select((leaf, i) => tangents[i] ?? Tensor.ZerosLike(leaf))]);
        }
    }

    /// <summary>The value of f at x, the frames of its leaves, and the auxiliary result.</summary>
    static (TY Y, int[] Frames, TAux Aux) Record<TX, TY, TAux>(string operation, Func<TX, (TY Y, TAux Aux)> f, TX x, Continuation continuation)
    {
        Tree.RequireLeaves(operation, x);
        return continuation.Record(() =>
        {
            var (y, aux) = f(Tree.Map(x, each => continuation.Argument(Differentiable(operation, each))));
            return (Tree.Map(y, continuation.Primal), Tree.Leaves(y).Select(continuation.FrameOf).ToArray(), Tree.Map(aux, continuation.Primal));
        });
    }

    static TX PullBack<TX>(Continuation continuation, TX x, int[] frames, IReadOnlyList<Tensor> dy, Action<int, Tensor>? onFinal)
        => Tree.Rebuild(x, continuation.PullBack(frames.Zip(dy), Tree.Leaves(x), onFinal));

    static Tensor Fit(string place, Tensor value, string kind, Tensor change)
        => value.DType != change.DType ? throw new DTypeException($"{place} is {value.DType.Name()}, its {kind} is {change.DType.Name()}: convert one with Cast")
        : value.Shape != change.Shape ? throw new ShapeException($"{place} is {value.Shape}, its {kind} is {change.Shape}: shapes differ")
        : change;

    static Tensor Differentiable(string operation, Tensor x)
        => x.DType.IsFloat() ? x
        : throw new DTypeException($"{operation}: an argument is {x.DType.Name()}, which has no derivative: pass float32 or float64, or capture it");

    static Tensor Seed(string operation, Tensor y)
        => y.Rank != 0 ? throw new ShapeException($"{operation}: the function returns {y.Shape}, not a scalar: reduce it with Sum or Mean, or use Vjp")
        : y.DType.IsFloat() ? Tensor.OnesLike(y)
        : throw new DTypeException($"{operation}: the function returns {y.DType.Name()}, not float32 or float64");
}
