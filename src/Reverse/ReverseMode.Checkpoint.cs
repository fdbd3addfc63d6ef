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
        var (results, _) = Checkpointed.Whole.Run(leaves => [.. Tree.Leaves(y = f(Tree.Rebuild(x, leaves)))], [.. Tree.Leaves(x)], long.MaxValue);
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
}
