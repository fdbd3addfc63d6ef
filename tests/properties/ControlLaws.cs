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

/// <summary>Choices and loops: what each element of a batch does alone, for values and for derivatives, and never NaN from a path that is not taken.</summary>
public class ControlLaws
{
    static readonly (string What, Func<Tensor, Tensor, Tensor> F)[] functions =
    [
        ("choice", (w, x) => Cond(x < 0, x => w * Exp(x), x => Sin(w * x), x)),
        ("nested choice", (w, x) => Cond(x < 0, x => Cond(x < -1, x => w * x, x => x * x, x), x => Cond(x * w < 1, x => x, x => w / x, x), x)),
        ("choice of singular paths", (w, x) => Cond(x > 0, x => w * Log(x) + Sqrt(x), x => w * Log(-x) - Sqrt(-x), x)),
        ("loop", (w, x) => While(x => Abs(x) < 3, x => x * 1.5 + w * Sign(x), x)),
        ("loop of a tree", (w, x) =>
            While(s => s.Count < 2 + Cast(Ceiling(Abs(x)), DType.Int32), s => (Sin(s.Y * w) + x, s.Count + 1), (Y: x, Count: Tensor.Scalar(0))).Y),
        // In each step beyond the last, the square root would be that of a negative number.
        ("loop into singularities", (w, x) => While(s => s.X > 1, s => (s.X - 1, s.Sum + w * Sqrt(s.X - 1)), (X: Abs(x) * 2, Sum: x)).Sum),
        ("loop of a choice", (w, x) => While(x => Abs(x) < 4, x => Cond(x < 0, x => x * 2 - w, x => x + w * w + 0.1, x), x)),
    ];

    [Property]
    public Property Each_element_of_a_batch_takes_its_own_path() => ForAll(Cases(empty: false), c =>
    {
        foreach (var (_, f) in functions)
        {
            var (w, x) = (c.Draw.Numbers([], 0.5, 1.5), Ravel(c.Tensor));
            Func<Tensor, Tensor> each = x => f(w, x);
            var expected = Elements(each, x);
            Near.Equal(expected.Reshape(x.Shape), Vmap(each)(x));
            // Batches of batches, where the predicate varies along both, or along the inner or the outer one alone.
            var square = Stack(0, x, x + 0.5, x - 0.5);
            Near.Equal(Stack(0, expected, Elements(each, x + 0.5), Elements(each, x - 0.5)), Vmap(Vmap(each))(square));
            Near.Equal(Stack(0, expected, expected), Vmap(y => Vmap(x => each(x) + 0 * y)(x))(Tensor.Ones([2], DType.Float64)));
            Near.Equal(Stack(1, expected, expected), Vmap(x => Vmap(y => each(x) + 0 * y)(Tensor.Ones([2], DType.Float64)))(x));
        }
    });

    [Property]
    public Property The_derivatives_are_those_of_the_path_taken() => ForAll(Cases(empty: false), c =>
    {
        foreach (var (_, f) in functions)
        {
            var (w, x) = (c.Draw.Numbers([], 0.5, 1.5), Ravel(c.Tensor));
            var gradients = Enumerable.Range(0, x.Size).Select(i => Grad(f)(w, x[i])).ToArray();
            var (inW, inX) = (gradients.Select(each => each.Item1).Aggregate((a, b) => a + b), Stack(0, [.. gradients.Select(each => each.Item2)]));
            Near.Equal(inX, Vmap(Grad(x => f(w, x)))(x), 1e-11);
            Near.Equal(inX, Vmap(Derivative(x => f(w, x)))(x), 1e-11);
            var all = Grad((w, x) => Sum(Vmap(x => f(w, x))(x)))(w, x);
            Near.Equal(inW, all.Item1, 1e-11);
            Near.Equal(inX, all.Item2, 1e-11);
            Near.Equal(inW, Derivative(w => Sum(Vmap(x => f(w, x))(x)))(w), 1e-11);
            Near.Equal(Stack(0, [.. gradients.Select(each => each.Item1)]), Vmap(x => Grad(w => f(w, x))(w))(x), 1e-11);

            var second = Stack(0, [.. Enumerable.Range(0, x.Size).Select(i => Grad(Grad(x => f(w, x)))(x[i]))]);
            Near.Equal(second, Vmap(Grad(Derivative(x => f(w, x))))(x), 1e-10);
            Near.Equal(second, Grad(x => Sum(Grad(x => Sum(Vmap(x => f(w, x))(x)))(x)))(x), 1e-10);
        }
    });

    [Property]
    public Property What_one_batch_decides_may_concern_another() => ForAll(Cases(minRank: 2, maxRank: 2, empty: false), c =>
    {
        Func<Tensor, Tensor, Tensor>[] decided =
        [
            (p, x) => Cond(p > 0, s => s.X * Log(s.P), s => s.X * Sqrt(-s.P), (P: p, X: x * x)),
            (p, x) => While(s => s.P > 0, s => (s.P - 0.7, s.X + Sqrt(s.P) * x), (P: p, X: x)).X,
        ];
        foreach (var f in decided)
        {
            var (p, x) = (c.Draw.Numbers([c.Shape[0]]), c.Other[0]);
            var table = Stack(0, [.. Enumerable.Range(0, p.Size).Select(i => Elements(x => f(p[i], x), x))]);
            Near.Equal(table, Vmap(p => Vmap(x => f(p, x))(x))(p));
            Near.Equal(table.T, Vmap(x => Vmap(p => f(p, x))(p))(x));
            var inX = Sum(Stack(0, [.. Enumerable.Range(0, p.Size).Select(i => Elements(Grad(x => f(p[i], x)), x))]), 0);
            Near.Equal(inX, Grad(x => Sum(Vmap(p => Vmap(x => f(p, x))(x))(p)))(x), 1e-12);
            Near.Equal(inX, Sum(Vmap(p => Vmap(Grad(x => f(p, x)))(x))(p), 0), 1e-12);
        }
    });

    [Property]
    public void Newtons_method_converges_for_each_element_in_its_own_time(Case c)
    {
        var x = Ravel(Exp(c.Tensor * 3));
        Func<Tensor, Tensor> root = a => While(y => Abs(y * y - a) > 1e-14 * a, y => 0.5 * (y + a / y), a + 1);
        var found = Vmap(root)(x);
        Near.Equal(Tensor.Ones(x.Shape, DType.Float64), found / Sqrt(x), 1e-13);
        Near.Equal(Tensor.Ones(x.Shape, DType.Float64), Vmap(Grad(root))(x) * 2 * Sqrt(x), 1e-9);
    }

    static Tensor Elements(Func<Tensor, Tensor> f, Tensor x) => Stack(0, [.. Enumerable.Range(0, x.Size).Select(i => f(x[i]))]);
}
