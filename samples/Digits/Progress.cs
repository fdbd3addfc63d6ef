using System.Diagnostics;
using System.Globalization;
using Functional.Nn;
using Spectre.Console;

namespace Functional.Digits;

/// <summary>Where training stands after a step.</summary>
/// <param name="Epoch">The number of the epoch, and of the last one, from 1.</param>
/// <param name="Step">The number of the step in the epoch, and of the last one, from 1.</param>
/// <param name="Loss">The mean loss of the batch.</param>
/// <param name="Accuracy">The part of the batch that was recognised before the step, in 0 … 1.</param>
readonly record struct Standing((int Now, int Last) Epoch, (int Now, int Last) Step, Tensor Loss, double Accuracy)
{
    // All digits that tell the loss apart from its neighbours: two runs can be compared to the last bit.
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"epoch {Epoch.Now}/{Epoch.Last} step {Step.Now}/{Step.Last} loss {Digits(Loss)} accuracy {Accuracy:F4}");

    /// <summary>The same in a width that does not change from step to step.</summary>
    public string Brief => string.Create(CultureInfo.InvariantCulture,
        $"epoch {Epoch.Now}/{Epoch.Last} step {Step.Now,4}/{Step.Last} loss {Loss.ToScalar():F4} accuracy {Accuracy:F4}");

    static string Digits(Tensor loss) => loss.DType == DType.Float32
        ? loss.ToScalar<float>().ToString("R", CultureInfo.InvariantCulture) : loss.ToScalar<double>().ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Shows how an epoch goes: a live bar on a terminal, about ten lines elsewhere.</summary>
static class Progress
{
    const int LinesPerEpoch = 10;

    /// <summary>Runs an epoch that reports each of its steps.</summary>
    public static Learner Watch(int steps, int batch, Func<Action<Standing>, Learner> epoch)
        => AnsiConsole.Profile.Out.IsTerminal ? Live(steps, batch, epoch) : epoch(PrintSome);

    static void PrintSome(Standing standing)
    {
        var (now, last) = standing.Step;
        if (now == last || now % Math.Max(1, last / LinesPerEpoch) == 0) Console.WriteLine(standing);
    }

    static Learner Live(int steps, int batch, Func<Action<Standing>, Learner> epoch)
        => AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new RemainingTimeColumn())
            .Start(screen =>
            {
                var (bar, clock, first) = (screen.AddTask("epoch", maxValue: steps), Stopwatch.StartNew(), 0);
                return epoch(standing =>
                {
                    first = first == 0 ? standing.Step.Now : first;
                    var speed = (standing.Step.Now - first + 1) * batch / clock.Elapsed.TotalSeconds;
                    bar.Description = string.Create(CultureInfo.InvariantCulture, $"{standing.Brief} {speed,6:F0} images/s");
                    bar.Value = standing.Step.Now;
                });
            });
}
