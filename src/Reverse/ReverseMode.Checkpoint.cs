using Functional.Primitives;

namespace Functional;

public static partial class ReverseMode
{
    /// <summary>As <see cref="Checkpoint{TX, TY}"/>, for a function of one tensor.</summary>
    public static Func<Tensor, Tensor> Checkpoint(Func<Tensor, Tensor> f) => Checkpoint<Tensor, Tensor>(f);

    /// <summary>
    /// The same function with the same derivatives, of which reverse mode keeps the arguments alone: it runs again when its pullback is asked
    /// for (A. Griewank, A. Walther 2008, chapter 12). What it captures, from the derivatives around it too, keeps its gradient.
    /// </summary>
    /// <param name="f">A pure function of trees of tensors; randomness comes from a key, so that it is the same again.</param>
    public static Func<TX, TY> Checkpoint<TX, TY>(Func<TX, TY> f) => x =>
    {
        var y = default(TY)!;
        var results = Checkpoint(leaves => [.. Tree.Leaves(y = f(Tree.Rebuild(x, leaves)))], [.. Tree.Leaves(x)], long.MaxValue);
        return Tree.Rebuild(y, results);
    };

    /// <summary>
    /// Applies layers one after the other as checkpointed segments of √n layers, so that n layers keep about 2 √n results rather than n,
    /// for the price of computing each layer twice.
    /// </summary>
    public static T CheckpointChain<T>(IReadOnlyList<Func<T, T>> layers, T x)
    {
        var length = (int)Math.Ceiling(Math.Sqrt(layers.Count));
        return layers.Chunk(Math.Max(length, 1)).Aggregate(x, (x, segment) => Checkpoint<T, T>(x => segment.Aggregate(x, (x, layer) => layer(x)))(x));
    }

    /// <summary>
    /// One level after the other, from the innermost on that is below a bound: a continuation keeps the inputs and is passed by paused, values
    /// of any other scope are passed by in parts.
    /// </summary>
    static Tensor[] Checkpoint(Func<Tensor[], Tensor[]> f, Tensor[] x, long bound)
    {
        if (Continuation.Innermost(bound) is not { } k) return f(x);
        if (Above(k, x) is { } top) return Through(top);
        var ((values, primals), isTouched) = k.Watch(() => Below(k, f, x));
        // What was captured from a level above is found in the values: that level is to be passed first, here or further up.
        if (Above(k, values) is { } captured) return captured.Level < bound ? Through(captured) : values;
        var inputs = Array.ConvertAll(x, k.FrameOf);
        return isTouched || inputs.Any(frame => frame != Continuation.Unrecorded)
            ? k.Push(new CheckpointBlock(f, primals, inputs, values.Length), values) : values;

        Tensor[] Through(Tensor outer) => outer is Tracer { Scope: { } scope } ? scope.Raise(Checkpoint(scope.Inside(f), scope.Lower(x), scope.Level)) : f(x);

        static (Tensor[] Values, Tensor[] Primals) Below(Continuation k, Func<Tensor[], Tensor[]> f, Tensor[] x)
        {
            // An enclosing transformation may keep arrays of this one.
            if (Continuation.Innermost(k.Level) is not null) k.Region?.Abandon();
            var primals = Array.ConvertAll(x, k.Primal);
            return (Checkpoint(k.Below(f), primals, k.Level), primals);
        }
    }

    /// <summary>The value of the highest level, if that is above the continuation's.</summary>
    static Tensor? Above(Continuation k, Tensor[] x) => x.MaxBy(each => each.Level) is { } top && top.Level > k.Level ? top : null;
}
