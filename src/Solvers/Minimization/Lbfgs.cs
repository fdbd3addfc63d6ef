using System.Collections.Immutable;
using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// The quasi-Newton method with limited memory (J. Nocedal 1980, "Updating Quasi-Newton Matrices with Limited Storage"): the last changes of x
/// and of the gradient stand for the inverse Hessian, at a few vectors' cost a step.
/// </summary>
public sealed record Lbfgs : Minimizer<LbfgsState>
{
    /// <summary>From so many elements on, vectors lie where memory is used again.</summary>
    const int Long = 1 << 13;

    /// <summary>How many changes are kept.</summary>
    public int Memory { get; init => field = Require.Positive(value); } = 10;

    private protected override LbfgsState Start(Objective f, Point x) => new(x, Nothing(x.X), 0);

    private protected override LbfgsState Advance(Objective f, LbfgsState state)
    {
        var direction = Direction(state);
        var isEmpty = Equal(state.Changes[^1].Weight, 0);
        var firstStep = Where(isEmpty, Minimum(1 / Vectors.Length(state.Gradient), 1), 1);
        var search = StrongWolfe.Search(f, state.At, direction, firstStep);
        var tried = state with { Evaluations = state.Evaluations + search.Evaluations };
        return Cond(search.HasMoved, at => Remember(tried, at), _ => Forget(tried, isEmpty), search.At);
    }

    /// <summary>The state at the next point, with what has changed since the last.</summary>
    LbfgsState Remember(LbfgsState state, Point next)
    {
        var (x, gradient) = (next.X - state.X, next.Gradient - state.Gradient);
        var curvature = Vectors.Dot(x, gradient);
        // The update keeps the matrix positive definite only where the curvature is positive.
        return Cond(curvature > Vectors.Epsilon(x) * (Vectors.Length(x) * Vectors.Length(gradient)),
            change => state with { At = next, Changes = [.. state.Changes[1..], change], Count = Math.Min(state.Count + 1, Memory) },
            _ => state with { At = next }, new Change(x, gradient, 1 / curvature));
    }

    /// <summary>What is remembered may have led astray: it is forgotten once before giving up.</summary>
    LbfgsState Forget(LbfgsState state, Tensor isEmpty)
        => state with { Changes = Nothing(state.X), Count = 0, Code = Outcomes.Choose(isEmpty, Outcome.Stalled, Outcome.Running) };

    ImmutableArray<Change> Nothing(Tensor x)
    {
        var zero = Tensor.ZerosLike(x);
        return [.. Enumerable.Repeat(new Change(zero, zero, Tensor.Zeros([], x.DType)), Memory)];
    }

    /// <summary>Down the hill. Long vectors on the way there use their memory again from step to step.</summary>
    static Tensor Direction(LbfgsState state)
    {
        var known = Tree.Pair(state.Known, state.Gradient);
        return state.X.Size < Long ? Along(known) : Recycling<(ImmutableArray<Change>, Tensor), Tensor>(Along)(known);

        static Tensor Along((ImmutableArray<Change> Changes, Tensor Gradient) known) => -Apply(known.Changes, known.Gradient);
    }

    /// <summary>The inverse Hessian times a vector by two loops over the changes (J. Nocedal, S. Wright 2006, algorithm 7.4).</summary>
    static Tensor Apply(ImmutableArray<Change> changes, Tensor vector)
    {
        if (changes.IsEmpty) return vector;
        var shares = new Tensor[changes.Length];
        for (var i = changes.Length - 1; i >= 0; i--)
        {
            shares[i] = Vectors.Dot(changes[i].X, vector) * changes[i].Weight;
            vector -= shares[i] * changes[i].Gradient;
        }
        var (_, gradient, weight) = changes[^1];
        vector *= Where(Equal(weight, 0), 1, 1 / (weight * Vectors.Dot(gradient, gradient)));
        for (var i = 0; i < changes.Length; i++)
            vector += changes[i].X * (shares[i] - Vectors.Dot(changes[i].Gradient, vector) * changes[i].Weight);
        return vector;
    }
}

/// <summary>Where <see cref="Lbfgs"/> is.</summary>
/// <param name="Changes">The last changes, the latest at the end, and before them changes of nothing.</param>
/// <param name="Count">How many of them may be other than nothing, in some element of a batch.</param>
[Tree]
public sealed partial record LbfgsState(Point At, ImmutableArray<Change> Changes, int Count) : Descent(At)
{
    internal ImmutableArray<Change> Known => Changes[^Count..];
}

/// <summary>What a step changed, [n] each, and the inverse of the curvature along it, the product of both changes; all 0 where there was no step.</summary>
[Tree]
public sealed partial record Change(Tensor X, Tensor Gradient, Tensor Weight);
