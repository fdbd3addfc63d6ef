using Functional.Primitives;

namespace Functional.Solvers;

/// <summary>
/// A rule of derivatives that runs in a batch around the derivative, as the pullbacks of a Jacobian do, is given changes in which that batch lies
/// innermost, although it is opened last. Operations look for the level opened last first and would open it again at every mixture with other
/// values, so a rule that loops brings it outside, and its results back.
/// </summary>
internal static class Levels
{
    /// <summary>What a rule makes of changes.</summary>
    internal static TResult InOrder<TChange, TResult>(TChange changes, Func<TChange, TResult> rule)
    {
        var passed = new HashSet<Scope>();
        var ordered = Tree.Map(changes, x => Outside(x, passed));
        return passed.Count == 0 ? rule(changes) : Tree.Map(rule(ordered), x => Inside(x, passed));
    }

    /// <summary>The value with batches outside of the levels that were opened before them, which are noted.</summary>
    static Tensor Outside(Tensor x, HashSet<Scope> passed)
    {
        if (x is not Tracer { Scope: { } scope }) return x;
        var (below, value) = (scope.Primal(x), Outside(scope.Primal(x), passed));
        if (value is Tracer { Scope: { } batch } && value.Level > x.Level && batch.Primal(value).Rank > value.Rank)
        {
            passed.Add(scope);
            return batch.Constant(Outside(scope.Constant(Exchanged(batch.Primal(value), below.Rank > x.Rank)), passed));
        }
        return ReferenceEquals(value, below) ? x : scope.Constant(value);
    }

    /// <summary>The value with the levels that were passed outside again.</summary>
    static Tensor Inside(Tensor x, HashSet<Scope> passed)
    {
        if (x is not Tracer { Scope: { } batch } || passed.Contains(batch) || batch.Primal(x).Rank == x.Rank) return x;
        var value = Inside(batch.Primal(x), passed);
        if (value is not Tracer { Scope: { } scope } || !passed.Contains(scope)) return x;
        var below = scope.Primal(value);
        return scope.Constant(Inside(batch.Constant(Exchanged(below, below.Rank > value.Rank)), passed));
    }

    /// <summary>Of the axes of two batches the inner in front; a level that is no batch has none.</summary>
    static Tensor Exchanged(Tensor x, bool hasTwo) => hasTwo ? Operations.MoveAxis(x, 1, 0) : x;
}
