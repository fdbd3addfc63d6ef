using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// The method of order 5 whose steps are as long as an estimate of order 4 allows (J. Dormand, P. Prince 1980, "A Family of Embedded Runge-Kutta
/// Formulae"), under proportional-integral control (E. Hairer, S. Nørsett, G. Wanner 1993, "Solving Ordinary Differential Equations I", section
/// II.4; G. Wanner, E. Hairer 1996, "… II", section IV.2). The error of a step counts in the root mean square over all elements, each relative to
/// its tolerance. A batch in x is one state with one step for all; inside <c>Vmap</c> each element takes the steps that it takes alone.
/// </summary>
public sealed partial record DormandPrince : OdeMethod<DormandPrinceState>
{
    /// <summary>Exponents of the controller, half of them because it is told squares, the limits of a change of step, and a factor of safety, as in Hairer's DOPRI5.</summary>
    const double Integral = 0.04 / 2, Proportional = (0.2 - 0.75 * 0.04) / 2, Shrink = 0.2, Grow = 10, Safety = 0.9;

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

    private protected override DormandPrinceState Start(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end)
        => Start(f, x, f(Tensor.Full([], start, x.DType), x), start, end);

    DormandPrinceState Start(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor slope, double start, double end)
    {
        var state = new DormandPrinceState(Tensor.Scalar(start), x, end, slope, Tensor.Scalar(0.0), Tensor.Scalar(SmallError(x.Size)), Tensor.Scalar(Grow))
        {
            Direction = Math.Sign(end - start), Begun = InitialStep is null && start != end ? 2 : 1,
        };
        if (start == end) return state with { Code = Outcomes.Code(Outcome.Converged) };
        var isFinite = Vectors.IsFinite(Vectors.Largest(Surroundings.Still(slope)));
        return state with
        {
            Step = Limit(InitialStep is { } step ? Tensor.Scalar(step) : FirstStep(f, state)),
            Code = Outcomes.Choose(isFinite, Outcome.Running, Outcome.NotFinite),
        };
    }

    private protected override DormandPrinceState Advance(Func<Tensor, Tensor, Tensor> f, DormandPrinceState state) => Attempt(f, state, null);

    /// <summary>The state after an attempt at a step, which is noted where it succeeds.</summary>
    DormandPrinceState Attempt(Func<Tensor, Tensor, Tensor> f, DormandPrinceState state, Action<Interval>? note)
    {
        var left = state.Direction > 0 ? state.End - state.T : state.T - state.End;
        // A step that would leave a tiny rest goes to the end.
        var isLast = state.Step * 1.01 >= left;
        var (length, step) = Cond(isLast,
            _ => (left, new Interval(state.T, state.Signed(left), Tensor.Scalar(state.End))),
            length => (length, new Interval(state.T, state.Signed(length), state.T + state.Signed(length))), state.Step);
        var stages = step.From(f, state.X, state.Slope);
        var (error, size) = (SquaredError(stages.Gap(), Maximum(Abs(state.X), Abs(stages.Next))), Math.Max(1, state.X.Size));
        var tried = state with { Attempts = state.Attempts + 1 };
        var goesOn = tried.Attempts < MaxSteps ? Outcome.Running : Outcome.UsedUp;
        var isAccurate = error <= size;
        return Cond(isAccurate, stages => { note?.Invoke(step.If(isAccurate)); return Accept(stages.Next, stages.Slope); }, _ => Reject(), stages);

        DormandPrinceState Accept(Tensor next, Tensor slope)
        {
            // Without any error this is infinite, and limited like all.
            var factor = Safety * Math.Pow(size, Proportional - Integral) * Pow(error, -Proportional) * Pow(state.LastError, Integral);
            return tried with
            {
                T = step.End, X = next, Slope = slope, Step = Limit(length * Minimum(Maximum(factor, Shrink), state.Growth)),
                LastError = Maximum(error, SmallError(size)), Growth = Tensor.Scalar(Grow), Steps = state.Steps + 1,
                Code = goesOn == Outcome.Running ? Outcomes.Converged(isLast) : Outcomes.Choose(isLast, Outcome.Converged, goesOn),
            };
        }

        DormandPrinceState Reject()
        {
            var isFinite = Vectors.IsFinite(error);
            var shorter = length * Where(isFinite, Maximum(Safety * Pow(error / size, -Proportional), Shrink), Shrink);
            var isTooShort = shorter <= Maximum(16 * Vectors.Epsilon(length) * Abs(state.T), 1e-300);
            return tried with
            {
                Step = shorter, Growth = Tensor.Scalar(1.0), Rejected = state.Rejected + 1,
                Code = Where(isTooShort, Outcomes.Choose(isFinite, Outcome.Stalled, Outcome.NotFinite), Outcomes.Code(goesOn)),
            };
        }
    }

