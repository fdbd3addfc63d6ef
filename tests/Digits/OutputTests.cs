using Xunit;

namespace Functional.Digits.Tests;

/// <summary>Whether anybody can read what is printed has no part in what is learnt and saved.</summary>
public sealed class OutputTests : IDisposable
{
    const string Quick = "digits --model lr --limit 500 --epochs 1";

    readonly Sample sample = new();

    public void Dispose() => sample.Dispose();

    [LinuxTheory]
    [InlineData("> /dev/full"), InlineData(">&-"), InlineData("2>&-"), InlineData(">&- 2>&-"), InlineData("<&- >&- 2>&-"), InlineData("> /dev/full 2>&1")]
    public void A_run_whose_output_is_lost_saves_the_same_bytes(string redirection)
    {
        Assert.Equal(0, sample.Shell($"{Quick} --save heard.safetensors").Code);
        var run = sample.Shell($"{Quick} --save unheard.safetensors {redirection}");
        Assert.Equal(0, run.Code);
        Assert.Equal(File.ReadAllBytes(sample.At("heard.safetensors")), File.ReadAllBytes(sample.At("unheard.safetensors")));
        Assert.All(run.Errors, line => Assert.StartsWith("the output could not be written: No space left", line));
        Assert.Equal(redirection == "> /dev/full", run.Errors.Length > 0);
    }

    [LinuxTheory, InlineData("head -n 1")]
    public void So_does_one_whose_reader_left(string reader)
    {
        Assert.Equal(0, sample.Shell($"{Quick} | {reader}").Code);
        Assert.True(File.Exists(sample.At("digits.safetensors")));
    }

    [Fact]
    public void The_first_line_says_what_is_being_loaded() => Assert.StartsWith("loading ", sample.Run("--model lr --limit 64 --epochs 0").Output[0]);
}
