using System.Collections.Immutable;

namespace Functional.Solvers;

/// <summary>
/// The quasi-Newton method with limited memory (J. Nocedal 1980, "Updating Quasi-Newton Matrices with Limited Storage"): the last changes of x
/// and of the gradient stand for the inverse Hessian, at a few vectors' cost a step.
/// </summary>
public sealed record Lbfgs : Minimizer<LbfgsState>
{
    /// <summary>How many changes are kept.</summary>
    public int Memory { get; init => field = Require.Positive(value); } = 10;

    private protected override LbfgsState Start(Objective f, Point x) => new(x, []);

    private protected override LbfgsState Advance(Objective f, LbfgsState state)
    {
        var direction = -Apply(state.Changes, state.Gradient);
        var firstStep = state.Changes.IsEmpty ? Math.Min(1, 1 / Vectors.Length(state.Gradient)) : 1;
        var (found, evaluations) = StrongWolfe.Search(f, state.At, direction, firstStep);
        var tried = state with { Evaluations = state.Evaluations + evaluations };
        // What is remembered may have led astray: forget it once before giving up.
        if (found is null) return state.Changes.IsEmpty ? tried with { Outcome = Outcome.Stalled } : tried with { Changes = [] };
        return tried with { At = found, Changes = Remember(state.Changes, found.X - state.X, found.Gradient - state.Gradient) };
    }

    ImmutableArray<Change> Remember(ImmutableArray<Change> changes, Tensor x, Tensor gradient)
    {
        var curvature = Vectors.Dot(x, gradient);
        // The update keeps the matrix positive definite only where the curvature is positive.
        return curvature <= Vectors.Epsilon(x) * Vectors.Length(x) * Vectors.Length(gradient) ? changes
            : [.. changes.Skip(changes.Length + 1 - Memory), new(x, gradient, curvature)];
    }

    /// <summary>The inverse Hessian times a vector by two loops over the changes (J. Nocedal, S. Wright 2006, algorithm 7.4).</summary>
    static Tensor Apply(ImmutableArray<Change> changes, Tensor vector)
    {
        if (changes.IsEmpty) return vector;
        var shares = new double[changes.Length];
        for (var i = changes.Length - 1; i >= 0; i--)
        {
            shares[i] = Vectors.Dot(changes[i].X, vector) / changes[i].Curvature;
            vector -= shares[i] * changes[i].Gradient;
        }
        var (_, gradient, curvature) = changes[^1];
        vector *= curvature / Vectors.Dot(gradient, gradient);
        for (var i = 0; i < changes.Length; i++)
            vector += changes[i].X * (shares[i] - Vectors.Dot(changes[i].Gradient, vector) / changes[i].Curvature);
        return vector;
    }
}

/// <summary>Where <see cref="Lbfgs"/> is.</summary>
/// <param name="Changes">The last changes, the latest at the end.</param>
[Tree]
public sealed partial record LbfgsState(Point At, ImmutableArray<Change> Changes) : Descent(At);

/// <summary>What a step changed, and the curvature along it: the product of both changes.</summary>
[Tree]
public sealed partial record Change(Tensor X, Tensor Gradient, double Curvature);
