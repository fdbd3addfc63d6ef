using Functional.Primitives;

namespace Functional.Nn;

/// <summary>
/// An optimizer that treats every element of every tensor alike, with a few moments of the same shape beside each:
/// one formula, computed in one pass over the arrays.
/// </summary>
public abstract record LeafOptimizer : Optimizer
{
    const string StepCount = "step";

    /// <summary>The names of the moments.</summary>
    private protected abstract IReadOnlyList<string> Moments { get; }

    /// <summary>The change of a parameter p for its gradient g, and the next moments; the step counts from 1.</summary>
    private protected abstract (Tensor Change, Tensor[] Moments) Formula(Tensor p, Tensor g, Tensor[] moments, double step);

    public sealed override State Init<T>(T parameters)
        => Moments.Aggregate(State.Empty.With(StepCount, Tensor.Scalar(0L)), (state, moment) => state.With(moment, Zeros(parameters)));

    public sealed override (T, State) Update<T>(T gradient, State state, T parameters) => Advance(gradient, state, parameters, (p, change) => change);

    public sealed override (T, State) Step<T>(T parameters, T gradient, State state) => Advance(gradient, state, parameters, (p, change) => p + change);

    (T, State) Advance<T>(T gradient, State state, T parameters, Func<Tensor, Tensor, Tensor> result)
    {
        var step = state[StepCount].ToScalar<long>() + 1;
        var (p, g) = (Tree.Leaves(parameters), Tree.Leaves(gradient));
        if (p.Count != g.Count) throw new ShapeException($"the parameters have {p.Count} tensors, the gradient {g.Count}");
        for (var i = 0; i < p.Count; i++)
            if (p[i].Shape != g[i].Shape) throw new ShapeException($"parameter {i} is {p[i].Shape}, its gradient {g[i].Shape}: shapes differ");
        var moments = Moments.Select(moment => Tree.Leaves(state.Child(moment))).ToArray();
        var (results, next) = (new Tensor[p.Count], moments.Select(_ => new Tensor[p.Count]).ToArray());
        for (var i = 0; i < results.Length; i++)
        {
            var outputs = Fusion.Run([p[i], g[i], .. moments.Select(moment => moment[i])], x =>
            {
                var (change, moments) = Formula(x[0], x[1], x[2..], step);
                return [result(x[0], change), .. moments];
            });
            results[i] = outputs[0];
            for (var moment = 0; moment < next.Length; moment++) next[moment][i] = outputs[moment + 1];
        }
        return (Tree.Rebuild(parameters, results), Next(state, step, next));
    }

    State Next(State state, long step, Tensor[][] moments)
    {
        var next = state.With(StepCount, Tensor.Scalar(step));
        for (var i = 0; i < moments.Length; i++) next = next.With(Moments[i], Tree.Rebuild(state.Child(Moments[i]), moments[i]));
        return next;
    }

    /// <summary>Zeros for every leaf, by its place: trees of any type have such a state.</summary>
    static State Zeros<T>(T parameters)
        => Tree.Leaves(parameters).Select((leaf, i) => (leaf, i)).Aggregate(State.Empty, (state, leaf) => state.With($"{leaf.i:D5}", Tensor.ZerosLike(leaf.leaf)));
}
