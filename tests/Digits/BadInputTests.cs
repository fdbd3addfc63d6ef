using Xunit;

namespace Functional.Digits.Tests;

/// <summary>Whatever is wrong: one sentence that names it, exit code 2, and nothing else.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly Sample sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("--speed 3", "--speed")]
    [InlineData("fast", "fast")]
    [InlineData("--model cnn", "cnn")]
    [InlineData("--optimizer lbfgs", "lbfgs")]
    [InlineData("--dtype int32", "int32")]
    [InlineData("--epochs -1", "--epochs")]
    [InlineData("--epochs", "--epochs")]
    [InlineData("--batch 0", "--batch")]
    [InlineData("--batch 1.5", "1.5")]
    [InlineData("--batch 1 --batch 2", "--batch")]
    [InlineData("--limit 0", "--limit")]
    [InlineData("--threads 0", "--threads")]
    [InlineData("--seed dice", "dice")]
    [InlineData("--rate -1", "--rate")]
    [InlineData("--rate NaN", "--rate")]
    [InlineData("--rate 1e999", "--rate")]
    [InlineData("--load \"\"", "--load")]
    [InlineData("--model lr --load missing.safetensors", "missing.safetensors")]
    [InlineData("--model lr --save nowhere/digits.safetensors", "nowhere/digits.safetensors")]
    [InlineData("--model lr --save .", ".")]
    [InlineData("--model lr --epochs 0 --save digits.safetensors", "--save")]
    [InlineData("--epochs 2147483647", "--epochs")]
    public void Bad_options_are_refused(string arguments, string culprit) => Refuses(sample.Run(arguments), culprit);

    [Theory]
    [InlineData("--model \"\e[31mred\"", @"\u001B[31mred")]
    [InlineData("\"two\nlines\"", @"two\nlines")]
    [InlineData("--seed \"\a\"", @"\u0007")]
    [InlineData("--load \"\e[2J\"", @"\u001B[2J")]
    public void Nothing_in_an_argument_reaches_the_terminal_as_it_is(string arguments, string culprit)
    {
        var run = sample.Run(arguments);
        Refuses(run, culprit);
        Assert.DoesNotContain(string.Concat(run.Output.Concat(run.Errors)), char.IsControl);
    }

    [Fact]
    public void A_long_argument_is_cut()
    {
        var run = sample.Run($"--model {new string('x', 100_000)}");
        Refuses(run, "xxx…");
        Assert.InRange(run.Errors[0].Length, 1, 1000);
    }

    [Fact]
    public void A_missing_data_set_is_refused() => Refuses(sample.Run("--model lr", ("FUNCTIONAL_MNIST", sample.At("nothing"))), "nothing");

    [Fact]
    public void An_empty_data_set_is_refused() => Refuses(sample.Run("--model lr", ("FUNCTIONAL_MNIST", sample.Folder)), "SHA256SUMS");

    [Fact]
    public void A_corrupt_checkpoint_is_refused()
    {
        File.WriteAllText(sample.At("noise.safetensors"), "this is not a checkpoint");
        Refuses(sample.Run("--model lr --load noise.safetensors"), "noise.safetensors");
    }

    [Fact]
    public void A_checkpoint_of_something_else_is_refused()
    {
        Assert.Equal(0, sample.Run("--model lr --limit 64 --epochs 1 --save lr.safetensors").Code);
        Refuses(sample.Run("--model mlp --load lr.safetensors"), "model");
        Refuses(sample.Run("--model lr --optimizer sgd --load lr.safetensors"), "optimizer");
        Refuses(sample.Run("--model lr --dtype float64 --load lr.safetensors"), "float64");
    }

    static void Refuses(Outcome run, string culprit)
    {
        Assert.Equal(2, run.Code);
        Assert.All(run.Output, line => Assert.StartsWith("loading ", line));
        Assert.Contains(culprit, Assert.Single(run.Errors));
    }
}
