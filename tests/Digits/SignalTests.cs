using System.Diagnostics;
using Xunit;

namespace Functional.Digits.Tests;

/// <summary>Signals in each phase of a run: what was learnt is saved, what was there before is not harmed, and the answer comes at once.</summary>
public sealed class SignalTests : IDisposable
{
    static readonly TimeSpan soon = TimeSpan.FromSeconds(20);

    readonly Sample sample = new();

    public void Dispose() => sample.Dispose();

    [LinuxTheory, InlineData("INT", 130), InlineData("TERM", 143), InlineData("HUP", 129)]
    public void While_it_learns_the_step_is_finished_and_saved(string signal, int code)
    {
        using var process = sample.Start("--model lr --epochs 1000 --save learnt.safetensors");
        Await(process, " loss ");
        Signal(process, signal);
        var run = Ended(process, code);
        Assert.Matches("^interrupted: this step will be finished and saved to learnt.safetensors, within about [0-9]+ s; a second time ends without saving$",
            Assert.Single(run.Errors));
        Assert.Equal(["interrupted", "saved learnt.safetensors"], run.Output[^2..]);
        Assert.Equal(0, sample.Run("--model lr --epochs 0 --load learnt.safetensors").Code);
    }

    [LinuxTheory, InlineData("INT", 130), InlineData("TERM", 143), InlineData("HUP", 129)]
    public void Before_it_learns_nothing_is_saved(string signal, int code)
    {
        File.WriteAllText(sample.At("digits.safetensors"), "an older result");
        using var process = sample.Start("--model cnn_cpcpff");
        Await(process, "loading");
        Signal(process, signal);
        Ended(process, code);
        Assert.Equal("an older result", File.ReadAllText(sample.At("digits.safetensors")));
        Assert.Equal(["digits.safetensors"], Directory.GetFiles(sample.Folder).Select(Path.GetFileName));
    }

    [LinuxTheory, InlineData("INT", 130), InlineData("TERM", 143)]
    public void An_examination_ends_at_once(string signal, int code)
    {
        using var process = sample.Start("--model cnn_cpcpff --epochs 0");
        Await(process, "Total");
        Signal(process, signal);
        Assert.Contains("saved nothing", Assert.Single(Ended(process, code).Errors));
    }

    [LinuxTheory, InlineData("INT", 130), InlineData("TERM", 143)]
    public void A_second_one_ends_without_saving(string signal, int code)
    {
        // All images in one step, which takes a while.
        using var process = sample.Start("--model mlp --batch 60000 --dtype float64 --epochs 5");
        Await(process, " loss ");
        Thread.Sleep(200);
        Signal(process, signal);
        Assert.Contains("this step will be finished", process.StandardError.ReadLine());
        Signal(process, signal);
        Ended(process, code);
        Assert.Empty(Directory.GetFiles(sample.Folder));
    }

    [LinuxTheory, InlineData("HUP"), InlineData("INT")]
    public void What_the_program_was_started_to_ignore_stays_ignored(string signal)
    {
        var twice = $"sleep 0.5; kill -{signal} $p; sleep 0.5; kill -{signal} $p";
        var run = sample.Shell($"trap '' {signal}; digits --model lr --limit 2000 --epochs 3 & p=$!; {twice}; wait $p");
        Assert.Equal(0, run.Code);
        Assert.DoesNotContain("interrupted", run.Output);
    }

    [LinuxTheory, InlineData("INT")]
    public void What_cannot_be_saved_in_its_place_is_saved_elsewhere(string signal)
    {
        Directory.CreateDirectory(sample.At("results"));
        using var process = sample.Start("--model lr --epochs 1000 --save results/learnt.safetensors");
        Await(process, " loss ");
        Directory.Delete(sample.At("results"));
        Signal(process, signal);
        var error = Ended(process, 2).Errors[^1];
        Assert.Contains("results does not exist; the result was saved to ", error);
        var place = error.Split("saved to ")[^1].Split(" instead")[0];
        Assert.Equal(0, sample.Run($"--model lr --epochs 0 --load \"{place}\"").Code);
        Directory.Delete(Path.GetDirectoryName(place)!, recursive: true);
    }

    static void Await(Process process, string word)
    {
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains(word, StringComparison.Ordinal)) { }
    }

    static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", $"-{signal} {process.Id}");
        kill.WaitForExit();
    }

    static Outcome Ended(Process process, int code)
    {
        var clock = Stopwatch.StartNew();
        var run = Sample.Await(process);
        Assert.Equal(code, run.Code);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, soon);
        return run;
    }
}

/// <summary>A test of signals and streams as Linux has them.</summary>
sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "this system is not Linux";
    }
}
