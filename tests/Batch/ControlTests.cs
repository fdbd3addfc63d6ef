using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Batch;

public class ControlTests
{
    static Tensor Collatz(Tensor n) => While(
        s => s.N > 1,
        s => (Cond(Equal(s.N - s.N / 2 * 2, 0), n => n / 2, n => n * 3 + 1, s.N), s.Steps + 1),
        (N: n, Steps: Tensor.Scalar(0))).Steps;

    [Fact]
    public void Values_decide()
    {
        Is("111", Collatz(Tensor.Scalar(27)));
        Is("[  0   1   7 111]", Vmap(Collatz)(Tensor.Of(1, 2, 3, 27)));
        Is("2.0", Cond(N(1) > 0, x => x * 2, x => x * 3, N(1)));
        Is("[ 2. -3.]", Vmap(x => Cond(x > 0, x => x * 2, x => x * 3, x))(V(1, -1)));
        // Where no batch is involved, a loop may change shapes.
        Assert.Equal([8], While(x => x.Shape[0] < 5 ? Tensor.Scalar(true) : Tensor.Scalar(false), x => Concat(0, x, x), V(1)).Shape);
    }

    [Fact]
    public void Each_element_may_choose_trees_of_any_shape()
    {
        var (a, b) = Vmap(x => Cond(x[0] > 0, x => (x, Sum(x)), x => (-x, N(7)), x))(M(1, 2, -3, 4));
        Is("[[ 1.  2.]\n [ 3. -4.]]", a);
        Is("[3. 7.]", b);
    }

    [Fact]
    public void A_branch_that_no_element_takes_is_not_computed()
    {
        var (taken, untaken) = (0, 0);
        Func<Tensor, Tensor> f = x => Cond(x > 0, x => { taken++; return x; }, x => { untaken++; return x; }, x);
        Vmap(f)(V(1, 2));
        Vmap(Grad(f))(V(1, 2));
        Vmap(y => f(N(1)) * y)(V(-1, 1));
        Vmap(f)(V());
        Assert.Equal((3, 1), (taken, untaken));
    }

    [Fact]
    public void What_does_not_vary_stays_what_it_is()
    {
        var (matrix, x) = Vmap(
            x => While(s => Sum(s.X) < 10, s => (s.A, s.A.MatMul(s.X)), (A: M(2, 0, 0, 2), X: x)),
            outAxes: BatchAxes.Of(null, 0))(M(1, 2, 3, 4, 5, 6));
        Is("[[2. 0.]\n [0. 2.]]", matrix);
        Is("[[4. 8.]\n [6. 8.]\n [5. 6.]]", x);
    }

    [Fact]
    public void Paths_that_are_not_taken_give_no_NaN_to_anybody()
    {
        // log 0, and the square root of a negative number, for an element that does not take them, times a parameter that all share.
        Func<Tensor, Tensor, Tensor> f = (w, x) => Cond(x > 0, x => w * Log(x) * Sqrt(x), x => w * x, x);
        var (inW, inX) = Grad((w, x) => Sum(Vmap(x => f(w, x))(x)))(N(2), V(0, -4, 1));
        Is("-4.0", inW);
        Is("[2. 2. 2.]", inX);

        // 1 / (3 − i) at i = 3 for the element that stops there.
        Func<Tensor, Tensor, Tensor> g = (w, n) => While(s => s.I < n, s => (s.I + 1, s.Y + w / (3 - s.I)), (I: N(0), Y: N(0))).Y;
        Is("[0.         1.83333333 0.83333333]", Vmap(n => Grad(w => g(w, n))(N(1)))(V(0, 3, 2)));
        Near(N(8.0 / 3), Grad(w => Sum(Vmap(n => g(w, n))(V(0, 3, 2))))(N(1)), 1e-15);
        Near(N(8.0 / 3), Derivative(w => Sum(Vmap(n => g(w, n))(V(0, 3, 2))))(N(1)), 1e-15);
    }

    [Fact]
    public void Derivatives_go_through_choices_and_loops()
    {
        // x doubled until it exceeds 10, so times 2ⁿ, times a captured parameter.
        Func<Tensor, Tensor, Tensor> f = (w, x) => w * While(x => x < 10, x => x * 2, x);
        var (inW, inX) = Grad((w, x) => f(w, x))(N(3), N(1.5));
        Is("12.0", inW);
        Is("24.0", inX);
        Is("[24.  6. 12.]", Vmap(Derivative(x => f(N(3), x)))(V(1.5, 5, 3)));
        Is("[8. 2. 4.]", Vmap(x => Grad(w => Grad(x => f(w, x))(x))(N(3)))(V(1.5, 5, 3)));
    }
}
