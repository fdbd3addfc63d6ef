using FsCheck;
using FsCheck.Xunit;
using Functional.Primitives;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>
/// What runs again instead of being kept has the same derivatives, to second order in all mixtures of modes and to third order in those of Jvp and Grad, with respect to arguments and to
/// captured values. Values are equal bit by bit; derivatives but for rounding, because sums may be taken in another order.
/// </summary>
public class ReplayLaws
{
    static readonly (string Name, Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>> Of)[] modes =
    [
        ("forward", f => x => Jvp(f, x, Direction(x)).Tangent),
        ("reverse", f => x => Grad((Tensor x) => Loss(f(x)))(x)),
        ("pullback, called twice", f => x =>
        {
            var (y, pullback) = Vjp(f, x);
            var first = pullback(Direction(y));
            Near.Same(first, pullback(Direction(y)));
            return first;
        }),
        ("linear map, called twice", f => x =>
        {
            var (_, map) = Linearize(f, x);
            var first = map(Direction(x));
            Near.Same(first, map(Direction(x)));
            return first;
        }),
    ];

    /// <summary>Two values of one shape: a function of both, which a law takes as argument or captures.</summary>
    static readonly (string Name, Func<Tensor, Tensor, Tensor> Whole, Func<Tensor, Tensor, Tensor> Replayed)[] programs =
    [
        ("argument", (a, b) => Body(a, a), (a, b) => Checkpoint(a => Body(a, a))(a)),
        ("captured", (a, b) => Body(a, b), (a, b) => Checkpoint(b => Body(a, b))(b)),
        ("captured alone", (a, b) => Body(a, a), (a, b) => Checkpoint(b => Body(a, a))(b)),
        ("captured and argument", (a, b) => Body(a, a * b), (a, b) => Checkpoint(x => Body(a, x))(a * b)),
        ("returned as it is", (a, b) => a * b, (a, b) => Checkpoint(x => a)(a) * Checkpoint(x => x)(b)),
        ("tree", (a, b) => Sin(a * b) * (a + b), (a, b) => Checkpoint<(Tensor A, Tensor B), Tensor[]>(x => [Sin(x.A * x.B), ArgSort(Ravel(x.A)), x.A + x.B])((a, b)) is var y ? y[0] * y[2] : a),
        ("inside itself", (a, b) => Body(a, Body(b, a)), (a, b) => Checkpoint(x => Body(x, Checkpoint(y => Body(b, y))(x)))(a)),
        ("in a loop", (a, b) => Loop(a, x => Body(x, b)), (a, b) => Loop(a, Checkpoint(x => Body(x, b)))),
        ("in a chain", (a, b) => Loop(a, x => Body(x, b)), (a, b) => CheckpointChain<Tensor>([.. Enumerable.Repeat((Tensor x) => Body(x, b), 3)], a)),
        ("random", (a, b) => Noisy(a), (a, b) => Checkpoint(Noisy)(a)),
        ("scan without elements", (a, b) => Loop(a, x => Body(x, b)), (a, b) => Scan(x => (Body(x, b), x), a, 3).Carry),
        ("scan of captured values alone", (a, b) => Loop(Tensor.OnesLike(a), x => Body(x, a)), (a, b) => Scan(x => (Body(x, a), x), Tensor.OnesLike(a), 3).Carry),
        ("scan over elements", (a, b) => Running(a, [a, b, a * b], forward: true), (a, b) => Running(Scan((s, x) => (Body(s, x), s * x), a, Stack(0, a, b, a * b)))),
        ("scan in reverse", (a, b) => Running(a, [a, b, a * b], forward: false), (a, b) => Running(Scan((s, x) => (Body(s, x), s * x), a, Stack(0, a, b, a * b), reverse: true))),
        ("scan of trees", (a, b) => Running(a, [b, b, b], forward: true) + Loop(b, Sin),
            (a, b) => Scan<(Tensor S, Tensor T, Tensor Count), Tensor[], Tensor>((c, x) => ((Body(c.S, x[0]), Sin(c.T), c.Count + 1), c.S * x[0]),
                (a, b, Tensor.Scalar(0)), [Stack(0, b, b, b), Tensor.Arange(3)]) is var (last, ys) ? Running((last.S, ys)) + last.T : a),
        ("scan of scans", (a, b) => Loop(a, x => Loop(x, y => Body(y, b))), (a, b) => Scan(x => (Scan(y => (Body(y, b), y), x, 3).Carry, x), a, 3).Carry),
        ("rules of its own", (a, b) => Sin(a * b) * b, (a, b) => Checkpoint(x => Custom(u => Sin(a * u), (u, du, _) => a * Cos(a * u) * du, (u, _, dy) => a * Cos(a * u) * dy)(x) * x)(b)),
    ];