    Tensor Limit(Tensor step) => MaxStep is { } longest ? Minimum(step, longest) : step;

    /// <summary>The smallest error that the controller remembers, 1e-4 in the root mean square.</summary>
    static double SmallError(int size) => 1e-8 * size;

    /// <summary>The sum of the squares of a change, each element relative to its tolerance, as a constant, float64 [].</summary>
    Tensor SquaredError(Tensor change, Tensor size)
    {
        var relative = RelativeTolerance ?? (change.DType == DType.Float32 ? 1e-4 : 1e-6);
        var allowed = relative * Surroundings.Still(size) + (AbsoluteTolerance ?? relative);
        return Cast(Sum(Square(Surroundings.Still(change) / allowed)), DType.Float64);
    }

    /// <summary>A first step by the sizes of the slope and of its change (E. Hairer, S. Nørsett, G. Wanner 1993, section II.4, "Starting Step Size").</summary>
    Tensor FirstStep(Func<Tensor, Tensor, Tensor> f, DormandPrinceState state)
    {
        var (x, slope, size) = (Surroundings.Still(state.X), Surroundings.Still(state.Slope), Abs(state.X));
        var (d0, d1) = (Length(x), Length(slope));
        var small = Minimum(Where(d0 < 1e-5 | d1 < 1e-5, 1e-6, 0.01 * d0 / d1), Abs(state.End - state.T));
        var h = small * state.Direction;
        var d2 = Length(f(Cast(state.T + h, x.DType), x + Cast(h, x.DType) * slope) - slope) / small;
        var steepest = Maximum(d1, d2);
        var step = Where(steepest <= 1e-15, Maximum(small * 1e-3, 1e-6), Pow(0.01 / steepest, Tensor.Scalar(0.2)));
        return Where(Vectors.IsFinite(step) & step > 0, Minimum(100 * small, step), small);

        Tensor Length(Tensor change) => Sqrt(SquaredError(change, size) / Math.Max(1, x.Size));
    }
}

/// <summary>Where <see cref="DormandPrince"/> is.</summary>
/// <param name="Slope">The slope there, which the last step has computed.</param>
/// <param name="Step">The length of the next step to try, float64 [].</param>
/// <param name="LastError">The sum of the squared relative errors of the last step, float64 [].</param>
/// <param name="Growth">By how much the step after the next may grow: not at all after an attempt that failed, float64 [].</param>
[Tree]
public sealed partial record DormandPrinceState(Tensor T, Tensor X, double End, Tensor Slope, Tensor Step, Tensor LastError, Tensor Growth)
    : OdeState(T, X, End)
{
    /// <summary>1 forwards in time, −1 backwards.</summary>
    public required double Direction { get; init; }

    /// <summary>How often f was computed before the first step.</summary>
    public required int Begun { get; init; }

    /// <summary>How many steps were tried; in a batch, by the elements that go on.</summary>
    public int Attempts { get; init; }

    internal Tensor Signed(Tensor length) => Direction > 0 ? length : -length;

    /// <inheritdoc/>
    public override Tensor Evaluations => 6 * (Steps + Rejected) + Begun;
}
