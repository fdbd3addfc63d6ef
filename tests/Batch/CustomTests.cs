using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Batch;

/// <summary>Rules of one's own hold for each element of a batch, wherever the derivative is taken.</summary>
public class CustomTests
{
    /// <summary>The value c x², with derivatives that are none, to tell which are used: 10 x dx; what is captured has its own.</summary>
    static Func<Tensor, Tensor> Marked(Tensor c)
        => Custom(x => c * x * x, tangent: (x, dx, _) => 10 * x * dx, pullback: (x, _, dy) => 10 * x * dy);

    static readonly Tensor X = V(1, 2, 3), One = N(1);

    static readonly Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>[] modes =
    [
        f => x => Jvp(f, x, Tensor.OnesLike(x)).Tangent,
        f => x => Linearize(f, x).Tangent(Tensor.OnesLike(x)),
        f => Grad(x => Sum(f(x))),
        f => x => Vjp(f, x) is var (y, pullback) ? pullback(Tensor.OnesLike(y)) : x,
    ];

    [Fact]
    public void Of_a_derivative_around_the_batch_and_within()
    {
        foreach (var d in modes)
        {
            Is("[10. 20. 30.]", d(Vmap(Marked(One)))(X));
            Is("[10. 20. 30.]", Vmap(d(Marked(One)))(X));
            Is("[[10. 20.]\n [30. 40.]]", d(Vmap(Vmap(Marked(One))))(M(1, 2, 3, 4)));
            Is("[[10. 20.]\n [30. 40.]]", d(Vmap(Vmap(Marked(One)), inAxes: 1, outAxes: 1))(M(1, 2, 3, 4)));
            Is("[[10. 20.]\n [30. 40.]]", Vmap(d(Vmap(Marked(One))))(M(1, 2, 3, 4)));
        }
    }

    [Fact]
    public void At_every_order_in_every_mixture()
    {
        foreach (var outer in modes)
            foreach (var inner in modes)
            {
                // (x²)' = 10 x, (10 x)' = 10; the derivative of (x²)² is 2 x² 10 x, that of 20 x² x is 20 (10 x x + x²).
                Is("[10. 10. 10.]", outer(inner(Vmap(Marked(One))))(X));
                Is("[10. 10. 10.]", outer(Vmap(inner(Marked(One))))(X));
                Is("[10. 10. 10.]", Vmap(outer(inner(Marked(One))))(X));
                Is("[ 220.  880. 1980.]", outer(inner(Vmap(x => Square(Marked(One)(x)))))(X));
                Is("[ 220.  880. 1980.]", outer(Vmap(inner(x => Square(Marked(One)(x)))))(X));
            }
    }

    [Fact]
    public void What_is_captured_keeps_its_derivatives()
    {
        foreach (var d in modes)
        {
            // Captured from the derivative outside of the batch, from the batch, from both, and from a derivative inside.
            Is("14.0", d(c => Sum(Vmap(Marked(c))(X)))(One));
            Is("[4. 4. 4.]", d(Vmap(c => Marked(c)(N(2))))(X));
            Is("[11. 24. 39.]", d(Vmap(c => Marked(c)(c)))(X));
            Is("[1. 4. 9.]", Vmap(x => d(c => Marked(c)(x))(One))(X));
            // An argument that is the same for all receives the sum: 10 · 2 for each of three.
            Is("60.0", d(x => Sum(Vmap(c => Marked(c)(x))(X)))(N(2)));
            foreach (var inner in modes)
            {
                // (x²)' = 2 x in c, whose derivative in x is that of the program; (10 x)' in c is none.
                Is("[2. 4. 6.]", d(Vmap(x => inner(c => Marked(c)(x))(One)))(X));
                Is("0.0", d(c => Sum(Vmap(x => inner(Marked(c))(x))(X)) + 0 * c)(One));
            }
        }
    }

    [Fact]
    public void A_rule_captures_nothing_of_a_batch_that_the_function_does_not_see()
    {
        foreach (var d in modes)
        {
            Func<Tensor, Func<Tensor, Tensor>> hidden = b => Custom(Sin, tangent: (x, dx, _) => b * dx, pullback: (x, _, dy) => b * dy);
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => d(x => Sum(Vmap(b => hidden(b)(x))(X)))(N(2)));
            Assert.StartsWith("Custom: a rule captures a value that differs across a batch", error.Message, StringComparison.Ordinal);
            // It may be the same for all, or the function may see it.
            Is("6.0", d(x => Sum(Vmap(b => hidden(b)(x))(V(2, 2, 2))))(N(2)));
            Is("[1. 2. 3.]", Vmap(b => d(hidden(b))(N(2)))(X));
        }
    }
}
