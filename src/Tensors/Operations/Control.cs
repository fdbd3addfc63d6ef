using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>
    /// <paramref name="then"/> or <paramref name="otherwise"/> of x, as the predicate says. Where it differs across the batch of a Vmap, both are
    /// computed and each element has its own; what is no tensor in the result comes from <paramref name="then"/>.
    /// </summary>
    /// <param name="predicate">A truth value [].</param>
    /// <param name="x">A tree of tensors. Each branch sees only values that it is taken for, so that the other values do not make its derivatives NaN.</param>
    /// <exception cref="ShapeException">The predicate is not a scalar, or differs across a batch while the results differ in shape.</exception>
    public static TY Cond<TX, TY>(Tensor predicate, Func<TX, TY> then, Func<TX, TY> otherwise, TX x) => predicate.IsTraced ? Traced(predicate, then, otherwise, x) : Holds("Cond", predicate) switch
    {
        true => then(x),
        false => otherwise(x),
        null => Choose("Cond", predicate, then(WhereItHolds(predicate, x)), otherwise(WhereItHolds(Not(predicate), x))),
    };

    /// <summary>
    /// The first of the states x, body(x), body(body(x)), … for which the condition, a truth value [], does not hold.
    /// Where it differs across the batch of a Vmap, each element stops at its own: the loop goes on until all have, and what is no tensor
    /// in the state is as the last iteration leaves it.
    /// </summary>
    /// <param name="body">The next state; it sees only states for which the condition holds.</param>
    /// <param name="state">A tree of tensors.</param>
    /// <exception cref="ShapeException">The condition is not a scalar, or differs across a batch while the body changes a shape.</exception>
    public static TState While<TState>(Func<TState, Tensor> condition, Func<TState, TState> body, TState state)
    {
        for (;;)
        {
            var goesOn = condition(state);
            if (goesOn.IsTraced) return Traced(condition, body, state);
            switch (Holds("While", goesOn))
            {
                case false: return state;
                case true: state = body(state); break;
                case null: state = Choose("While", goesOn, body(WhereItHolds(goesOn, state)), state); break;
            }
        }
    }

    /// <summary>The choice as a block of the graph that is traced; both branches where a transformation inside it differentiates or batches them.</summary>
    static TY Traced<TX, TY>(Tensor predicate, Func<TX, TY> then, Func<TX, TY> otherwise, TX x)
    {
        RequirePredicate("Cond", predicate);
        var y = default(TY)!;
        var results = TracedControl.Cond(predicate, leaves => [.. Tree.Leaves(y = then(Tree.Rebuild(x, leaves)))],
            leaves => [.. Tree.Leaves(otherwise(Tree.Rebuild(x, leaves)))], [.. Tree.Leaves(x)]);
        return results is not null ? Tree.Rebuild(y, results) : Choose("Cond", predicate, then(x), otherwise(x));
    }

    /// <summary>The loop as a block of the graph that is traced.</summary>
    static TState Traced<TState>(Func<TState, Tensor> condition, Func<TState, TState> body, TState state)
        => Tree.Rebuild(state, TracedControl.While(
            leaves => RequirePredicate("While", condition(Tree.Rebuild(state, leaves))), leaves => [.. Tree.Leaves(body(Tree.Rebuild(state, leaves)))], [.. Tree.Leaves(state)]));

    static Tensor RequirePredicate(string operation, Tensor predicate)
        => predicate.DType != DType.Bool ? throw new DTypeException($"{operation}: the predicate is {predicate.DType.Name()}, not bool: compare it first")
        : predicate.Rank != 0 ? throw new ShapeException($"{operation}: the predicate is {predicate.Shape}, not a scalar: reduce it with All or Any")
        : predicate;

    /// <summary>Whether a predicate holds; null where that differs across a batch.</summary>
    static bool? Holds(string operation, Tensor predicate)
    {
        RequirePredicate(operation, predicate);
        var all = predicate.Primal.AsSpan<bool>();
        // In an empty batch nothing goes on.
        return !all.Contains(true) ? false : !all.Contains(false) ? true : null;
    }

    static T Choose<T>(string operation, Tensor predicate, T a, T b) => Tree.Zip(a, b, (a, b)
        => ReferenceEquals(a, b) ? a
        : a.DType != b.DType ? throw new DTypeException($"{operation}: the results are {a.DType.Name()} and {b.DType.Name()}: convert one with Cast")
        : a.Shape != b.Shape ? throw new ShapeException(
            $"{operation}: the results are {a.Shape} and {b.Shape}: shapes differ, while each element of a batch makes its own choice")
        : Where(predicate, a, b));

    /// <summary>
    /// x with its values replaced where the predicate does not hold by those of some element of the batch where it does, as constants: a function
    /// that is computed for all, but meant for some, then meets nothing that it is not meant for.
    /// </summary>
    static T WhereItHolds<T>(Tensor predicate, T x) => Tree.Map(x, leaf => Elected(predicate, leaf) is { } other ? Where(predicate, leaf, other) : leaf);

    /// <summary>The value of x in the first element of the batch for which the predicate holds; null if x does not differ across that batch.</summary>
    static Tensor? Elected(Tensor predicate, Tensor x)
    {
        if (x.Primal.Size == 0) return null;
        var elected = false;
        while (predicate is Tracer tracer)
        {
            // A value one level below has an axis more where the level is that of a batch.
            if (tracer.Value.Rank == 0) predicate = tracer.Value;
            else
            {
                x = AtMost(tracer.Level, x);
                if (x.Level == tracer.Level) (x, elected) = (Gather(((Tracer)x).Value, ArgMax(Cast(tracer.Value, DType.Int32))), true);
                predicate = Any(tracer.Value);
            }
        }
        return elected ? StopGradient(x) : null;
    }

    /// <summary>The value that x stands for at a level or below it; of batches above it the first element.</summary>
    static Tensor AtMost(long level, Tensor x)
    {
        while (x.Level > level && x is Tracer { Value: var below }) x = below.Rank > x.Rank ? below[0] : below;
        return x;
    }
}
