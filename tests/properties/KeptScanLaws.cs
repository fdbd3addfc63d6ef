using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>A loop that keeps what its steps compute gives what one that computes it again gives, and runs its body once.</summary>
public class KeptScanLaws
{
    static readonly Tensor A = new Draw(1).Numbers([2, 3], -1, 1), B = new Draw(2).Numbers([5, 2, 3], -1, 1), C = new Draw(3).Numbers([2, 3], -1, 1);

    /// <summary>Each uses its state, elements and captured values several times, so that the order of sums shows.</summary>
    static readonly Dictionary<string, Func<bool, Tensor, Tensor, Tensor, Tensor>> loops = new()
    {
        ["state, elements and captured values"] = (keep, a, b, c) => All(Scan((s, x) => Step(s, x, c), a, b, keep: keep)),
        ["in reverse"] = (keep, a, b, c) => All(Scan((s, x) => Step(s, x, c), a, b, reverse: true, keep: keep)),
        ["without elements"] = (keep, a, b, c) => All(Scan(s => Step(s, s * b[1], c), a, length: 4, keep: keep)) + Sum(b),
        ["first state captured"] = (keep, a, b, c) => All(Scan((s, x) => Step(s, x * a, c), a, b * a, keep: keep)),
        ["constant first state"] = (keep, a, b, c) => All(Scan((s, x) => Step(s, x * a, c), Tensor.OnesLike(a), b, keep: keep)),
        ["trees"] = (keep, a, b, c) => Scan<(Tensor S, Tensor Count), (Tensor, Tensor), (Tensor, Tensor)>(
            (s, x) => (Step(s.S, x.Item1, c).Item1, s.Count + 1) is var next ? (next, (next.Item1, Sin(next.Item1) * x.Item2)) : default,
            (a, Tensor.Scalar(0)), (b, b * 2), keep: keep) is var (last, ys) ? All((last.S, ys.Item1 * ys.Item2)) : a,
        ["loop in a loop"] = (keep, a, b, c) => All(Scan((s, x) => Step(Scan(t => (Sin(t) * c + s, t), s, length: 2, keep: keep).Carry, x, c), a, b, keep: keep)),
        ["no steps"] = (keep, a, b, c) => All(Scan((s, x) => Step(s, x, c), a, b[..0], keep: keep)) + Sum(b * c),
    };

    static (Tensor, Tensor) Step(Tensor s, Tensor x, Tensor c) => Tanh(s * x + c * s) + Sin(s) * c * 0.3 is var next ? (next, next * s + x) : default;

    static Tensor All((Tensor Last, Tensor Ys) result) => Sum(Square(result.Last)) + Sum(Sin(result.Ys));

    public static TheoryData<string> Names => [.. loops.Keys];

    static Func<(Tensor A, Tensor B, Tensor C), Tensor> Loss(string name, bool keep) => p => loops[name](keep, p.A, p.B, p.C);

    [Theory, MemberData(nameof(Names))]
    public void Values_and_derivatives_have_the_same_bits(string name)
    {
        foreach (var derivative in Derivatives)
            Same(derivative(Loss(name, keep: false)), derivative(Loss(name, keep: true)));
    }

    static readonly Func<Func<(Tensor A, Tensor B, Tensor C), Tensor>, Tensor[]>[] Derivatives =
    [
        f => [f((A, B, C))],
        f => Leaves(Grad(f)((A, B, C))),
        f => Leaves(Vjp(f, (A, B, C)) is var (_, pullback) ? (pullback(Tensor.Scalar(2.0)), pullback(Tensor.Scalar(3.0))) : default),
        f => [Jvp(f, (A, B, C), (C, B + 1, A)).Tangent],
        f => [Linearize(f, (A, B, C)).Tangent((C, B + 1, A))],
        f => Leaves(Vmap((Tensor a) => Grad(f)((a, B, C)))(Stack(0, A, C))),
        f => Leaves(Grad((Tensor a) => Sum(Vmap((Tensor a) => f((a, B, C)))(Stack(0, a, a * 2))))(A)),
        f => Leaves(HessianVector(f, (A, B, C), (C, B + 1, A))),
        f => [Hessian(a => f((a, B, C)))(A)],
        f => [Hessian(c => f((A, B, c)))(C)],
    ];

    [Fact]
    public void A_gradient_of_a_gradient_is_the_same_but_for_the_order_of_sums()
    {
        foreach (var name in loops.Keys)
            foreach (var (again, kept) in Second(false, name).Zip(Second(true, name))) Near.Equal(again, kept, 1e-12);

        static Tensor[] Second(bool keep, string name) => Leaves(Grad(
            ((Tensor A, Tensor B, Tensor C) p) => Grad(Loss(name, keep))(p) is var (a, b, c) ? Sum(Square(a)) + Sum(Sin(b)) + Sum(c * c) : p.A)((A, B, C)));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void The_body_runs_once_if_its_values_are_kept(bool keep, int times)
    {
        var runs = 0;
        Tensor F(Tensor a) => All(Scan((s, x) => { runs++; return Step(s, x, C); }, a, B, keep: keep));
        Runs(0 + 5, () => F(A));
        Runs(times * 5, () => Grad(F)(A));
        Runs(times * 5, () => Vmap(Grad(F))(Stack(0, A, C)));
        Runs(5, () => Jvp(F, A, C));
        Runs(times * 5, () => HessianVector(F, A, C));
        // All directions at once, and the value before.
        Runs(times * 5, () => Hessian(F)(A));

        void Runs(int expected, Func<object?> use)
        {
            runs = 0;
            use();
            Assert.Equal(expected, runs);
        }
    }

    [Fact]
    public void Elements_of_a_long_loop_get_their_cotangents_in_one_stack()
    {
        var xs = Tensor.Ones([20_000], DType.Float64);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var gradient = Grad((Tensor xs) => Scan((s, x) => (s * 0.5 + x, x), Tensor.Scalar(0.0), xs, keep: true).Carry)(xs);
        // An embedding of each into zeros would take 3 GB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
        Assert.Equal((1, 0.5), (gradient[^1].ToScalar(), gradient[^2].ToScalar()));
    }

    static Tensor[] Leaves<T>(T tree) => [.. Tree.Leaves(tree)];

    static void Same(Tensor[] expected, Tensor[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        foreach (var (a, b) in expected.Zip(found)) Near.Same(a, b);
    }
}
