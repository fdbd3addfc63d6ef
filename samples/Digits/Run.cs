using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Functional.Effects;
using Functional.Nn;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Digits;

/// <summary>A run of the program: the model is made or loaded, taught, saved and examined.</summary>
sealed record Run(Options Options)
{
    readonly Layer model = Options.Model.Value;
    readonly Optimizer optimizer = Options.MakeOptimizer();
    readonly Pace pace = new();
    long bytes;

    /// <summary>Everything that can be refused is refused before training begins.</summary>
    /// <returns>The exit code, or what went wrong.</returns>
    public Either<string, int> Execute()
    {
        using var interruption = new Interruption(Answer);
        var prepared = from _ in Options.Save is { } path ? Files.CheckWritable(path) : unit
                       from folder in Files.LocateMnist()
                       from learner in Begin()
                       from data in LoadImages(folder)
                       select (learner, data);
        return prepared.MapLeft(error => error.Message).Bind(given => Finish(given.learner, Teach(given.learner, given.data, interruption), interruption));
    }

    /// <summary>What a checkpoint says about itself, so that it is not taken for another.</summary>
    ImmutableSortedDictionary<string, string> About => SafetensorsFile.NoMetadata
        .Add("model", Options.Model.Name).Add("optimizer", Options.Optimizer.Name).Add("element type", Options.DType.Name);

    Either<FileException, Learner> Begin()
    {
        Threads.Count = Options.Threads;
        if (Options.Load is { } file) Console.WriteLine($"loading {Printable.Of(file)}");
        var fresh = Learner.Start(model, optimizer, new Key(Options.Seed), Models.Image, Options.DType.Value);
        return Options.Load is { } path ? Files.LoadCheckpoint(path, fresh, About, Options.AcceptNonFinite).Map(loaded => loaded.Learner) : fresh;
    }

    static Either<FileException, MnistData> LoadImages(string folder)
    {
        Console.WriteLine($"loading {Printable.Of(folder)}");
        return Files.LoadMnist(folder);
    }

    (Learner, Examination?) Teach(Learner learner, MnistData data, Interruption interruption)
    {
        Console.WriteLine(Summary.Of(model, Models.Image));
        var test = LabeledImages.Of(data.Test, Options.DType.Value);
        var train = LabeledImages.Of(data.Train, Options.DType.Value).Take(Options.Limit);
        var trainer = new Trainer(model, optimizer, train, Options, interruption, pace);
        bytes = Tree.Leaves(learner).Sum(leaf => (long)leaf.Size * leaf.DType.Bytes());
        interruption.HasWork = Options.Epochs > 0;
        var (last, examination) = (learner.Epoch + Options.Epochs, default(Examination));
        while (learner.Epoch < last && !interruption.IsRequested)
        {
            var clock = Stopwatch.StartNew();
            var (before, epoch) = (learner.Step.ToScalar<long>(), learner.Epoch + 1);
            learner = trainer.Epoch(learner, last);
            var seconds = clock.Elapsed.TotalSeconds;
            examination = Examination.Of(model, learner, test, interruption);
            // The learner before this epoch is large and gone; the collector would be in no hurry.
            GC.Collect();
            if (examination is null) break;
            var images = Math.Min((learner.Step.ToScalar<long>() - before) * Options.Batch, train.Count);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"epoch {epoch}/{last} test accuracy {examination.Accuracy}, trained in {seconds:F1} s, {images / seconds:F0} images/s, ")
                + $"{Environment.WorkingSet >> 20} MiB resident");
        }
        return (learner, examination ?? Examination.Of(model, learner, test, interruption));
    }

    // Saved first: whatever is printed then can fail.
    Either<string, int> Finish(Learner start, (Learner Learner, Examination? Examination) result, Interruption interruption)
    {
        var steps = result.Learner.Step.ToScalar<long>() - start.Step.ToScalar<long>();
        var saved = steps > 0 && Options.Save is { } path ? Saving.Save(path, result.Learner, About).Map(Optional) : Right<string, Option<string>>(None);
        interruption.HasWork = false;
        if (interruption.IsRequested) Console.WriteLine(steps > 0 ? "interrupted" : "interrupted before the first step: nothing was saved");
        if (result.Examination is { } examination) Console.WriteLine(examination.Confusion);
        saved.IfRight(where => where.IfSome(place => Console.WriteLine($"saved {Printable.Of(place)}")));
        if (result.Examination is { } again) Console.WriteLine($"test accuracy {again.Accuracy}");
        return saved.Map(_ => interruption.ExitCode);
    }

    // On the thread of signals.
    void Answer(bool goesOn) => Progress.Say(
        !goesOn ? "interrupted: ended, and saved nothing more"
        : $"interrupted: this step will be finished and saved to {Printable.Of(Options.Save!)}, within about {pace.SecondsToSave(bytes)} s; "
            + "a second time ends without saving");
}
