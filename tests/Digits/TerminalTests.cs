using System.Diagnostics;
using Xunit;

namespace Functional.Digits.Tests;

/// <summary>A test of the program on a terminal, which util-linux's <c>script</c> provides.</summary>
sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script")) Skip = "there is no /usr/bin/script here to provide a terminal";
    }
}

public class TerminalTests
{
    [TerminalFact]
    public void Shows_a_live_bar_and_ends_with_the_accuracy()
    {
        using var sample = new Sample();
        var program = Path.Combine(AppContext.BaseDirectory, "Functional.Digits.dll");
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"dotnet '{program}' --model lr --limit 500 --epochs 1", "/dev/null"])
        {
            WorkingDirectory = sample.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var outcome = Sample.Await(process);
        Assert.Equal(0, outcome.Code);
        Assert.Contains(outcome.Output, line => line.Contains("images/s", StringComparison.Ordinal) && line.Contains('━', StringComparison.Ordinal));
        Assert.Matches(@"^test accuracy 0\.\d{4}\r?$", outcome.Output[^1]);
    }
}