    public static TheoryData<string> Names => [.. programs.Select(each => each.Name)];

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Values_are_the_same(string name) => ForAll(Cases(), each =>
    {
        var (_, whole, replayed) = Program(name);
        Near.Same(whole(each.Tensor, each.Other), replayed(each.Tensor, each.Other));
        var loss = (Func<Tensor, Tensor, Tensor> f) => ValueAndGrad((Tensor a) => Loss(f(a, each.Other)))(each.Tensor).Value;
        Near.Same(loss(whole), loss(replayed));
    });

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_are_the_same_to_third_order(string name)
    {
        var (_, whole, replayed) = Program(name);
        var (a, b) = (new Draw(1).Numbers([2, 2], -1, 1), new Draw(2).Numbers([2, 2], -1, 1));
        foreach (var x in modes)
            foreach (var y in modes)
            {
                Near.Equal(x.Of(y.Of(a => whole(a, b)))(a), x.Of(y.Of(a => replayed(a, b)))(a), 1e-11);
                // One derivative in each value.
                Near.Equal(x.Of(a => y.Of(b => whole(a, b))(b))(a), x.Of(a => y.Of(b => replayed(a, b))(b))(a), 1e-11);
                Near.Equal(x.Of(b => y.Of(a => whole(a, b))(a))(b), x.Of(b => y.Of(a => replayed(a, b))(a))(b), 1e-11);
            }
        foreach (var x in modes[..2])
            foreach (var y in modes[..2])
                foreach (var z in modes[..2]) Near.Equal(x.Of(y.Of(z.Of(a => whole(a, b))))(a), x.Of(y.Of(z.Of(a => replayed(a, b))))(a), 1e-10);
    }

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Derivatives_are_the_same_for_all_shapes(string name) => ForAll(Cases(), each =>
    {
        var (_, whole, replayed) = Program(name);
        foreach (var mode in modes) Near.Equal(mode.Of(a => whole(a, each.Other))(each.Tensor), mode.Of(a => replayed(a, each.Other))(each.Tensor), 1e-11);
    });

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_of_each_of_a_batch_are_the_same(string name)
    {
        var (_, whole, replayed) = Program(name);
        var (a, b) = (new Draw(1).Numbers([3, 2, 2], -1, 1), new Draw(2).Numbers([2, 2], -1, 1));
        foreach (var mode in modes[..2])
        {
            Near.Equal(Stack(0, [.. Enumerable.Range(0, 3).Select(i => mode.Of(a => whole(a, b))(a[i]))]), Vmap(a => mode.Of(a => replayed(a, b))(a))(a), 1e-11);
            Near.Equal(Stack(0, [.. Enumerable.Range(0, 3).Select(i => mode.Of(b => whole(a[i], b))(b))]), Vmap(a => mode.Of(b => replayed(a, b))(b))(a), 1e-11);
            Near.Equal(mode.Of(b => Stack(0, [.. Enumerable.Range(0, 3).Select(i => whole(a[i], b))]))(b), mode.Of(b => Vmap(a => replayed(a, b))(a))(b), 1e-11);
        }
    }

    [Property]
    public void A_linear_map_is_the_tangent(Case each)
    {
        var (y, map) = Linearize(a => Body(a, each.Other), each.Tensor);
        var (expected, tangent) = Jvp(a => Body(a, each.Other), each.Tensor, each.Other);
        Near.Same(expected, y);
        Near.Equal(tangent, map(each.Other), 1e-13);
        Near.Equal(map(each.Other) * 2 - map(each.Tensor) * 3, map(each.Other * 2 - each.Tensor * 3), 1e-11);
    }

    static (string, Func<Tensor, Tensor, Tensor> Whole, Func<Tensor, Tensor, Tensor> Replayed) Program(string name) => programs.Single(each => each.Name == name);

    static Tensor Body(Tensor a, Tensor b) => Tanh(a * b + 0.5) * Sin(a) + b * 0.25;

    static Tensor Noisy(Tensor x) => x * x * new Key(7).Uniform(x.Shape, dtype: DType.Float64);

    static Tensor Loop(Tensor x, Func<Tensor, Tensor> body) => body(body(body(x)));

    static Tensor Running(Tensor state, Tensor[] xs, bool forward)
    {
        var ys = new Tensor[xs.Length];
        for (var i = 0; i < xs.Length; i++)
        {
            var at = forward ? i : xs.Length - 1 - i;
            (state, ys[at]) = (Body(state, xs[at]), state * xs[at]);
        }
        return Running((state, Stack(0, ys)));
    }

    static Tensor Running((Tensor State, Tensor Ys) result) => result.State + Sum(result.Ys * (Tensor.Arange(3).Cast(DType.Float64) + 1).Reshape((int[])[3, .. result.State.Shape.Select(_ => 1)]), 0);

    static Tensor Direction(Tensor x) => Cos(Tensor.Arange(x.Size).Cast(DType.Float64)).Reshape(x.Shape);

    static Tensor Loss(Tensor y) => Sum(Square(y) + 3 * y);
}
