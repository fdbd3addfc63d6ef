using static Functional.Operations;

namespace Functional.Nn;

/// <summary>Scales the whole gradient down to a Euclidean norm where it is longer (R. Pascanu et al. 2013).</summary>
public sealed record ClipByNorm(double Limit) : Optimizer
{
    /// <inheritdoc/>
    public override State Init<T>(T parameters) => State.Empty;

    /// <inheritdoc/>
    public override (T, State) Update<T>(T gradient, State state, T parameters)
    {
        if (Tree.Leaves(gradient).IsEmpty) return (gradient, state);
        var norm = Sqrt(Tree.Leaves(gradient).Select(g => Square(g).Sum()).Aggregate((a, b) => a + b));
        var scale = Limit / Maximum(norm, Limit);
        return (Tree.Map(gradient, g => g * scale), state);
    }
}
