using FsCheck;
using FsCheck.Xunit;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>A batch is its elements one by one, wherever its axis lies and whatever it is nested with.</summary>
public class BatchLaws
{
    /// <summary>Functions [s…] → [s…] that mix their elements, with the ways of doing so that shapes of any rank have.</summary>
    static readonly Func<Tensor, Tensor>[] functions =
    [
        x => Sin(x) * Sum(x * x),
        x => x * Exp(-Mean(Square(x))) + Max(x),
        x => Tanh(Flip(Ravel(x), 0)).Reshape(x.Shape) * x,
        x => LogSumExp(x) + Cumulated(Ravel(x)).Reshape(x.Shape),
    ];

    static Tensor Cumulated(Tensor x) => MatMul(Cast(LessOrEqual(Tensor.Arange(x.Size), Tensor.Arange(x.Size).Reshape([x.Size, 1])), DType.Float64), x);

    [Property]
    public Property The_batch_may_lie_along_any_axis() => ForAll(Cases(minRank: 2, empty: false), c =>
    {
        var (from, to) = (c.Draw.Int(-c.Shape.Rank, c.Shape.Rank - 1), c.Draw.Int(-c.Shape.Rank, c.Shape.Rank - 1));
        foreach (var f in functions)
        {
            var each = Enumerable.Range(0, c.Shape[from]).Select(i => f(MoveAxis(c.Tensor, from, 0)[i])).ToArray();
            Near.Equal(Stack(to, each), Vmap(f, from, to)(c.Tensor));
        }
    });

    [Property]
    public Property Arguments_have_their_own_axes() => ForAll(Cases(minRank: 2, empty: false), c =>
    {
        var (a, b, w) = (c.Tensor, c.Other, c.Draw.Numbers([c.Shape[-1]]));
        Func<Tensor, Tensor, Tensor, Tensor> f = (w, a, b) => w * Sin(a) + Sum(a * b);
        var each = Enumerable.Range(0, c.Shape[0]).Select(i => f(w, a[i], b[i]));
        Near.Equal(Stack(0, [.. each]), Vmap(f, null, 0, -1)(w, a, MoveAxis(b, 0, -1)));
        var (sums, products) = Vmap<(Tensor A, Tensor W), (Tensor, Tensor)>(x => (x.A + x.W, x.A * x.W), BatchAxes.Of(0, null), BatchAxes.Of(-1, 0))((a, w));
        Near.Equal(MoveAxis(a + w, 0, -1), sums);
        Near.Equal(a * w, products);
    });

    [Property]
    public Property Batches_nest() => ForAll(Cases(minRank: 2, empty: false), c =>
    {
        foreach (var f in functions)
        {
            var rows = Enumerable.Range(0, c.Shape[0]).Select(i => Stack(0, [.. Enumerable.Range(0, c.Shape[1]).Select(j => f(c.Tensor[i, j]))]));
            Near.Equal(Stack(0, [.. rows]), Vmap(Vmap(f))(c.Tensor));
            Near.Equal(Stack(0, [.. rows]), Vmap(Vmap(f), 1, 1)(c.Tensor));
        }
    });

    [Property]
    public Property The_gradients_of_a_batch_are_those_of_its_elements() => ForAll(Cases(minRank: 1, empty: false), c =>
    {
        foreach (var g in functions)
        {
            Func<Tensor, Tensor> f = x => Sum(g(x) * Cos(x));
            var each = Stack(0, [.. Enumerable.Range(0, c.Shape[0]).Select(i => Grad(f)(c.Tensor[i]))]);
            Near.Equal(each, Vmap(Grad(f))(c.Tensor), 1e-12);
            Near.Equal(each, Grad(x => Sum(Vmap(f)(x)))(c.Tensor), 1e-12);
        }
    });

    [Property]
    public Property Tangents_commute_with_batches() => ForAll(Cases(minRank: 1, empty: false), c =>
    {
        foreach (var f in functions)
        {
            var each = Stack(0, [.. Enumerable.Range(0, c.Shape[0]).Select(i => Jvp(f, c.Tensor[i], c.Other[i]).Tangent)]);
            Near.Equal(each, Vmap((x, dx) => Jvp(f, x, dx).Tangent)(c.Tensor, c.Other), 1e-12);
            Near.Equal(each, Jvp(Vmap(f), c.Tensor, c.Other).Tangent, 1e-12);
        }
    });

