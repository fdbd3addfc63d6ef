using Xunit;

namespace Functional.Digits.Tests;

/// <summary>A test of the program on a terminal, which util-linux's <c>script</c> provides.</summary>
sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script")) Skip = "there is no /usr/bin/script here to provide a terminal";
    }
}

public sealed class TerminalTests : IDisposable
{
    readonly Sample sample = new();

    public void Dispose() => sample.Dispose();

    [TerminalTheory, InlineData(80), InlineData(200)]
    public void Shows_a_live_bar_and_ends_with_the_accuracy(int columns)
    {
        var outcome = OnTerminal($"stty cols {columns}; digits --model lr --limit 500 --epochs 1");
        Assert.Equal(0, outcome.Code);
        Assert.Contains(outcome.Output, line => line.Contains('━', StringComparison.Ordinal));
        Assert.Matches(@"^test accuracy 0\.\d{4}\r?$", outcome.Output[^1]);
    }

    [TerminalTheory, InlineData(1), InlineData(2), InlineData(79)]
    public void A_terminal_too_narrow_for_a_bar_gets_lines(int columns)
    {
        var outcome = OnTerminal($"stty cols {columns}; digits --model lr --limit 500 --epochs 1");
        Assert.Equal(0, outcome.Code);
        Assert.NotEmpty(outcome.Steps);
        Assert.DoesNotContain(outcome.Output, line => line.Contains('━', StringComparison.Ordinal));
        Assert.Matches(@"^test accuracy 0\.\d{4}\r?$", outcome.Output[^1]);
    }

    [TerminalTheory, InlineData(1), InlineData(2)]
    public void So_does_one_that_becomes_too_narrow_and_wide_again(int columns)
    {
        var resizing = $"(for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 0.2; stty cols {columns} < /dev/tty; sleep 0.2; stty cols 100 < /dev/tty; done)";
        var outcome = OnTerminal($"stty cols 100; {resizing} & digits --model lr --epochs 2; wait");
        // How wide it is when an epoch begins is chance, so what is shown is one or the other; that the run ends is not.
        Assert.Equal(0, outcome.Code);
        Assert.Contains(outcome.Output, line => line.Contains("test accuracy", StringComparison.Ordinal));
    }

    Outcome OnTerminal(string line) => sample.Shell($"TERM=xterm exec script -qec \"{line}\" /dev/null < /dev/null");
}
