using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
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
