using Functional.Primitives;

namespace Functional.Solvers;

/// <summary>
/// Keeps a solver's work out of the derivatives around it: its answer gets its derivatives afterwards, so what it does on the way need not be
/// recorded. Derivatives that the solver takes itself go on as ever.
/// </summary>
internal static class Surroundings
{
    /// <summary>The tree that work gives, as constants, where the derivatives that these values belong to take them for constants.</summary>
    /// <param name="work">A pure function, which runs again if its result belongs to other transformations than the values do.</param>
    internal static T Ignore<T>(IEnumerable<Tensor> values, Func<T> work)
    {
        var met = new HashSet<Scope>();
        foreach (var value in values) Note(value, met);
        while (true)
        {
            Scope[] scopes = [.. met.OrderByDescending(scope => scope.Level)];
            var tree = default(T)!;
            // The lowest level is the outermost of these functions, and takes its constants off last.
            var lowered = scopes.Aggregate(Run, (inner, scope) => () => scope.Below(_ => inner(), [])([]))();
            if (met.Count == scopes.Length)
                return Tree.Rebuild(tree, [.. lowered.Select(y => scopes.Reverse().Aggregate(y, (y, scope) => scope.Constant(y)))]);

            Tensor[] Run()
            {
                Tensor[] leaves = [.. Tree.Leaves(tree = work())];
                foreach (var leaf in leaves) Note(leaf, met);
                return leaves;
            }
        }
    }

    /// <summary>Notes the transformations that a value belongs to.</summary>
    static void Note(Tensor x, HashSet<Scope> met)
    {
        for (; x is Tracer tracer; x = tracer.Value)
            if (tracer.Scope is { } scope) met.Add(scope);
    }

    /// <summary>A value as a constant of the derivatives around it.</summary>
    internal static Tensor Constant(Tensor x) => Ignore([x], () => Operations.StopGradient(x));

    /// <summary>A value without its derivatives, for decisions.</summary>
    internal static Tensor Still(Tensor x) => x is Tracer ? Operations.StopGradient(x) : x;

    /// <summary>Whether a value differs across a batch.</summary>
    internal static bool IsBatched(Tensor x) => x is Tracer { Value: var below } && (below.Rank > x.Rank || IsBatched(below));

    /// <summary>
    /// The tree where it is right, for answers that have no outcome to look at: a failure alone throws, and in a batch makes its own element NaN.
    /// </summary>
    /// <param name="isRight">A truth value [].</param>
    internal static T Expect<T>(Tensor isRight, T tree, Func<Exception> failure)
        => IsBatched(isRight) ? Tree.Map(tree, leaf => Operations.Where(isRight, leaf, double.NaN))
        : Operations.Cond(isRight, x => x, _ => throw failure(), tree);

    /// <summary>How many derivatives are being taken of a value: each adds a level, while that of a batch adds an axis, too.</summary>
    internal static int Order(Tensor x) => x is Tracer { Value: var below } ? Order(below) + (below.Rank == x.Rank ? 1 : 0) : 0;
}
