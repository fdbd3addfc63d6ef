using Functional.Solvers;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

public class TrajectoryTests
{
    static readonly DormandPrince tight = new() { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-13 };

    /// <summary>d(x, v)/dt = (v, −x).</summary>
    static Tensor Oscillator(Tensor t, Tensor x) => Stack(0, x[1], -x[0]);

    /// <summary>dx/dt = x cos t, so x = x₀ exp(sin t).</summary>
    static Tensor Swing(Tensor t, Tensor x) => x * Cos(t);

    static Tensor LotkaVolterra(Tensor t, Tensor x, Tensor p) => Stack(0, x[0] * (p[0] - p[1] * x[1]), x[1] * (p[2] * x[0] - p[3]));

    static double Slope(Func<double, double> error, double coarse, double fine) => Math.Log(error(coarse) / error(fine)) / Math.Log(coarse / fine);

    [Fact]
    public void Runge_and_Kutta_have_order_4()
    {
        double Error(double h) => Math.Abs(new RungeKutta4((int)Math.Round(2 / h)).Integrate(Swing, N(1), 0, 2).X.ToScalar() - Math.Exp(Math.Sin(2)));
        Assert.InRange(Slope(Error, 0.05, 0.025), 3.8, 4.2);
        Assert.InRange(Slope(Error, 0.02, 0.01), 3.9, 4.1);
    }

    [Fact]
    public void Dormand_and_Prince_have_order_5()
    {
        // With a tolerance that every step meets, steps are as long as allowed.
        double Error(double h)
        {
            var end = new DormandPrince { RelativeTolerance = 1e3, InitialStep = h, MaxStep = h }.Integrate(Swing, N(1), 0, 2);
            Assert.InRange(end.Steps.ToScalar(), 2 / h - 1, 2 / h + 1);
            return Math.Abs(end.X.ToScalar() - Math.Exp(Math.Sin(2)));
        }
        Assert.InRange(Slope(Error, 0.1, 0.05), 4.7, 5.3);
        Assert.InRange(Slope(Error, 0.05, 0.025), 4.8, 5.2);
    }

    [Fact]
    public void Errors_follow_the_tolerance()
    {
        foreach (var tolerance in new[] { 1e-4, 1e-6, 1e-8, 1e-10 })
        {
            var end = new DormandPrince { RelativeTolerance = tolerance }.Integrate(Swing, N(1), 0, 10);
            Assert.Equal((Outcome.Converged, 10.0), (end.Outcome, end.T.ToScalar()));
            Assert.InRange(Math.Abs(end.X.ToScalar() - Math.Exp(Math.Sin(10))), 0, 30 * tolerance);
            Is($"{6 * (end.Steps + end.Rejected) + 2}", end.Evaluations);
        }
        var rough = new DormandPrince { RelativeTolerance = 1e-4 }.Integrate(Swing, N(1), 0, 10);
        var fine = new DormandPrince { RelativeTolerance = 1e-9 }.Integrate(Swing, N(1), 0, 10);
        // Ten times fewer steps for five digits less, as order 5 says.
        Assert.InRange(fine.Steps.ToScalar() / rough.Steps.ToScalar(), 5, 15);
    }

    [Fact]
    public void An_oscillator_keeps_its_energy()
    {
        foreach (var end in new[] { tight.Integrate(Oscillator, V(1, 0), 0, 100), new RungeKutta4(20_000).Integrate(Oscillator, V(1, 0), 0, 100) })
        {
            Assert.Equal(1, Sum(Square(end.X)).ToScalar(), 9);
            Near(V(Math.Cos(100), -Math.Sin(100)), end.X, 1e-9);
        }
    }

    [Fact]
    public void Time_runs_backwards_and_a_state_can_be_a_tree()
    {
        foreach (var back in new[] { tight.Integrate(Swing, N(1), 2, -1).X, new RungeKutta4(1000).Integrate(Swing, N(1), 2, -1).X })
            Near(N(Math.Exp(Math.Sin(-1) - Math.Sin(2))), back, 1e-10);
        var there = tight.Integrate(Oscillator, V(0.3, 0.4), 0, 5);
        Near(V(0.3, 0.4), tight.Integrate(Oscillator, there.X, 5, 0).X, 1e-10);
        var start = (Tensor.Ones([2, 2], DType.Float64), Tensor.Zeros([2, 2], DType.Float64));
        var (x, v) = tight.Integrate<(Tensor X, Tensor V)>((t, s) => (s.V, -s.X), start, 0, 1).X;
        Near(Tensor.Full([2, 2], Math.Cos(1), DType.Float64), x, 1e-11);
        Near(Tensor.Full([2, 2], -Math.Sin(1), DType.Float64), v, 1e-11);
        Assert.Equal((Outcome.Converged, 0), tight.Integrate(Swing, N(1), 2, 2) is var end ? (end.Outcome, end.Steps.ToScalar()) : default);
    }

    [Fact]
    public void Several_times()
    {
        double[] times = [0.5, 1, 1, 3];
        var all = tight.Integrate(Swing, N(1), 0, times);
        Assert.Equal(times, all.Select(each => each.T.ToScalar()));
        foreach (var each in all) Assert.Equal(Math.Exp(Math.Sin(each.T.ToScalar())), each.X.ToScalar(), 10);
        Assert.Throws<ArgumentException>(() => tight.Integrate(Swing, N(1), 0, 1, 0.5, 3));
        Assert.Throws<ArgumentException>(() => tight.Integrate(Swing, N(1), 2, 3, 1));
    }

