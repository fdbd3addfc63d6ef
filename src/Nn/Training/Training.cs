using Functional;
using Functional.Nn;
using Functional.Primitives;

// What a step takes and gives, and what it gives beside the loss, for programs that are compiled ahead of time.
[assembly: Tree(typeof((Tensor, State)))]
[assembly: Tree(typeof((Learner, Batch)))]
[assembly: Tree(typeof((Learner, Report)))]

namespace Functional.Nn;

/// <summary>
/// Everything that training takes and gives: weights, the model's state, the optimizer's, the key of the run, and how many steps and
/// epochs are behind (int64 [], because a long run can pass 2³¹ steps). Whoever goes on from a learner does what would have been done without the pause.
/// </summary>
[Tree]
public sealed partial record Learner(Params Params, State State, State Optimizer, Key Key, Tensor Step, int Epoch = 0)
{
    /// <summary>After so many steps the keys of steps come again: the streams of a key are numbered by int32.</summary>
    const double Streams = 1L << 31;

    /// <summary>The key of the step that comes next.</summary>
    internal Key Next
    {
        get
        {
            var (step, round) = (Step.Cast(DType.Int64), Operations.Floor(Step.Cast(DType.Float64) / Streams));
            return Key.Fold((step - (round * Streams).Cast(DType.Int64)).Cast(DType.Int32));
        }
    }

    /// <summary>The key of the order of examples in this epoch. The keys of steps are folded into the run's key, so this one is split off.</summary>
    public Key Order => Key.Split(1)[0].Fold(Epoch);

    /// <summary>The start: fresh parameters for examples of a shape, in a float type.</summary>
    public static Learner Start(Layer model, Optimizer optimizer, Key key, Shape example, DType dtype = DType.Float32)
    {
        var (init, run) = key.Split();
        var (p, s) = model.Init(init, example);
        p = Tree.Map(p, leaf => leaf.Cast(dtype));
        return new(p, Tree.Map(s, leaf => leaf.Cast(dtype)), optimizer.Init(p), run, Tensor.Scalar(0L));
    }
}

/// <summary>What a step saw: the loss, and the model's results for the batch.</summary>
[Tree]
public sealed partial record Report(Tensor Loss, Tensor Outputs);

/// <summary>Training as a fold of pure steps over batches.</summary>
public static class Training
{
    /// <summary>
    /// The state after all batches: <paramref name="step"/> takes the state and a batch and gives the next state. The states between are used up:
    /// what a step computes from its state and batch, which may be trees too, can be read in it
    /// (<c>ToScalar</c>), but is kept beyond it in the next state alone.
    /// </summary>
    /// <param name="state">The first state, a tree, which stays as it is.</param>
    public static TState Fold<TState, TBatch>(TState state, IEnumerable<TBatch> batches, Func<TState, TBatch, TState> step)
    {
        var region = new Region();
        foreach (var batch in batches)
        {
            var loop = new LoopStep(region);
            try
            {
                var next = step(Tree.Map(state, loop.Lend), Tree.Map(batch, loop.Lend));
                state = Tree.Map(next, leaf => region.Keep(loop.Primal(leaf)));
            }
            finally
            {
                loop.End();
                region.Recycle();
            }
        }
        return state;
    }

    /// <summary>One step down the gradient of a loss of the model's results and the targets.</summary>
    /// <param name="model">The model, from examples to results.</param>
    /// <param name="optimizer">What makes a step of a gradient.</param>
    /// <param name="loss">A number of the results and the targets.</param>
    /// <param name="learner">What there is before the step.</param>
    /// <param name="batch">The examples and their targets.</param>
    /// <param name="stopAtNan">
    /// Whether to stop where a loss, a weight or a statistic becomes NaN or ∞: the step is then run again by <see cref="Debug.NanCheck{TX, TY}"/>. That
    /// reads all of them after each step, and waits for the device.
    /// </param>
    /// <exception cref="NotFiniteException">Something became NaN or ∞, and it was asked to stop there; the message names where it began.</exception>
    public static (Learner Next, Report Report) Descend(
        Layer model, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, Learner learner, Batch batch, bool stopAtNan = false)
        => stopAtNan ? Debug.NanCheck<(Learner, Batch), (Learner, Report)>(x => Step(model, optimizer, loss, x.Item1, x.Item2))((learner, batch))
            : Step(model, optimizer, loss, learner, batch);

    static (Learner Next, Report Report) Step(Layer model, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, Learner learner, Batch batch)
    {
        var mode = Mode.Train(learner.Next);
        var (value, gradient, (outputs, state)) = ReverseMode.ValueAndGrad<Params, (Tensor, State)>(p =>
        {
            var (y, next) = model.Apply(p, learner.State, batch.X, mode);
            return (loss(y, batch.Y), (y, next));
        })(learner.Params);
        var (parameters, moments) = optimizer.Step(learner.Params, gradient, learner.Optimizer);
        return (learner with { Params = parameters, State = state, Optimizer = moments, Step = learner.Step + 1 }, new(value, outputs));
    }

    /// <summary>
    /// The same step, compiled: one graph of the loss, its gradient and the update for each size of a batch, which is made at its first call. The losses and
    /// weights have the bits of <see cref="Descend"/>.
    /// </summary>
    public static Func<Learner, Batch, (Learner Next, Report Report)> CompiledDescent(Layer model, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss)
    {
        var step = GraphMode.Compile((Learner learner, Batch batch) => Descend(model, optimizer, loss, learner, batch));
        // The number of the epoch is no part of a step: the next one goes on with the same graph.
        return (learner, batch) => step(learner with { Epoch = 0 }, batch) is var (next, report) ? (next with { Epoch = learner.Epoch }, report) : default;
    }

    /// <summary>The model's results for all examples [n, …], computed a batch at a time; one as large as in training uses the same arrays.</summary>
    public static Tensor Predict(Layer model, Learner learner, Tensor x, int batch = 64)
        => Operations.Concat(0, [.. Batches.InOrder(x.Shape[0], batch).Select(range => Predict(model, learner, x[range]))]);

    static Tensor Predict(Layer model, Learner learner, Tensor x)
        => Operations.Recycling(x => model.Apply(learner.Params, learner.State, x, Mode.Evaluate).Y)(x);
}
