using Functional.Primitives;

namespace Functional.Solvers;

/// <summary>
/// Keeps a solver's work out of the derivatives around it: its answer gets its derivatives afterwards, so what it does on the way need not be
/// recorded. Derivatives that the solver takes itself go on as ever.
/// </summary>
internal static class Surroundings
{
    /// <summary>What work gives where all derivatives that these values belong to take them for constants.</summary>
    internal static T Ignore<T>(IEnumerable<Tensor> values, Func<T> work) => Paused([.. Scopes(values)], work);

    /// <summary>A value as a constant of the derivatives around it.</summary>
    internal static Tensor Constant(Tensor x) => Ignore([x], () => Operations.StopGradient(x));

    /// <summary>The function as it is where everything that it captures from enclosing derivatives is constant.</summary>
    internal static Func<TX, TX> Ignored<TX>(Func<TX, TX> f)
    {
        var (inside, outer) = (Tracer.NextLevel(), default(Scope[]));
        return x =>
        {
            if (outer is not null) return Paused(outer, () => f(x));
            // What f captures shows in its first value.
            var y = f(x);
            outer = [.. Scopes(Tree.Leaves(y)).Where(scope => scope.Level < inside)];
            return outer.Length == 0 ? y : Paused(outer, () => f(x));
        };
    }

    /// <summary>How many derivatives are being taken of a value.</summary>
    internal static int Order(Tensor x) => Scopes([x]).Count();

    /// <summary>The derivatives, not batches, that values belong to.</summary>
    static IEnumerable<Scope> Scopes(IEnumerable<Tensor> values) => values.SelectMany(Scopes).Distinct();

    static IEnumerable<Scope> Scopes(Tensor x)
    {
        for (; x is Tracer tracer; x = tracer.Value)
            if (tracer.Scope is { } scope) yield return scope;
    }

    static T Paused<T>(Scope[] scopes, Func<T> work)
        => scopes.Aggregate(work, (work, scope) => () => scope.Pause(work))();
}
