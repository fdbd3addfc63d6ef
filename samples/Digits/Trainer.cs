using Functional.Nn;

namespace Functional.Digits;

/// <summary>Teaches a model the training images, an epoch at a time.</summary>
sealed record Trainer(Layer Model, Optimizer Optimizer, LabeledImages Images, Options Options, Interruption Interruption, Pace Pace)
{
    readonly Func<Learner, Batch, (Learner Next, Report Report)> descend = Descent(Model, Optimizer, Options);

    int Steps => Batches.Count(Images.Count, Options.Batch);

    /// <summary>One epoch, of which <paramref name="last"/> will be the last, or the part of it before an interruption.</summary>
    public Learner Epoch(Learner start, int last) => Progress.Watch(Steps, Options.Batch, report =>
    {
        var before = start.Step.ToScalar<long>();
        Pace.Begin();
        var learner = Training.Fold(start, UntilInterrupted(start), (learner, batch) => Step(learner, batch, (next, seen) =>
        {
            Pace.Step();
            report(new((start.Epoch + 1, last), ((int)(next.Step.ToScalar<long>() - before), Steps), seen.Loss, Metrics.Accuracy(seen.Outputs, batch.Y)));
        }));
        // An epoch that was interrupted is still to be done: who goes on from here begins it anew.
        return learner.Step.ToScalar<long>() - before == Steps ? learner with { Epoch = start.Epoch + 1 } : learner;
    });

    IEnumerable<Batch> UntilInterrupted(Learner start)
        => Batches.Shuffled(start.Order, Images.Images, Images.Labels, Options.Batch).TakeWhile(_ => !Interruption.IsRequested);

    Learner Step(Learner learner, Batch batch, Action<Learner, Report> report)
    {
        var (next, seen) = descend(learner, batch);
        report(next, seen);
        return next;
    }

    static Func<Learner, Batch, (Learner, Report)> Descent(Layer model, Optimizer optimizer, Options options)
    {
        Func<Learner, Batch, (Learner, Report)> step = options.Compile ? Training.CompiledDescent(model, optimizer, Losses.SoftmaxCrossEntropy)
            : (learner, batch) => Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, learner, batch);
        return !options.StopAtNan ? step
            : (learner, batch) => Debug.NanCheck<(Learner, Batch), (Learner, Report)>(x => step(x.Item1, x.Item2))((learner, batch));
    }
}
