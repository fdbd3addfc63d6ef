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
    protected abstract IReadOnlyList<string> Moments { get; }

    /// <summary>The numbers of a step that all parameters share, float64 []; the step is float64 [] and counts from 1.</summary>
    protected abstract Tensor[] Scalars(Tensor step);

    /// <summary>
    /// The change of a parameter p for its gradient g, and the next moments, by elementwise operations alone; the numbers of the step are of the type and
    /// shape of p.
    /// </summary>
    protected abstract (Tensor Change, Tensor[] Moments) Formula(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars);

    /// <inheritdoc/>
    public sealed override State Init<T>(T parameters)
        => Moments.Aggregate(State.Empty.With(StepCount, Tensor.Scalar(0L)), (state, moment) => state.With(moment, Zeros(parameters)));

    /// <inheritdoc/>
    public sealed override (T Change, State Next) Update<T>(T gradient, State state, T parameters)
        => Advance(gradient, state, parameters, (p, change) => change);

    /// <inheritdoc/>
    public sealed override (T Parameters, State Next) Step<T>(T parameters, T gradient, State state)
        => Advance(gradient, state, parameters, (p, change) => p + change);

    (T, State) Advance<T>(T gradient, State state, T parameters, Func<Tensor, Tensor, Tensor> result)
    {
        var (p, g) = (Tree.Leaves(parameters), Tree.Leaves(gradient));
        if (p.Length != g.Length) throw new ShapeException($"the parameters have {p.Length} tensors, the gradient {g.Length}");
        var step = state[StepCount] + 1;
        var scalars = Scalars(step.Cast(DType.Float64));
        var moments = Moments.Select(moment => Tree.Leaves(state.Child(moment))).ToArray();
        var (results, next) = (new Tensor[p.Length], moments.Select(_ => new Tensor[p.Length]).ToArray());
        for (var i = 0; i < results.Length; i++)
        {
            if (p[i].Shape != g[i].Shape) throw new ShapeException($"parameter {i} is {p[i].Shape}, its gradient {g[i].Shape}: shapes differ");
            var outputs = Advance(p[i], g[i], [.. moments.Select(moment => moment[i])], scalars, result);
            results[i] = outputs[0];
            for (var moment = 0; moment < next.Length; moment++) next[moment][i] = outputs[moment + 1];
        }
        return (Tree.Rebuild(parameters, results), Next(state, step, next));
    }

    /// <summary>The result for one parameter, and its next moments.</summary>
    Tensor[] Advance(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars, Func<Tensor, Tensor, Tensor> result)
    {
        var repeated = Array.ConvertAll(scalars, scalar => scalar.Cast(p.DType).Broadcast(p.Shape));
        return Fusion.Run([p, g, .. moments, .. repeated], x =>
        {
            var (change, next) = Formula(x[0], x[1], x[2..^scalars.Length], x[^scalars.Length..]);
            return [result(x[0], change), .. next];
        });
    }

    State Next(State state, Tensor step, Tensor[][] moments)
    {
        var next = state.With(StepCount, step);
        for (var i = 0; i < moments.Length; i++) next = next.With(Moments[i], Tree.Rebuild(state.Child(Moments[i]), moments[i]));
        return next;
    }

    /// <summary>Zeros for every leaf, by its place: trees of any type have such a state.</summary>
    static State Zeros<T>(T parameters)
        => Tree.Leaves(parameters).Select((leaf, i) => (leaf, i)).Aggregate(State.Empty, (state, leaf) => state.With($"{leaf.i:D5}", Tensor.ZerosLike(leaf.leaf)));
}
