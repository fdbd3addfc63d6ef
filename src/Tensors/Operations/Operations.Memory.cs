using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>The same tensor on a device, itself if it lives there. A constant that is moved to a device belongs to it.</summary>
    public static Tensor To(Tensor x, Device device)
        => x.Device != device ? new Transfer(x.Device, device).Apply(x)
        : x is PlainTensor { IsConstant: true } constant ? constant.Compact()
        : x;

    /// <summary>A tree with all its tensors on a device.</summary>
    public static T To<T>(T tree, Device device) => Tree.Map(tree, leaf => To(leaf, device));

    /// <summary>
    /// The function f, whose arrays between its argument and its result are used again from call to call. It sees stand-ins for its argument
    /// and for all that it computes from it, which can be read in it (<c>ToScalar</c>) and end with it: only the result stays.
    /// Derivatives do this by themselves; it pays where large values are computed without one, or where one is taken of another.
    /// </summary>
    /// <param name="f">A function of a tree of tensors.</param>
    public static Func<TX, TY> Recycling<TX, TY>(Func<TX, TY> f) => x =>
    {
        var region = new Region();
        var step = new LoopStep(region, "Recycling");
        try
        {
            var y = f(Tree.Map(x, step.Lend));
            return Tree.Map(y, leaf => region.Keep(step.Primal(leaf)));
        }
        finally
        {
            step.End();
            region.Recycle();
        }
    };

    /// <summary>As <see cref="Recycling{TX, TY}(Func{TX, TY})"/>, for a function of one tensor.</summary>
    public static Func<Tensor, Tensor> Recycling(Func<Tensor, Tensor> f) => Recycling<Tensor, Tensor>(f);
}
