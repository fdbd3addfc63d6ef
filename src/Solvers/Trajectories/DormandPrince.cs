using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// The method of order 5 whose steps are as long as an estimate of order 4 allows (J. Dormand, P. Prince 1980, "A Family of Embedded Runge-Kutta
/// Formulae"), under proportional-integral control (E. Hairer, S. Nørsett, G. Wanner 1993, "Solving Ordinary Differential Equations I", section
/// II.4; G. Wanner, E. Hairer 1996, "… II", section IV.2). The error of a step counts in the root mean square over all elements, each relative to
/// its tolerance. A batch is one state with one step for all; inside <c>Vmap</c>, where elements would differ in their steps, it is refused.
/// </summary>
public sealed record DormandPrince : OdeMethod<DormandPrinceState>
{
    /// <summary>Exponents of the controller, the limits of a change of step, and a factor of safety, as in Hairer's DOPRI5.</summary>
    const double Integral = 0.04, Proportional = 0.2 - 0.75 * Integral, Shrink = 0.2, Grow = 10, Safety = 0.9;

    /// <summary>The error allowed in a step, relative to the state; by default 1e-6 for float64 and 1e-4 for float32.</summary>
    public double? RelativeTolerance { get; init => field = value is { } tolerance ? Require.Positive(tolerance) : null; }

    /// <summary>The error allowed in a step where the state is near 0; by default the relative tolerance.</summary>
    public double? AbsoluteTolerance { get; init => field = value is { } tolerance ? Require.Positive(tolerance) : null; }

    /// <summary>The length of the first step to try; by default it is chosen by the slope and its change.</summary>
    public double? InitialStep { get; init => field = value is { } step ? Require.Positive(step) : null; }

    /// <summary>The longest step.</summary>
    public double? MaxStep { get; init => field = value is { } step ? Require.Positive(step) : null; }

    /// <summary>How many steps may be taken, rejected ones included. A stiff equation uses them up.</summary>
    public int MaxSteps { get; init => field = Require.Positive(value); } = 100_000;

    private protected override DormandPrinceState Start(Func<double, Tensor, Tensor> f, Tensor x, double start, double end)
    {
        var slope = f(start, x);
        var state = new DormandPrinceState(start, x, end, slope, 0, 1e-4) { Evaluations = 1 };
        if (start == end) return state;
        if (!double.IsFinite(Vectors.Largest(slope))) return state with { Outcome = Outcome.NotFinite };
        return state with { Step = Limit(InitialStep ?? FirstStep(f, state), state), Evaluations = InitialStep is null ? 2 : 1 };
    }

    private protected override DormandPrinceState Advance(Func<double, Tensor, Tensor> f, DormandPrinceState state)
    {
        var (t, x, k1) = (state.T, state.X, state.Slope);
        var left = Math.Abs(state.End - t);
        // A step that would leave a tiny rest goes to the end.
        var isLast = state.Step * 1.01 >= left;
        var h = (isLast ? left : state.Step) * Math.Sign(state.End - t);
        var end = isLast ? state.End : t + h;
        var k2 = f(t + h / 5, x + h / 5 * k1);
        var k3 = f(t + h * 3 / 10, x + h * (3.0 / 40 * k1 + 9.0 / 40 * k2));
        var k4 = f(t + h * 4 / 5, x + h * (44.0 / 45 * k1 - 56.0 / 15 * k2 + 32.0 / 9 * k3));
        var k5 = f(t + h * 8 / 9, x + h * (19372.0 / 6561 * k1 - 25360.0 / 2187 * k2 + 64448.0 / 6561 * k3 - 212.0 / 729 * k4));
        var k6 = f(end, x + h * (9017.0 / 3168 * k1 - 355.0 / 33 * k2 + 46732.0 / 5247 * k3 + 49.0 / 176 * k4 - 5103.0 / 18656 * k5));
        var next = x + h * (35.0 / 384 * k1 + 500.0 / 1113 * k3 + 125.0 / 192 * k4 - 2187.0 / 6784 * k5 + 11.0 / 84 * k6);
        var k7 = f(end, next);
        var gap = h * (71.0 / 57600 * k1 - 71.0 / 16695 * k3 + 71.0 / 1920 * k4 - 17253.0 / 339200 * k5 + 22.0 / 525 * k6 - 1.0 / 40 * k7);
        var error = RelativeLength(gap, Maximum(Abs(x), Abs(next)));
        var tried = state with { Evaluations = state.Evaluations + 6 };
        return error <= 1 ? Accept(tried, h, end, next, k7, error) : Reject(tried, h, error);
    }

