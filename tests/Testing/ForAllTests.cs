using FsCheck;
using FsCheck.Fluent;
using Functional.Functions;
using Functional.Primitives;
using Xunit;
using static Functional.Operations;

namespace Functional.Testing.Tests;

/// <summary>Random inputs: right functions pass, wrong ones shrink to the smallest input that shows it.</summary>
public class ForAllTests
{
    static readonly GradientOptions options = new() { Order = 1, Replay = (1, 3) };

    /// <summary>The sine, with a wrong pullback where a condition holds.</summary>
    static Func<Tensor, Tensor> WrongWhere(Func<Tensor, bool> condition)
        => x => new Planted(new Map<Sin>(), Pullback: b => b.DY * (condition(b.X[0]) ? Sin(b.X[0]) + 2 : Cos(b.X[0]))).Apply(x);

    static string Shrunk(Action check) => Assert.Throws<GradientException>(check).Report.Input;

    [Fact]
    public void Right_functions_pass_at_all_shapes()
    {
        GradientCheck.ForAll(x => Sin(x));
        GradientCheck.ForAll((a, b) => a * b - a);
        GradientCheck.ForAll(x => Sum(Exp(x), 0), [3, 2]);
        GradientCheck.ForAll(x => Log(x), Inputs.Tensors(low: 0.1, high: 4));
        GradientCheck.ForAll(x => LogSumExp(x, -1), Inputs.Tensors(minRank: 1).Where(x => x.Size > 0));
    }

    [Theory]
    [InlineData(0, "x = float64 [] 0.0")]
    [InlineData(1, "x = float64 [1] [0.]")]
    [InlineData(2, "x = float64 [1, 1] [[0.]]")]
    [InlineData(3, "x = float64 [1, 1, 1] [[[0.]]]")]
    public void A_mistake_of_some_rank_shrinks_to_one_element_of_that_rank(int rank, string expected)
        => Assert.Equal(expected, Shrunk(() => GradientCheck.ForAll(WrongWhere(x => x.Rank >= rank), options)));

    [Fact]
    public void A_mistake_of_some_extent_shrinks_to_it()
        => Assert.Equal("x = float64 [3] [0. 0. 0.]", Shrunk(() => GradientCheck.ForAll(WrongWhere(x => x.Rank > 0 && x.Shape[-1] >= 3), options)));

    [Fact]
    public void A_mistake_at_some_numbers_shrinks_to_a_simple_one()
    {
        Assert.Equal("x = float64 [] 1.0", Shrunk(() => GradientCheck.ForAll(WrongWhere(x => Any(x > 0.5).ToScalar<bool>()), options)));
        Assert.Equal("x = float64 [] -1.0", Shrunk(() => GradientCheck.ForAll(WrongWhere(x => Any(x < -0.5).ToScalar<bool>()), options)));
    }

    [Fact]
    public void Shapes_that_belong_together_shrink_together()
    {
        var wrong = new Planted(Primitives.MatMul.Instance, Pullback: b => b.Input == 0 ? b.DY.MatMul(b.X[1].T) * 2 : b.X[0].T.MatMul(b.DY));
        var pairs = from m in Gen.Choose(1, 4) from k in Gen.Choose(1, 4) from n in Gen.Choose(1, 4)
                    from a in Inputs.Tensors([m, k]) from b in Inputs.Tensors([k, n]) select (a, b);
        Assert.Equal("x.Item1 = float64 [1, 1] [[0.]]\n   x.Item2 = float64 [1, 1] [[1.]]",
            Shrunk(() => GradientCheck.ForAll((a, b) => wrong.Apply(a, b), pairs, options)));
    }

    [Fact]
    public void A_sum_forgotten_in_broadcasting_shrinks_to_a_pair_and_a_scalar()
    {
        static Tensor Wrong(Tensor a, Tensor b)
            => a.Rank < b.Rank ? a * b
            : a * new Planted(new Broadcast(a.Shape), Pullback: d => d.X[0].Shape == d.DY.Shape ? d.DY : First(d.DY, d.X[0].Shape)).Apply(b);
        static Tensor First(Tensor dy, Shape to) => dy.Rank > to.Rank ? First(dy[0], to) : dy.Shape == to ? dy
            : First(Gather(dy, Tensor.Of(0), Enumerable.Range(0, to.Rank).First(axis => to[axis] != dy.Shape[axis])), to);

        var input = Shrunk(() => GradientCheck.ForAll((a, b) => Wrong(a, b),
            from n in Gen.Choose(2, 4) from m in Gen.Choose(1, 4) from a in Inputs.Tensors([n, m]) from b in Inputs.Tensors([m]) select (a, b), options));
        Assert.Equal("x.Item1 = float64 [2] [0. 1.]\n   x.Item2 = float64 [] 0.0", input);
    }

    [Fact]
    public void A_failure_says_how_to_see_it_again()
    {
        static void Check(GradientOptions options) => GradientCheck.ForAll(WrongWhere(x => x.Rank == 2), options);
        var first = Assert.Throws<GradientException>(() => Check(new() { Order = 1 })).Message;
        var words = first[first.IndexOf("Replay = (", StringComparison.Ordinal)..].Split('(', ',', ')');
        var again = Assert.Throws<GradientException>(() => Check(new() { Order = 1, Replay = (ulong.Parse(words[1]), ulong.Parse(words[2])) })).Message;
        Assert.Equal(first, again);
        Assert.Matches(@"found in case \d+, shrunk \d+ times", first);
    }

    [Fact]
    public void An_input_that_the_function_does_not_take_is_shown()
    {
        var message = Assert.Throws<ArgumentException>(() => GradientCheck.ForAll(x => x.MatMul(x), [2, 3], options)).Message;
        Assert.StartsWith("the function cannot be checked at the input x = float64 [2, 3]", message);
        Assert.Contains("MatMul: left is [2, 3]", message);
    }

    [Fact]
    public void Kinks_everywhere_are_a_failure_and_here_and_there_are_not()
    {
        var everywhere = Assert.Throws<GradientException>(() => GradientCheck.ForAll(x => Relu(x), Inputs.Tensors(Shape.Scalar, 0, 0), options));
        Assert.True(everywhere.Report.NothingCompared);
        GradientCheck.ForAll(x => Relu(x), options);
    }

    [Fact]
    public void The_check_is_a_property_of_FsCheck()
    {
        Check(GradientCheck.Property(x => Sin(x), Inputs.Tensors()));
        var message = Assert.ThrowsAny<Exception>(() => Check(GradientCheck.Property(x => WrongWhere(x => x.Rank > 1)(x), Inputs.Tensors(), options))).Message;
        Assert.Contains("x = float64 [1, 1] [[0.]]", message);

        static void Check(Property property) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(50).WithReplay(2027, 1), property);
    }

    [Fact]
    public void Generated_tensors_have_the_ranks_and_numbers_asked_for()
    {
        foreach (var x in Inputs.Tensors(1, 2, 0.5, 1.5).Sample(200))
        {
            Assert.InRange(x.Rank, 1, 2);
            Assert.All(x.ToArray<double>(), number => Assert.InRange(number, 0.5, 1.5));
        }
        Assert.Contains(Inputs.Tensors().Sample(300), x => x.Size == 0);
        foreach (var (a, b) in Inputs.Broadcasting().Sample(300)) Assert.True((a + b).Rank == Math.Max(a.Rank, b.Rank));
        Assert.Contains(Inputs.Broadcasting().Sample(300), pair => pair.Item1.Rank < pair.Item2.Rank);
        Assert.Throws<ArgumentOutOfRangeException>(() => Inputs.Tensors([2], 1, 0));
    }
}
