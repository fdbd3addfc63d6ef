using Functional.Primitives;
using Xunit;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

/// <summary>A pullback is asked once per frame, for all inputs that want a cotangent: what they share is computed once, and nothing that nobody wants.</summary>
public class SharedWorkTests
{
    static readonly Tensor A = Tensor.Of(new double[,] { { 4, 1 }, { 2, 3 } }), B = Tensor.Of(new double[,] { { 1 }, { 2 } });

    [Fact]
    public void A_system_of_equations_is_eliminated_once_on_the_way_back()
    {
        var counting = new Counting();
        var (x, pullback) = Vjp((Tensor a, Tensor b) => Solve(a, b), counting.Watch(A), counting.Watch(B));
        counting.Reset();
        var (da, db) = pullback(x);
        Assert.Equal((1, 1), (counting.Of<Solve>(), counting.Of<MatMul>()));
        Near(Solve(A.T, Solve(A, B)), db);
        Near(-Solve(A.T, Solve(A, B)).MatMul(Solve(A, B).T), da);
    }

    [Fact]
    public void A_triangular_system_is_solved_once_on_the_way_back()
    {
        var counting = new Counting();
        var (x, pullback) = Vjp((Tensor a, Tensor b) => TriangularSolve(a, b), counting.Watch(A), counting.Watch(B));
        counting.Reset();
        pullback(x);
        Assert.Equal((1, 1), (counting.Of<TriangularSolve>(), counting.Of<MatMul>()));
    }

    [Theory]
    [InlineData(true, true, 2)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    public void A_product_costs_one_product_for_each_cotangent_that_is_wanted(bool left, bool right, int products)
    {
        var counting = new Counting();
        var (a, b) = (counting.Watch(A), counting.Watch(B));
        var (y, pullback) = Vjp(x => MatMul(left ? x.Item1 : a, right ? x.Item2 : b), (a, b));
        counting.Reset();
        pullback(y);
        Assert.Equal(products, counting.Of<MatMul>());
    }

    [Fact]
    public void Elementwise_functions_and_parts_of_a_whole_ask_for_nothing_that_nobody_wants()
    {
        var counting = new Counting();
        var (a, b) = (counting.Watch(A), counting.Watch(A + 1));
        var (y, pullback) = Vjp(a => a * b, a);
        counting.Reset();
        pullback(y);
        Assert.Equal(1, counting.Of<Map>());
        (y, pullback) = Vjp(a => Concat(0, a, b, b, b), a);
        counting.Reset();
        Assert.Equal(A.Shape, pullback(y).Shape);
        Assert.Equal(1, counting.Of<Slice>());
    }

    [Fact]
    public void A_sum_is_one_frame()
    {
        Assert.Equal(1, Frames(x => Sum(x)));
        Assert.Equal(1, Frames(x => Sum(x, 0)));
        Assert.Equal(1, Frames(x => Sum(x, -1)));
        Assert.Equal(2, Frames(x => Sin(Sum(x))));

        static int Frames(Func<Tensor, Tensor> f)
        {
            var k = Continuation.HandedOut("Frames");
            k.Record(() => f(k.Argument(A)));
            return k.Count - 1;
        }
    }

    static void Near(Tensor expected, Tensor found) => Assert.True(Max(Abs(expected - found)).ToScalar() < 1e-14);
}
