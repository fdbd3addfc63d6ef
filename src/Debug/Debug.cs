using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional;

/// <summary>Tools that find out what is wrong with a function.</summary>
public static class Debug
{
    /// <summary>
    /// The function f, which throws where its result has NaN or ∞: then it is run again, and the message names the operation that made the first of
    /// what has reached the result, the ranges of its inputs, the layer, and the line of the program. Of a function that takes derivatives, those are
    /// watched as well: <c>NanCheck(Grad(f))</c>. What does not reach the result, such as the logarithm of 0 in a branch that is not taken, is no
    /// fault, nor is an ∞ that was given in an argument or captured, such as a mask. Where everything is finite, it costs one look at the result.
    /// </summary>
    /// <param name="f">A pure function of a tree of tensors, which is run a second time where its result is not finite.</param>
    /// <exception cref="NotFiniteException">Thrown by the function, where its result is not finite.</exception>
    [OverloadResolutionPriority(-1)] // for functions of a tensor
    public static Func<TX, TY> NanCheck<TX, TY>(Func<TX, TY> f) => x =>
    {
        var y = f(x);
        var isFinite = Tree.Leaves(y).All(leaf => Contents.Of(leaf).IsFinite);
        return isFinite || Explanation(f, x) is not { } origin ? y : throw new NotFiniteException($"NanCheck: {origin.Sentence}");
    };

    /// <inheritdoc cref="NanCheck{TX, TY}(Func{TX, TY})"/>
    public static Func<Tensor, Tensor> NanCheck(Func<Tensor, Tensor> f) => NanCheck<Tensor, Tensor>(f);

    /// <summary>Runs the function on values that are looked at.</summary>
    static Origin? Explanation<TX, TY>(Func<TX, TY> f, TX x)
    {
        var level = Tracer.NextLevel();
        var paths = new Queue<string>(Tree.NamedLeaves(x).Select(leaf => leaf.Path));
        var given = Tree.Map(x, leaf => Given(leaf, paths.Dequeue(), level));
        var results = Tree.Leaves(Whereabouts.Watch(() => f(given)));
        return results.Select(leaf => (leaf as CheckedTensor)?.Origin).FirstOrDefault(origin => origin is not null);
    }

    /// <summary>An argument, of which NaN has its origin here.</summary>
    static CheckedTensor Given(Tensor x, string path, long level)
    {
        var contents = Contents.Of(x);
        return new(x, contents, contents.HasNaN ? Origin.Given(path, contents) : null, null, level);
    }
}
