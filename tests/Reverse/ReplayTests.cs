using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

/// <summary>Nothing else is recorded while these tests run, because what they measure belongs to the process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;

/// <summary>Checkpoints, loops and linear maps: known answers, what they keep, and what they refuse.</summary>
[Collection(nameof(Alone))]
public class ReplayTests
{
    /// <summary>Large enough for its arrays to be used again.</summary>
    static readonly Shape Large = [100, 200];

    static readonly Tensor X = new Key(1).Uniform(Large, 0.5, 1.5, DType.Float64), W = new Key(2).Uniform(Large, 0.5, 1.5, DType.Float64);

    [Fact]
    public void What_a_checkpoint_captures_keeps_its_gradient()
    {
        foreach (var (_, outer) in Modes)
            foreach (var (_, inner) in Modes)
            {
                // d/dw of d/dx (w x)² = 4 w x, the checkpoint's argument being the one or the other, or neither.
                Assert.Equal(24, outer(w => inner(x => Checkpoint(x => Square(w * x))(x))(N(3)))(N(2)).ToScalar());
                Assert.Equal(24, outer(w => inner(x => Checkpoint(w => Square(w * x))(w))(N(3)))(N(2)).ToScalar());
                Assert.Equal(24, outer(w => inner(x => Checkpoint(one => Square(w * x) * one)(N(1)))(N(3)))(N(2)).ToScalar());
                Assert.Equal(24, outer(w => Checkpoint(x => inner(x => Square(w * x))(x))(N(3)))(N(2)).ToScalar());
            }
    }

    [Fact]
    public void A_function_runs_twice_and_only_where_a_derivative_is_taken()
    {
        var runs = 0;
        var f = Checkpoint(x => { runs++; return x * x; });
        f(N(2));
        Assert.Equal(1, runs);
        Derivative(f)(N(2));
        Assert.Equal(2, runs);
        Assert.Equal(4, Grad(f)(N(2)).ToScalar());
        Assert.Equal(4, runs);
        Assert.Equal(1, Grad(x => { f(N(2)); return x; })(N(2)).ToScalar());
        Assert.Equal(5, runs);
    }

    [Fact]
    public void Large_arrays_stay_what_they_are()
    {
        var cube = Checkpoint(x => x * x * x * W);
        var gradient = Grad(x => Sum(cube(x)))(X);
        var (same, curvature) = Jvp(Grad(x => Sum(cube(x))), X, W);
        var mixed = Grad(w => Sum(Grad(x => Sum(Checkpoint(x => x * x * w)(x)))(X)))(W);
        var (y, pullback) = Vjp(cube, X);
        var first = pullback(W);
        var scanned = Grad(w => Sum(Scan((s, x) => (s * x + w, s), X, Stack(0, W, W)).Carry))(X);
        var (value, aux, parts) = ValueAndGrad<Tensor, Tensor>(x => cube(x) is var y ? (Sum(y), y) : default)(X) is var (v, g, a) ? (v, a, g) : default;
        for (var i = 0; i < 4; i++) Grad(x => Sum(cube(cube(x * W))))(X * i);
        Same(3 * X * X * W, gradient);
        Same(3 * X * X * W, same);
        Same(3 * X * X * W, parts);
        Same(6 * X * W * W, curvature);
        Same(2 * X, mixed);
        Same(X * X * X * W, y);
        Same(X * X * X * W, aux);
        Same(3 * X * X * W * W, first);
        Same(3 * X * X * W * W, pullback(W));
        Same(W + 1, scanned);

        static void Same(Tensor expected, Tensor found) => Assert.True(Max(Abs(expected - found)).ToScalar() < 1e-10, "the values differ from the closed form");
    }

