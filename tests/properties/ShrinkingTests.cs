using FsCheck;
using FsCheck.Fluent;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests.Properties;

/// <summary>What fails is made small before it is shown, whatever it was drawn from.</summary>
public class ShrinkingTests
{
    [Fact]
    public void A_sample_shrinks_to_the_simplest_that_fails() => Assert.All(Simplest(Arbitraries.SamplesOf(typeof(Slice)),
        each => ((Slice)each.Value.Op).Runs.Any(run => run.Step < 0 && run.Count > 1)), each =>
        {
            Assert.Equal(1, each.Value.Inputs[0].Rank);
            // Of hundreds; what is left may be larger than the least, because a step of the shrinker changes one or two choices.
            Assert.InRange(each.Value.Inputs[0].Size, 3, 8);
        });

    [Fact]
    public void A_shape_keeps_its_rank_and_gets_simple_numbers() => Assert.All(Simplest(Arbitraries.Cases(minRank: 2), each => each.Shape[0] > 2),
        each =>
        {
            Assert.Equal((2, 3), (each.Shape.Rank, each.Shape[0]));
            Assert.InRange(each.Shape[1], 0, 1);
            Assert.All(each.Tensor.ToArray<double>(), number => Assert.Equal(0, number));
        });

    [Fact]
    public void A_tensor_keeps_the_one_element_that_fails() => Assert.All(Simplest(Arbitraries.Tensors(), each => each.Value.DType == DType.Float16
        && each.Value.ToArray<Half>().Any(Half.IsNaN)), each =>
        {
            Assert.Equal(1, each.Value.Size);
            Assert.EndsWith("nan", $"{each}".TrimEnd(']'), StringComparison.Ordinal);
        });

    [Fact]
    public void A_number_shrinks_to_the_least_that_fails() => Assert.All(Simplest(Arbitraries.Numbers(10, 1000), each => each >= 123), each => Assert.Equal(123, each));

    [Fact]
    public void The_same_choices_give_the_same_again() => Assert.All(Arbitraries.SamplesOf(typeof(Conv)).Generator.Sample(100),
        each => Assert.Equal($"{each.Value}", $"{Samples.Of[typeof(Conv)](each.More.Choices.Draw)}"));

    /// <summary>Where the shrinker leads from the first few of a thousand values that fail, the same in every run.</summary>
    static List<T> Simplest<T>(Arbitrary<T> arbitrary, Func<T, bool> fails)
    {
        var found = arbitrary.Generator.Sample(1000, new Rnd(1), size: 50).Where(fails).Take(5).ToList();
        Assert.NotEmpty(found);
        return found.ConvertAll(start =>
        {
            for (var each = start; ;)
            {
                var smaller = arbitrary.Shrinker(each).Where(fails).Take(1).ToList();
                if (smaller is not [var next]) return each;
                each = next;
            }
        });
    }
}
