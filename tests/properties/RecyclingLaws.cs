using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>
/// Nobody reads memory that went back while a gradient folds: a sample of the laws, with arrays of all sizes lent and filled with NaN when they go back.
/// With FUNCTIONAL_POISON=1 in the environment, all laws of this project run so.
/// </summary>
public class RecyclingLaws
{
    [Theory, MemberData(nameof(NestedReplayLaws.Names), MemberType = typeof(NestedReplayLaws))]
    public void Nested_programs_read_nothing_that_went_back(string mode)
        => Assert.InRange(Poison.During(() => NestedReplayLaws.Check(mode, first: 700, count: 300)), 1, long.MaxValue);

    [Fact]
    public void Every_second_derivative_of_parts_that_run_again_reads_nothing_that_went_back()
    {
        var laws = new ReplayLaws();
        Assert.InRange(Poison.During(() =>
        {
            foreach (string name in ReplayLaws.Names) laws.Derivatives_are_the_same_to_third_order(name);
        }), 1000, long.MaxValue);
    }

    [Fact]
    public void Rules_may_return_what_they_are_given()
    {
        var x = new Draw(1).Numbers([50], 0.5, 1.5);
        var gradient = default(Tensor)!;
        // The cotangent is the primal, the output, or the cotangent itself, whose frames go while it is on its way.
        Assert.InRange(Poison.During(() => gradient = Grad((Tensor x) =>
        {
            var y = Custom(u => u * u, (u, du, _) => du, (u, _, _) => u)(x * 2 + 1);
            var z = Custom(Sin, (_, du, _) => du, (_, v, _) => v)(y + x);
            return Sum(Reshape(z, 5, 10).T * 3) + Sum(z[..25] + x[25..]);
        })(x)), 10, long.MaxValue);
        var (u, z) = (x * 2 + 1, Sin(Square(x * 2 + 1) + x));
        var expected = z + 2 * u + Concat(0, Tensor.Zeros([25], DType.Float64), Tensor.Ones([25], DType.Float64));
        Near.Equal(expected, gradient, 1e-13);
    }
}