    [Fact]
    public void Values_that_leave_a_checkpoint_by_the_back_door_are_refused()
    {
        Tensor? kept = null;
        var f = Checkpoint(x => { kept ??= x * 2; return kept * x; });
        Assert.Contains("has ended", Assert.Throws<ScopeException>(() => Grad(f)(N(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ScopeException>(() => Grad(x => { Checkpoint(x => kept = x * 3)(x); return kept!; })(N(1)));
    }

    /// <summary>What is held when the pullbacks that other tests let go have been found.</summary>
    static long Live()
    {
        GC.Collect();
        return Recording.LiveBytes;
    }

    [Fact]
    public void A_chain_of_n_layers_keeps_in_the_order_of_the_root_of_n()
    {
        var peaks = new[] { 100, 400, 1600 }.Select(n =>
        {
            var layers = Enumerable.Repeat<Func<Tensor, Tensor>>(x => Tanh(x * 1.01), n).ToArray();
            var x = Tensor.Linspace(-1, 1, 1000, DType.Float64);
            var (whole, gradient) = Peak(() => Grad(x => layers.Aggregate(x, (x, layer) => layer(x)).Sum())(x));
            var (peak, same) = Peak(() => Grad(x => CheckpointChain(layers, x).Sum())(x));
            Assert.Equal(gradient.ToArray<double>(), same.ToArray<double>());
            Assert.InRange(whole, n * 8000, n * 8000 * 1.1);
            return peak;
        }).ToArray();
        Assert.InRange(peaks[0], 10 * 8000, 25 * 8000);
        Assert.InRange((double)peaks[1] / peaks[0], 1.7, 2.2);
        Assert.InRange((double)peaks[2] / peaks[1], 1.7, 2.2);
        Assert.Equal(0, Live());
    }

    [Fact]
    public void A_chain_of_checkpoints_needs_a_fraction_of_the_memory_of_the_process()
    {
        var x = Tensor.Linspace(-1, 1, 20_000, DType.Float64);
        var whole = Most(layers => layers.Aggregate(x, (x, layer) => layer(x)));
        var parts = Most(layers => CheckpointChain(layers, x));
        Assert.InRange(whole, 400 * 160_000, long.MaxValue);
        Assert.InRange(parts, 0, whole / 3);

        // The most bytes of the process that are in use when a layer runs, the first time or again.
        long Most(Func<Func<Tensor, Tensor>[], Tensor> chain)
        {
            var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
            Func<Tensor, Tensor> layer = x => Tanh(x * 1.01);
            Func<Tensor, Tensor> measured = x =>
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                return layer(x);
            };
            Grad(w => Sum(chain([.. Enumerable.Range(1, 400).Select(i => i % 20 == 0 ? measured : layer).Select<Func<Tensor, Tensor>, Func<Tensor, Tensor>>(f => x => f(x) * w)])))(N(1));
            return most;
        }
    }

    [Fact]
    public void A_scan_keeps_its_states_alone()
    {
        var w = Tensor.Linspace(0.5, 1, 1000, DType.Float64);
        var step = (Tensor s) => (Tanh(s * w) * Sin(s + w) + Tanh(s - w), Sum(s));
        var (peak, gradient) = Peak(() => Grad(w => Sum(Scan(s => (Tanh(s * w) * Sin(s + w) + Tanh(s - w), Sum(s)), Tensor.OnesLike(w), 100).Carry))(w));
        Assert.InRange(peak, 100 * 8000, 115 * 8000);
        var same = Grad(w => Sum(Enumerable.Range(0, 100).Aggregate(Tensor.OnesLike(w), (s, _) => Tanh(s * w) * Sin(s + w) + Tanh(s - w))))(w);
        Assert.True(Max(Abs(gradient - same)).ToScalar() < 1e-12);
    }

    [Fact]
    public void A_million_steps_of_a_scan()
    {
        var (peak, (rate, elements)) = Peak(() => Grad<(Tensor Rate, Tensor Xs)>(p => Scan((s, x) => (s * p.Rate + x, s), N(1), p.Xs).Carry)((N(0.5), Tensor.Ones([1_000_000], DType.Float64))));
        // The state tends to s = 1 / (1 − r), the derivative in r to s², and element k from the end counts for rᵏ.
        Assert.Equal(4, rate.ToScalar(), 1e-12);
        Assert.Equal((1, 0.5, 0.25), (elements[^1].ToScalar(), elements[^2].ToScalar(), elements[^3].ToScalar()));
        Assert.InRange(peak, 8_000_000, 17_000_000);
    }

    [Fact]
    public void A_scan_gives_the_states_and_results_of_a_loop()
    {
        var (sum, sums) = Scan((s, x) => (s + x, s + x), N(0), V(1, 2, 3));
        Assert.Equal((6, "[1. 3. 6.]"), (sum.ToScalar(), sums.ToString()));
        (sum, sums) = Scan((s, x) => (s + x, s + x), N(0), V(1, 2, 3), reverse: true);
        Assert.Equal((6, "[6. 5. 3.]"), (sum.ToScalar(), sums.ToString()));
        var (power, powers) = Scan(s => (s * 2, s), N(1), length: 4);
        Assert.Equal((16, "[1. 2. 4. 8.]"), (power.ToScalar(), powers.ToString()));
    }

    [Fact]
    public void A_scan_of_no_steps_gives_the_first_state_and_no_results()
    {
        var (state, ys) = Scan((s, x) => (s * x[0], Stack(0, s, s)), N(3), Tensor.Zeros([0, 2], DType.Float64));
        Assert.Equal((3, "[0, 2]"), (state.ToScalar(), ys.Shape.ToString()));
        Assert.Equal((2, "[0]"), Scan(s => (s, s), N(2), length: 0) is var (s, none) ? (s.ToScalar(), none.Shape.ToString()) : default);
        foreach (var (_, d) in Modes) Assert.Equal(1, d(x => Scan(s => (s * x, s), x, length: 0).Carry)(N(2)).ToScalar());
        Assert.Equal([0, 2], Grad(xs => Scan((s, x) => (s * x[0], s), N(3), xs).Carry)(Tensor.Zeros([0, 2], DType.Float64)).Shape);
    }

    [Fact]
    public void Recording_beyond_the_budget_names_the_remedy()
    {
        var budget = Recording.Budget;
        try
        {
            Recording.Budget = 1_000_000;
            var message = Assert.Throws<InsufficientMemoryException>(() => Grad(x => Enumerable.Range(0, 1000).Aggregate(x, (x, _) => Tanh(x)).Sum())(Tensor.Ones([1000]))).Message;
            Assert.Equal("Grad: the values kept for the pullback take more than the budget of 1000000 bytes: wrap parts of the function in Checkpoint or loops in Scan, or raise Recording.Budget", message);
            Grad(x => CheckpointChain(Enumerable.Repeat(Tanh, 1000).ToArray(), x).Sum())(Tensor.Ones([1000]));
            Assert.Equal(0, Live());
        }
        finally
        {
            Recording.Budget = budget;
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Recording.Budget = -1);
    }

    [Fact]
    public void A_pullback_counts_until_it_is_gone()
    {
        var before = Live();
        Assert.Equal(before + 8000, Hold());
        Assert.Equal(before, Live());

        static long Hold()
        {
            var (_, pullback) = Vjp(Sin, Tensor.Linspace(0, 1, 1000, DType.Float64));
            var live = Recording.LiveBytes;
            GC.KeepAlive(pullback);
            return live;
        }
    }

    [Fact]
    public void A_linear_map_runs_its_function_once()
    {
        var runs = 0;
        var (y, map) = Linearize((Tensor x) => { runs++; return (x * x, Sum(x)); }, V(1, 2));
        Assert.Equal((4, 3), (y.Item1[1].ToScalar(), y.Item2.ToScalar()));
        Assert.Equal("([2. 0.], 1.0)", map(V(1, 0)).ToString());
        Assert.Equal("([0. 4.], 1.0)", map(V(0, 1)).ToString());
        Assert.Equal(1, runs);
        Assert.Equal([2, 4], Grad(dx => Sum(map(dx).Item1))(V(5, 6)).ToArray<double>());
        Assert.Equal("([0. 0.], [7. 8.])", Linearize(x => (V(1, 2), x), V(0, 0)).Tangent(V(7, 8)).ToString());
    }

    [Fact]
    public void A_checkpoint_keeps_what_it_captures_from_levels_above_its_argument()
    {
        var (x, d) = (V(1, 2, 3), V(1, 1, 1));
        Assert.Equal([2, 2, 2], Through(u => Checkpoint(q => u * u)));
        Assert.Equal([6, 12, 18], Through(u => Checkpoint(q => u * u * q)));

        double[] Through(Func<Tensor, Func<Tensor, Tensor>> f) => Grad(a => Sum(Jvp(c => Jvp(u => f(u)(c), c, d).Y, a, d).Tangent))(x).ToArray<double>();
    }

    /// <summary>The signs of values of an inner derivative, in which the results have none, with arrays that are recycled where they can be.</summary>
    [Fact]
    public void What_runs_again_sees_values_of_derivatives_that_have_ended_as_constants()
    {
        var (x, d) = (Cos(Tensor.Arange(10_000).Cast(DType.Float64)), Sin(Tensor.Arange(10_000).Cast(DType.Float64)));
        foreach (var apply in (Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>[])
        [
            f => Checkpoint(f),
            f => q => Scan(q => (f(q), q), q, 1).Carry,
            f => Custom(f, (q, dq, _) => Jvp(f, q, dq).Tangent, (q, _, dq) => Vjp(f, q).Pullback(dq)),
        ])
            foreach (var inner in (Func<Func<Tensor, Tensor>, Tensor>[])
            [
                f => Jvp(f, x, d) is var (y, dy) ? y + dy : x,
                f => Linearize(f, x) is var (y, map) ? y + map(d) : x,
                f => Vjp(f, x) is var (y, pullback) ? y + pullback(d) : x,
                f => Grad(u => Sum(f(u)))(x),
            ])
                Assert.Equal(Slope(f => f, inner), Slope(apply, inner));

        // The pullbacks are gone, so that they do not count in what other tests measure.
        Assert.Equal(0, Live());

        double[] Slope(Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>> apply, Func<Func<Tensor, Tensor>, Tensor> inner) => Grad((Tensor a) =>
        {
            var of = inner(u =>
            {
                var captured = Sin(u * 3) * a;
                var y = apply(q => q * q * Cast(captured > 0, DType.Float64))(a);
                return y * Exp(u);
            });
            var noise = Grad(u => Sum(Sin(u) * Exp(u)))(x);
            return Sum(of * noise);
        })(d).ToArray<double>();
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Refused<ShapeException>("Scan: xs.Item1 has 2 elements, xs.Item2 has 3: lengths differ", () => Scan<Tensor, (Tensor, Tensor), Tensor>((s, x) => (s, s), N(0), (V(1, 2), V(1, 2, 3))));
        Refused<ShapeException>("Scan: xs is a scalar, over which no loop can go", () => Scan((s, x) => (s, s), N(0), N(1)));
        Refused<ShapeException>("Scan: no tensor is found in xs: pass length: for a loop without them", () => Scan<Tensor, Tensor[], Tensor>((s, x) => (s, s), N(0), []));
        Refused<ShapeException>("Scan: the state is [], a step makes it [2]: shapes differ", () => Scan((s, x) => (s * V(1, 2), s), N(0), V(1, 2)));
        Refused<ShapeException>("Scan: the state.Item2 is [], a step makes it [2]: shapes differ", () => Scan<(Tensor, Tensor), Tensor>(s => ((s.Item1, s.Item2 * V(1, 2)), s.Item1), (N(0), N(0)), 3));
        Refused<DTypeException>("Scan: the state is float64, a step makes it float32: convert one with Cast", () => Scan(s => (s.Cast(DType.Float32), s), N(0), 3));
        Refused<ShapeException>("Scan: the state has the leaves [0], a step gives it the leaves [0], [1]", () => Scan<Tensor[], Tensor>(s => ([s[0], s[0]], s[0]), [N(0)], 3));
        var step = 0;
        Refused<ShapeException>("Scan: a result of step 1 is [2], that of step 0 is [1]: shapes differ", () => Scan(s => (s, Tensor.Ones([++step])), N(0), 3));
        Refused<DTypeException>("Scan: a result of step 2 is float32, that of step 0 is float64: convert one with Cast",
            () => Scan((s, x) => (s + 1, s.ToScalar() < 2 ? x : x.Cast(DType.Float32)), N(0), V(1, 2, 3)));
        Refused<ShapeException>("Scan: step 1 gives more or fewer results than step 0: each gives the same",
            () => Scan<Tensor, Tensor[]>(s => (s + 1, [.. Enumerable.Repeat(s, 1 + (int)s.ToScalar())]), N(0), 2));
        Refused<ArgumentOutOfRangeException>("Scan: a length from 0 on, not -1 (Parameter 'length')", () => Scan(s => (s, s), N(0), -1));
        Refused<ShapeException>("Linearize: the argument is [2], its tangent is []: shapes differ", () => Linearize(Sin, V(1, 2)).Tangent(N(1)));
        Refused<DTypeException>("Linearize: an argument is int32, which has no derivative: pass float32 or float64, or capture it", () => Linearize(x => x, Tensor.Scalar(1)));

        static void Refused<T>(string message, Func<object?> use) where T : Exception => Assert.Equal(message, Assert.Throws<T>(use).Message);
    }

    [Fact]
    public void A_checkpoint_of_another_thread_s_gradient_is_refused() => Grad(x =>
    {
        Exception? caught = null;
        var thread = new Thread(() => caught = Record.Exception(() => Checkpoint(x => x * 2)(x)));
        thread.Start();
        thread.Join();
        Assert.Contains("another thread", Assert.IsType<ScopeException>(caught).Message, StringComparison.Ordinal);
        return x;
    })(N(1));

    [Fact]
    public void Pullbacks_may_run_on_several_threads_at_once()
    {
        var (_, pullback) = Vjp(x => Scan(s => (Tanh(s * x), s), x, 50).Carry, X);
        var expected = pullback(W).ToArray<double>();
        Parallel.For(0, 8, _ => Assert.Equal(expected, pullback(W).ToArray<double>()));
    }

    static (long Bytes, T Result) Peak<T>(Func<T> run)
    {
        Recording.ResetPeak();
        var before = Live();
        var result = run();
        return (Recording.PeakBytes - before, result);
    }
}
