using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// Control flow that a trace keeps as blocks. A block belongs to the level of the trace, so transformations above it are passed first, from the
/// innermost on: each says what its values are made of below, and what the functions are there.
/// </summary>
internal static class TracedControl
{
    /// <summary>
    /// A choice between two functions by a value that is not known yet. Nothing where values of a transformation above the trace take part: both are
    /// computed then, as for a batch whose elements choose differently.
    /// </summary>
    internal static Tensor[]? Cond(Tensor predicate, Func<Tensor[], Tensor[]> then, Func<Tensor[], Tensor[]> otherwise, Tensor[] x)
    {
        if (predicate is not GraphTensor || Array.Exists(x, each => each.Level > predicate.Level)) return null;
        var tracing = Tracing.Innermost(predicate.Level + 1)!;
        if (tracing.Part(x, then) is not ({ } first, var a, null) || tracing.Part(x, otherwise) is not ({ } second, var b, null)) return null;
        RequireSame(first, second);
        return tracing.Add(new Cond(x.Length, a.Length, first, second), [predicate, .. x, .. a, .. b]);
    }

    /// <summary>A loop whose end is not known yet.</summary>
    internal static Tensor[] While(Func<Tensor[], Tensor> condition, Func<Tensor[], Tensor[]> body, Tensor[] state)
    {
        var tracing = Tracing.Innermost(long.MaxValue) ?? throw Tracer.Ended("trace");
        if (state.MaxBy(each => each.Level) is { } top && top.Level > tracing.Level) return Through(top);
        var (test, a, above) = tracing.Part(state, x => [condition(x)]);
        if (above is not null) return Through(above);
        (var next, var b, above) = tracing.Part(state, body);
        if (above is not null) return Through(above);
        RequireState(state, next!);
        return tracing.Add(new While(state.Length, a.Length, test!, next!), [.. state, .. a, .. b]);

        Tensor[] Through(Tensor outer)
        {
            if (outer is not Tracer { Scope: { } scope } || scope is Recorder)
                throw new NotSupportedException("While: the function is traced, so the number of iterations is not known and no gradient can go back through them: use Scan, or leave the function untraced");
            var varying = Array.ConvertAll(state, scope.Varying);
            // Elements of a batch that are done stay as they are while others go on.
            Func<Tensor[], Tensor[]> step = scope.TakesDerivatives ? body : x => condition(x) is var goesOn ? [.. body(x).Zip(x, (a, b) => Operations.Where(goesOn, a, b))] : x;
            var test = scope.Inside(x => [condition(x)], varying);
            return scope.Raise(While(parts => Operations.Any(test(parts)[0]), scope.Inside(step, varying), scope.Lower(varying)));
        }
    }

    /// <summary>The results of a loop as a block, or a value of a level above the trace that they depend on, which is passed first.</summary>
    internal static (Tensor[] Results, Tensor? Captured) Scan(Tracing tracing, Loop loop, Func<Tensor[], Tensor[]> step, Tensor[] x)
    {
        if (x.MaxBy(each => each.Level) is { } top && top.Level > tracing.Level) return ([], top);
        var elements = x[loop.States..];
        var (body, captured, above) = tracing.Part([.. x[..loop.States], .. Loop.Element(elements, 0)], step, isHoisting: true);
        return body is null ? ([], above)
            : (tracing.Add(new Scan(loop.States, elements.Length, loop.Length, loop.Reverse, body), [.. x, .. captured]), null);
    }

    static void RequireSame(Graph then, Graph otherwise)
    {
        if (then.Results.Count != otherwise.Results.Count) throw new ShapeException($"Cond: the branches give {then.Results.Count} and {otherwise.Results.Count} tensors");
        for (var i = 0; i < then.Results.Count; i++)
            if (then.Types[then.Results[i]] is var a && otherwise.Types[otherwise.Results[i]] is var b && a != b)
                throw a.DType != b.DType ? new DTypeException($"Cond: the results are {a.DType.Name()} and {b.DType.Name()}: convert one with Cast")
                    : new ShapeException($"Cond: the results are {a.Shape} and {b.Shape}: shapes differ, while the function is traced");
    }

    static void RequireState(Tensor[] state, Graph next)
    {
        for (var i = 0; i < state.Length; i++)
            if (next.Types[next.Results[i]] is var type && type != TensorType.Of(state[i]))
                throw new ShapeException($"While: the state is {TensorType.Of(state[i])}, the body makes it {type}, while the function is traced");
    }
}
