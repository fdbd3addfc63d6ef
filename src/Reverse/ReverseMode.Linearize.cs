namespace Functional;

public static partial class ReverseMode
{
    /// <summary>
    /// The value of f at x, and the derivative there as a linear map, dx ↦ J·dx. The function runs once; the map goes over what was recorded with
    /// the rules of forward mode, so each call costs about as much as the tangent alone. It can be called again and again.
    /// </summary>
    /// <param name="f">A function of trees of tensors.</param>
    /// <param name="x">Where to differentiate; a tree of float32 or float64 tensors.</param>
    public static (TY Y, Func<TX, TY> Tangent) Linearize<TX, TY>(Func<TX, TY> f, TX x)
    {
        Tree.RequireLeaves("Linearize", x);
        var continuation = Continuation.HandedOut();
        var (y, frames, _) = Record<TX, TY, ValueTuple>(x => (f(x), default), x, continuation);
        return (y, dx =>
        {
            var tangents = continuation.PushForward(Tree.Leaves(Tree.Zip(x, dx, (x, dx) => Fit("Linearize: the argument", x, "tangent", dx))), frames);
            return Tree.Rebuild(y, [.. Tree.Leaves(y).Select((leaf, i) => tangents[i] ?? Tensor.ZerosLike(leaf))]);
        });
    }
}