    DormandPrinceState Accept(DormandPrinceState state, double h, double end, Tensor next, Tensor slope, double error)
    {
        // Smaller errors would let the step grow beyond its limit anyway.
        var counted = Math.Max(error, 1e-10);
        var factor = Safety * Math.Pow(counted, -Proportional) * Math.Pow(state.LastError, Integral);
        var step = Math.Abs(h) * Math.Clamp(factor, Shrink, state.WasRejected ? 1 : Grow);
        return Counted(new DormandPrinceState(end, next, state.End, slope, Limit(step, state), Math.Max(error, 1e-4))
        {
            Steps = state.Steps + 1, Rejected = state.Rejected, Evaluations = state.Evaluations,
            Outcome = end == state.End ? Outcome.Converged : Outcome.Running,
        });
    }

    DormandPrinceState Reject(DormandPrinceState state, double h, double error)
    {
        var isFinite = double.IsFinite(error);
        var step = Math.Abs(h) * (isFinite ? Math.Max(Safety * Math.Pow(error, -Proportional), Shrink) : Shrink);
        var isTooShort = step <= 16 * Math.Max(Math.BitIncrement(Math.Abs(state.T)) - Math.Abs(state.T), double.Epsilon);
        return Counted(state with
        {
            Step = step, Rejected = state.Rejected + 1, WasRejected = true,
            Outcome = !isTooShort ? Outcome.Running : isFinite ? Outcome.Stalled : Outcome.NotFinite,
        });
    }

    DormandPrinceState Counted(DormandPrinceState state)
        => state.Outcome == Outcome.Running && state.Steps + state.Rejected >= MaxSteps ? state with { Outcome = Outcome.UsedUp } : state;

    double Limit(double step, OdeState state) => Math.Min(step, MaxStep ?? Math.Abs(state.End - state.T));

    /// <summary>The root mean square of a change, each element relative to its tolerance.</summary>
    double RelativeLength(Tensor change, Tensor size)
    {
        if (change.Size == 0) return 0;
        var relative = RelativeTolerance ?? (change.DType == DType.Float32 ? 1e-4 : 1e-6);
        return Math.Sqrt(Mean(Square(change / ((AbsoluteTolerance ?? relative) + relative * size))).ToScalar());
    }

    /// <summary>A first step by the sizes of the slope and of its change (E. Hairer, S. Nørsett, G. Wanner 1993, section II.4, "Starting Step Size").</summary>
    double FirstStep(Func<double, Tensor, Tensor> f, DormandPrinceState state)
    {
        var (x, slope, size) = (state.X, state.Slope, Abs(state.X));
        var (d0, d1) = (RelativeLength(x, size), RelativeLength(slope, size));
        var span = Math.Abs(state.End - state.T);
        var small = Math.Min(d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1, span);
        var h = small * Math.Sign(state.End - state.T);
        var d2 = RelativeLength(f(state.T + h, x + h * slope) - slope, size) / small;
        var steepest = Math.Max(d1, d2);
        var step = steepest <= 1e-15 ? Math.Max(1e-6, small * 1e-3) : Math.Pow(0.01 / steepest, 0.2);
        return double.IsFinite(step) && step > 0 ? Math.Min(100 * small, step) : small;
    }
}

/// <summary>Where <see cref="DormandPrince"/> is.</summary>
/// <param name="Slope">The slope there, which the last step has computed.</param>
/// <param name="Step">The length of the next step to try.</param>
/// <param name="LastError">The relative error of the last step.</param>
[Tree]
public sealed partial record DormandPrinceState(double T, Tensor X, double End, Tensor Slope, double Step, double LastError) : OdeState(T, X, End)
{
    /// <summary>Whether the last attempt failed, after which a step does not grow.</summary>
    public bool WasRejected { get; init; }
}
