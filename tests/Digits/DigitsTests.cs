using System.Text.RegularExpressions;
using Xunit;

namespace Functional.Digits.Tests;

public sealed class DigitsTests : IDisposable
{
    const string Quick = "--model lr --limit 500 --epochs 1";

    readonly Sample sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void A_run_ends_with_the_test_accuracy_and_leaves_a_file()
    {
        var run = sample.Run(Quick);
        Assert.Equal(0, run.Code);
        Assert.Empty(run.Errors);
        Assert.Matches(@"^test accuracy 0\.[0-9]{4}$", run.Output[^1]);
        Assert.Contains(run.Output, line => Regex.IsMatch(line, @"^Total +7,850$"));
        Assert.True(File.Exists(sample.At("digits.safetensors")));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const string perceptron = "--model mlp --limit 500 --epochs 1";
        var (one, two) = (sample.Run($"{perceptron} --threads 1"), sample.Run($"{perceptron} --threads 2"));
        Assert.NotEmpty(one.Steps);
        Assert.Equal(one.Steps, two.Steps);
        Assert.Equal(one.Output[^1], two.Output[^1]);
    }

    [Theory, InlineData("mlp"), InlineData("cnn_cpcpff")]
    public void Neither_threads_nor_the_width_of_vectors_nor_compiling_change_a_byte_of_what_is_learnt(string model)
    {
        byte[] Learn(string options, params (string, string)[] environment)
        {
            Assert.Equal(0, sample.Run($"--model {model} --limit 320 --epochs 1 --save learnt.safetensors {options}", environment).Code);
            return File.ReadAllBytes(sample.At("learnt.safetensors"));
        }
        var expected = Learn("--threads 1");
        Assert.Equal(expected, Learn("--threads 16"));
        Assert.Equal(expected, Learn("--compile"));
        Assert.Equal(expected, Learn("", ("DOTNET_EnableAVX512", "0")));
        Assert.Equal(expected, Learn("", ("DOTNET_PreferredVectorBitWidth", "128")));
    }

    [Fact]
    public void Another_seed_gives_another_run() => Assert.NotEqual(sample.Run($"{Quick} --seed 1").Steps, sample.Run($"{Quick} --seed 2").Steps);

    [Theory]
    [InlineData("adam"), InlineData("nesterov")]
    public void Two_epochs_are_one_and_one_more(string optimizer)
    {
        var common = $"--model lr --limit 2000 --optimizer {optimizer}";
        var whole = sample.Run($"{common} --epochs 2 --save whole.safetensors");
        sample.Run($"{common} --epochs 1 --save half.safetensors");
        var rest = sample.Run($"{common} --epochs 1 --load half.safetensors --save rest.safetensors");
        Assert.Equal(whole.Steps.Where(line => line.StartsWith("epoch 2/2", StringComparison.Ordinal)), rest.Steps);
        Assert.Equal(whole.Output[^1], rest.Output[^1]);
        Assert.Equal(File.ReadAllBytes(sample.At("whole.safetensors")), File.ReadAllBytes(sample.At("rest.safetensors")));
    }

    [Fact]
    public void No_epochs_only_evaluate()
    {
        var taught = sample.Run($"{Quick} --save taught.safetensors");
        var examined = sample.Run("--model lr --epochs 0 --load taught.safetensors");
        Assert.Equal(0, examined.Code);
        Assert.Empty(examined.Steps);
        Assert.Equal(taught.Output[^1], examined.Output[^1]);
        Assert.False(File.Exists(sample.At("digits.safetensors")));
    }

    [Fact]
    public void Other_optimizers_and_types_learn_too()
        => Assert.All(["sgd", "momentum", "adamw --dtype float64"], optimizer => Assert.Equal(0, sample.Run($"{Quick} --optimizer {optimizer}").Code));

    [Fact]
    public void An_argument_that_begins_with_an_at_sign_is_a_name()
    {
        File.WriteAllText(sample.At("arguments"), "--epochs\n0\n");
        Assert.Equal(2, sample.Run("--model lr @arguments").Code);
        Assert.Equal(0, sample.Run($"{Quick} --save @arguments").Code);
        Assert.True(File.Exists(sample.At("@arguments")));
    }

    [Fact]
    public void Help_lists_the_options()
    {
        var help = sample.Run("--help");
        Assert.Equal(0, help.Code);
        Assert.All(["--model", "--epochs", "--save", "cnn_cpcpff", "nesterov"], word => Assert.Contains(word, string.Concat(help.Output)));
    }
}