    [Property]
    public Property A_captured_value_collects_what_all_elements_contribute() => ForAll(Cases(minRank: 1, empty: false), c =>
    {
        var (x, w) = (c.Tensor, c.Draw.Numbers([.. c.Shape.Skip(1)]));
        Func<Tensor, Tensor, Tensor> f = (w, x) => Sum(Sin(w * x) * Sum(w));
        var each = Enumerable.Range(0, c.Shape[0]).Select(i => Grad(w => f(w, x[i]))(w)).ToArray();
        var sum = each.Aggregate((a, b) => a + b);
        Near.Equal(sum, Grad(w => Sum(Vmap(x => f(w, x))(x)))(w), 1e-12);
        Near.Equal(Sum(sum * w), Jvp(w => Sum(Vmap(x => f(w, x))(x)), w, w).Tangent, 1e-12);
        Near.Equal(Stack(0, each), Vmap(x => Grad(w => f(w, x))(w))(x), 1e-12);

        // A gradient for each element, of which an enclosing derivative is taken in what all of them capture.
        var curvature = each.Select((_, i) => Grad(w => Sum(Square(Grad(x => f(w, x))(x[i]))))(w)).Aggregate((a, b) => a + b);
        Near.Equal(curvature, Grad(w => Sum(Square(Vmap(Grad(x => f(w, x)))(x))))(w), 1e-11);
        Near.Equal(Sum(curvature * w), Jvp(w => Sum(Square(Vmap(Grad(x => f(w, x)))(x))), w, w).Tangent, 1e-11);
    });

    [Property]
    public void Derivatives_of_all_orders_hold_in_a_batch(Draw draw)
    {
        var x = draw.Numbers([draw.Int(0, 4)], 0.5, 1.5);
        for (var order = 0; order <= 5; order++)
        {
            var factor = Enumerable.Range(0, order).Aggregate(1.0, (product, i) => product * (7 - i));
            Near.Equal(factor * Pow(x, 7 - order), Vmap(Times(order, x => Pow(x, 7)))(x), 1e-10);
            Near.Equal(Math.Pow(-3, order) * Exp(-3 * x), Vmap(Times(order, x => Exp(-3 * x)))(x), 1e-10);
            Near.Equal(Math.Pow(2, order) * Sin(2 * x + order * Math.PI / 2), Vmap(Times(order, x => Sin(2 * x)))(x), 1e-10);
        }
        // The derivative in w of the derivatives of sin(w x), which is wⁿ sin(w x + n π / 2).
        var w = draw.Numbers([], 0.5, 1.5);
        var n = draw.Int(0, 4);
        var expected = Sum(Pow(w, n) * x * Cos(w * x + n * Math.PI / 2) + n * Pow(w, n - 1) * Sin(w * x + n * Math.PI / 2));
        Near.Equal(expected, Differentiate(w => Sum(Vmap(Times(n, x => Sin(w * x)))(x)))(w), 1e-10);

        Func<Tensor, Tensor> Times(int order, Func<Tensor, Tensor> f) => order == 0 ? f : Times(order - 1, Differentiate(f));

        // Either mode, now and then of a batch.
        Func<Tensor, Tensor> Differentiate(Func<Tensor, Tensor> f) => draw.Int(0, 3) switch
        {
            0 => Derivative(f),
            1 => Grad(f),
            2 => Grad(x => Vmap(f)(Stack(0, x, x * 1)).Mean()),
            _ => x => Vmap(Derivative(f))(Stack(0, x, x * 1))[1],
        };
    }

    [Property]
    public Property Keys_of_a_batch_draw_what_each_draws_alone() => ForAll(Numbers(0, int.MaxValue), seed =>
    {
        Func<Tensor, Tensor>[] draws =
        [
            words => new Key(words).Normal([2, 3], dtype: DType.Float64),
            words => new Key(words).Uniform([5], -1, 2, DType.Float64),
            words => new Key(words).Fold(3).Split(2)[1].Uniform([], dtype: DType.Float64),
            words => new Key(words).Permutation(6),
            words => new Key(words).Bits([3], 40),
        ];
        var keys = new Key(seed).Split(4);
        foreach (var draw in draws)
        {
            Near.Same(Stack(0, [.. keys.Select(key => draw(key.Words))]), Vmap(draw)(Stack(0, [.. keys.Select(key => key.Words)])));
            // Several keys in one are keys of a batch.
            Near.Same(Stack(0, [.. keys.Select(key => draw(key.Words))]), draw(Stack(0, [.. keys.Select(key => key.Words)])));
        }
    });
}
