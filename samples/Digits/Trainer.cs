using Functional.Nn;

namespace Functional.Digits;

/// <summary>Teaches a model the training images, an epoch at a time.</summary>
sealed record Trainer(Layer Model, Optimizer Optimizer, LabeledImages Images, int Batch, Interruption Interruption, Pace Pace)
{
    int Steps => Batches.Count(Images.Count, Batch);

    /// <summary>One epoch, of which <paramref name="last"/> will be the last, or the part of it before an interruption.</summary>
    public Learner Epoch(Learner start, int last) => Progress.Watch(Steps, Batch, report =>
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
        => Batches.Shuffled(start.Order, Images.Images, Images.Labels, Batch).TakeWhile(_ => !Interruption.IsRequested);

    Learner Step(Learner learner, Batch batch, Action<Learner, Report> report)
    {
        var (next, seen) = Training.Descend(Model, Optimizer, Losses.SoftmaxCrossEntropy, learner, batch);
        report(next, seen);
        return next;
    }
}
