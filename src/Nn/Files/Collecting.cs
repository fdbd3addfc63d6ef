using System.Collections.Immutable;
using LanguageExt;

namespace Functional.Nn;

/// <summary>Sequences of steps that can fail.</summary>
static class Collecting
{
    /// <summary>Applies a fallible step to each element in order and collects the results; the first failure ends the walk.</summary>
    public static Either<string, ImmutableArray<TResult>> Collect<T, TResult>(this IEnumerable<T> source, Func<T, Either<string, TResult>> step)
    {
        var results = ImmutableArray.CreateBuilder<TResult>();
        foreach (var element in source)
        {
            var outcome = step(element);
            if (outcome.IsLeft) return outcome.Map(_ => ImmutableArray<TResult>.Empty);
            outcome.IfRight(results.Add);
        }
        return results.ToImmutable();
    }
}
