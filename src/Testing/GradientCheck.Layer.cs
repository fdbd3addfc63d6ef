using System.Runtime.CompilerServices;
using Functional.Nn;

namespace Functional.Testing;

public static partial class GradientCheck
{
    /// <summary>
    /// Checks the derivatives of a layer in its parameters and in a batch, both in evaluation and in training. The parameters are those that the
    /// layer begins with, moved a little at random, so that none is just 0 or 1.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="example">The shape of one example.</param>
    /// <param name="batch">How many examples the batch has.</param>
    /// <param name="options">What to compare, and how closely; the seed also gives the parameters, the batch and the randomness of training.</param>
    /// <param name="function">What the report calls the layer; unless given, the expression of the caller.</param>
    /// <returns>The report for training.</returns>
    /// <exception cref="GradientException">A derivative is wrong, or none could be checked.</exception>
    /// <exception cref="ShapeException">The layer does not take such examples.</exception>
    public static GradientReport Verify(
        Layer layer, Shape example, int batch = 3, GradientOptions? options = null, [CallerArgumentExpression(nameof(layer))] string function = "")
    {
        options ??= GradientOptions.Default;
        var keys = new Key(options.Seed).Split(4);
        var (first, state) = layer.Init(keys[0], example);
        var moved = Tree.Leaves(first).Select((leaf, i) => leaf.Cast(DType.Float64) + keys[1].Fold(i).Normal(leaf.Shape, deviation: 0.1, dtype: DType.Float64));
        var p = Tree.Rebuild(first, [.. moved]);
        var x = keys[2].Normal([batch, .. example], dtype: DType.Float64);
        In(Mode.Evaluate, "in evaluation");
        return In(Mode.Train(keys[3]), "in training");

        GradientReport In(Mode mode, string name)
            => Verify((p, x) => layer.Apply(p, Tree.Map(state, leaf => leaf.DType.IsFloat() ? leaf.Cast(x.DType) : leaf), x, mode).Y,
                p, x, options, $"{function} {name}");
    }
}
