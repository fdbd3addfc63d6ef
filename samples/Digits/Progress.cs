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

/// <summary>Shows how an epoch goes: a live bar on a terminal that is wide enough, about ten lines elsewhere.</summary>
static class Progress
{
    const int LinesPerEpoch = 10, LeastWidth = 80;
    static readonly TimeSpan frame = TimeSpan.FromMilliseconds(100);

    static volatile bool isLive;

    /// <summary>Runs an epoch that reports each of its steps.</summary>
    public static Learner Watch(int steps, int batch, Func<Action<Standing>, Learner> epoch) => Fit() ? Live(steps, batch, epoch) : epoch(PrintSome);

    /// <summary>Says something beside the progress, from any thread.</summary>
    public static void Say(string line)
    {
        if (isLive) AnsiConsole.WriteLine(line);
        else Console.Error.WriteLine(line);
    }

    /// <summary>The columns of the terminal now; 0 where there is none.</summary>
    static int Width
    {
        get
        {
            try
            {
                return AnsiConsole.Profile.Out.IsTerminal ? Console.WindowWidth : 0;
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    static void PrintSome(Standing standing)
    {
        var (now, last) = standing.Step;
        if (now == last || now % Math.Max(1, last / LinesPerEpoch) == 0) Console.WriteLine(standing);
    }

    // The bar is drawn only by the steps, and only while the terminal is wide enough: on one or two columns the layout of a bar would never end.
    static Learner Live(int steps, int batch, Func<Action<Standing>, Learner> epoch)
        => AnsiConsole.Progress().AutoRefresh(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new RemainingTimeColumn())
            .Start(screen =>
            {
                var (bar, clock, first, drawn) = (screen.AddTask("epoch", maxValue: steps), Stopwatch.StartNew(), 0, TimeSpan.Zero);
                var learner = epoch(standing =>
                {
                    first = first == 0 ? standing.Step.Now : first;
                    var speed = (standing.Step.Now - first + 1) * batch / clock.Elapsed.TotalSeconds;
                    bar.Description = string.Create(CultureInfo.InvariantCulture, $"{standing.Brief} {speed,6:F0} images/s");
                    bar.Value = standing.Step.Now;
                    if (!(isLive = Fit())) PrintSome(standing);
                    else if (clock.Elapsed - drawn >= frame || standing.Step.Now == steps)
                    {
                        drawn = clock.Elapsed;
                        screen.Refresh();
                    }
                });
                isLive = false;
                return learner;
            });

    /// <summary>Lays the bar out for the terminal as it is now, if it is wide enough.</summary>
    static bool Fit()
    {
        var width = Width;
        if (width < LeastWidth) return false;
        AnsiConsole.Profile.Width = width;
        return true;
    }
}
