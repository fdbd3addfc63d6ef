using Functional.Primitives;
using static Functional.Operations;

namespace Functional.Nn;

/// <summary>Scales the whole gradient down to a Euclidean norm where it is longer (R. Pascanu et al. 2013).</summary>
/// <param name="Limit">The largest norm, from 0 on.</param>
public sealed record ClipByNorm(double Limit) : Optimizer
{
    /// <inheritdoc cref="ClipByNorm(double)" path="/param[@name='Limit']"/>
    public double Limit { get; init => field = OfLimit(value); } = OfLimit(Limit);

    /// <inheritdoc/>
    public override State Init<T>(T parameters) => State.Empty;

    /// <inheritdoc/>
    public override (T, State) Update<T>(T gradient, State state, T parameters)
    {
        Tensor[] leaves = [.. Tree.Leaves(gradient).Where(leaf => leaf.Size > 0)];
        if (leaves.Length == 0) return (gradient, state);
        // Squares may be beyond the range where the gradient is not.
        var scale = Formulas.SquareScale(Max(Stack(0, [.. leaves.Select(leaf => Maximum(Max(leaf), -Min(leaf)))])));
        var squares = leaves.Select(leaf => Square(leaf / scale).Sum()).Aggregate((a, b) => a + b);
        var isLonger = squares > Square(Limit / scale);
        var factor = Limit / Sqrt(Where(isLonger, squares, 1));
        return (Tree.Map(gradient, leaf => Where(isLonger, leaf / scale * factor, leaf)), state);
    }

    static double OfLimit(double value) => OptionRange.FromZeroToInfinity.Require(value, "ClipByNorm: a limit");
}
