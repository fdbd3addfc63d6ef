using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Functional.Effects;
using Functional.Nn;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Digits;

/// <summary>A run of the program: the model is made or loaded, taught, examined and saved.</summary>
sealed record Run(Options Options, Interruption Interruption)
{
    readonly Layer model = Options.Model.Value;
    readonly Optimizer optimizer = Options.MakeOptimizer();

    /// <summary>Everything that can be refused is refused before training begins.</summary>
    /// <returns>The exit code, or what went wrong.</returns>
    public Either<FileException, int> Execute()
        => from _ in Options.Save is { } path ? Files.CheckWritable(path) : unit
           from learner in Begin()
           from folder in Files.LocateMnist()
           from data in Files.LoadMnist(folder)
           from code in Finish(Teach(learner, data))
           select code;

    /// <summary>What a checkpoint says about itself, so that it is not taken for another.</summary>
    ImmutableSortedDictionary<string, string> About => SafetensorsFile.NoMetadata
        .Add("model", Options.Model.Name).Add("optimizer", Options.Optimizer.Name).Add("element type", Options.DType.Name);

    Either<FileException, Learner> Begin()
    {
        Threads.Count = Options.Threads;
        var fresh = Learner.Start(model, optimizer, new Key(Options.Seed), Models.Image, Options.DType.Value);
        return Options.Load is { } path ? Files.LoadCheckpoint(path, fresh, About).Map(loaded => loaded.Learner) : fresh;
    }

    (Learner, Examination) Teach(Learner learner, MnistData data)
    {
        Console.WriteLine(Summary.Of(model, Models.Image));
        var test = LabeledImages.Of(data.Test, Options.DType.Value);
        var trainer = new Trainer(model, optimizer, LabeledImages.Of(data.Train, Options.DType.Value).Take(Options.Limit), Options.Batch, Interruption, Options.StopAtNan);
        var (last, examination) = (learner.Epoch + Options.Epochs, default(Examination));
        while (learner.Epoch < last && !Interruption.Requested)
        {
            var clock = Stopwatch.StartNew();
            var (before, epoch) = (learner.Step.ToScalar<int>(), learner.Epoch + 1);
            learner = trainer.Epoch(learner, last);
            var seconds = clock.Elapsed.TotalSeconds;
            examination = Examination.Of(model, learner, test);
            // The learner before this epoch is large and gone; the collector would be in no hurry.
            GC.Collect();
            var images = Math.Min((long)(learner.Step.ToScalar<int>() - before) * Options.Batch, trainer.Images.Count);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"epoch {epoch}/{last} test accuracy {examination.Accuracy}, trained in {seconds:F1} s, {images / seconds:F0} images/s, {Environment.WorkingSet >> 20} MiB resident"));
        }
        return (learner, examination ?? Examination.Of(model, learner, test));
    }

    Either<FileException, int> Finish((Learner Learner, Examination Examination) result)
    {
        if (Interruption.Requested) Console.WriteLine("interrupted");
        Console.WriteLine(result.Examination.Confusion);
        var saved = Options.Save is { } path ? Files.SaveCheckpoint(path, result.Learner, About).Map(_ => Announce($"saved {path}")) : unit;
        Console.WriteLine($"test accuracy {result.Examination.Accuracy}");
        return saved.Map(_ => Interruption.Requested ? Interruption.ExitCode : 0);
    }

    static Unit Announce(string line)
    {
        Console.WriteLine(line);
        return unit;
    }
}