    [Fact]
    public void Predators_and_prey_against_a_tighter_run_and_their_invariant()
    {
        var p = V(1.5, 1, 1, 3);
        Func<Tensor, Tensor, Tensor> f = (t, x) => LotkaVolterra(t, x, p);
        var reference = tight.Integrate(f, V(1, 1), 0, 10).X;
        Near(reference, new RungeKutta4(20_000).Integrate(f, V(1, 1), 0, 10).X, 1e-9);
        Near(reference, new DormandPrince { RelativeTolerance = 1e-8 }.Integrate(f, V(1, 1), 0, 10).X, 1e-5);
        // δx − γ log x + βy − α log y does not change.
        Func<Tensor, double> invariant = x => (x[0] - 3 * Log(x[0]) + x[1] - 1.5 * Log(x[1])).ToScalar();
        Assert.Equal(invariant(V(1, 1)), invariant(reference), 10);
    }

    [Fact]
    public void Float32_stays_float32()
    {
        var end = new DormandPrince().Integrate((t, x) => -x, Tensor.Of(1f, 2f), 0, 1);
        Assert.Equal((Outcome.Converged, DType.Float32), (end.Outcome, end.X.DType));
        Near(Tensor.Of(1f, 2f) * Math.Exp(-1), end.X, 1e-4);
    }

    [Fact]
    public void A_trajectory_says_why_it_stops()
    {
        // dx/dt = x² from 1 leaves every bound at t = 1.
        var blown = new DormandPrince().Integrate((t, x) => x * x, N(1), 0, 2);
        Assert.NotEqual(Outcome.Converged, blown.Outcome);
        Assert.InRange(blown.T.ToScalar(), 0.99, 1.01);
        // A stiff equation uses its steps up; with more of them it ends.
        Func<Tensor, Tensor, Tensor> stiff = (t, x) => -1e5 * (x - Cos(t));
        Assert.Equal(Outcome.UsedUp, new DormandPrince { MaxSteps = 1000 }.Integrate(stiff, N(0), 0, 1).Outcome);
        Assert.Equal(Outcome.Converged, new DormandPrince().Integrate(stiff, N(0), 0, 1).Outcome);
        Assert.Equal(Outcome.NotFinite, new DormandPrince().Integrate((t, x) => Log(x), N(-1), 0, 1).Outcome);
        Assert.Equal(Outcome.NotFinite, new RungeKutta4(100).Integrate(stiff, N(0), 0, 100).Outcome);
        // A jump that no step resolves at this tolerance is stepped over at last, not looped at for ever.
        Assert.Equal(Outcome.Converged, new DormandPrince { RelativeTolerance = 1e-3 }.Integrate((t, x) => x * 0 + Where(t < 0.5, 0, Tensor.OnesLike(t)), N(0), 0, 1).Outcome);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Equal("RungeKutta4: an unknown is [2], its slope there is [3]: shapes differ",
            Assert.Throws<ShapeException>(() => new RungeKutta4(3).Integrate((t, x) => V(1, 2, 3), V(1, 2), 0, 1)).Message);
        Assert.Equal("DormandPrince: an unknown is int32, not float32 or float64: convert it with Cast",
            Assert.Throws<DTypeException>(() => new DormandPrince().Integrate((t, x) => x, Tensor.Of(1), 0, 1)).Message);
        Assert.StartsWith(
            "Count is 0: it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new RungeKutta4(0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("MaxStep is -0.5: it must be a positive number",
            Assert.Throws<ArgumentOutOfRangeException>(() => new DormandPrince { MaxStep = -0.5 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DormandPrince { RelativeTolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DormandPrince { AbsoluteTolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DormandPrince { MaxSteps = 0 });
        Assert.StartsWith("the end of a trajectory is NaN",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RungeKutta4(3).Integrate(Swing, N(1), 0, double.NaN)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Straight_through_derivatives_of_every_nesting()
    {
        // x = x₀ exp(p sin t)
        Func<Tensor, Tensor> end = p => new RungeKutta4(200).Integrate((t, x) => p * x * Cos(t), N(1), 0, 2).X;
        Func<Tensor, Tensor> adaptive = p => tight.Integrate((t, x) => p * x * Cos(t), N(1), 0, 2).X;
        Func<Tensor, Tensor> closed = p => Exp(p * Math.Sin(2));
        foreach (var f in new[] { end, adaptive })
        {
            Near(Grad(closed)(N(0.7)), Grad(f)(N(0.7)), 1e-8);
            Near(Derivative(closed)(N(0.7)), Derivative(f)(N(0.7)), 1e-8);
            Near(Grad(Grad(closed))(N(0.7)), Grad(Grad(f))(N(0.7)), 1e-8);
            Near(Grad(Grad(closed))(N(0.7)), Derivative(Grad(f))(N(0.7)), 1e-8);
        }
        Near(Exp(V(0.1, 0.7) * Math.Sin(2)), Vmap(end)(V(0.1, 0.7)), 1e-8);
        Near(Math.Sin(2) * Exp(V(0.1, 0.7) * Math.Sin(2)), Vmap(Grad(end))(V(0.1, 0.7)), 1e-8);
    }
}
