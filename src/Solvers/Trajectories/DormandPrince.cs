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

    private protected override DormandPrinceState Start(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end)
        => Start(f, x, f(Tensor.Full([], start, x.DType), x), start, end);

    DormandPrinceState Start(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor slope, double start, double end)
    {
        var state = new DormandPrinceState(Tensor.Scalar(start), x, end, slope, Tensor.Scalar(0.0), Tensor.Scalar(1e-4), Tensor.Scalar(Grow))
        {
            Direction = Math.Sign(end - start), Evaluations = Tensor.Scalar(InitialStep is null && start != end ? 2 : 1),
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
        var length = Where(isLast, left, state.Step);
        var h = state.Direction > 0 ? length : -length;
        var step = new Interval(state.T, h, Where(isLast, state.End, state.T + h));
        var stages = step.From(f, state.X, state.Slope);
        var error = RelativeLength(stages.Gap(), Maximum(Abs(state.X), Abs(stages.Next)));
        var isAccurate = error <= 1;
        return Cond(isAccurate, stages => { note?.Invoke(step.If(isAccurate)); return Accept(stages.Next, stages.Slope); }, _ => Reject(), stages);

        DormandPrinceState Accept(Tensor next, Tensor slope)
        {
            // Smaller errors would let the step grow beyond its limit anyway.
            var factor = Safety * Pow(Maximum(error, 1e-10), -Proportional) * Pow(state.LastError, Integral);
            var steps = state.Steps + 1;
            return state with
            {
                T = step.End, X = next, Slope = slope, Step = Limit(length * Minimum(Maximum(factor, Shrink), state.Growth)),
                LastError = Maximum(error, 1e-4), Growth = Tensor.Scalar(Grow), Steps = steps, Evaluations = state.Evaluations + 6,
                Code = Where(isLast, Outcomes.Code(Outcome.Converged), Counted(steps, state.Rejected)),
            };
        }

        DormandPrinceState Reject()
        {
            var isFinite = Vectors.IsFinite(error);
            var shorter = length * Where(isFinite, Maximum(Safety * Pow(error, -Proportional), Shrink), Shrink);
            var isTooShort = shorter <= Maximum(16 * Vectors.Epsilon(length) * Abs(state.T), 1e-300);
            var rejected = state.Rejected + 1;
            return state with
            {
                Step = shorter, Growth = Tensor.Scalar(1.0), Rejected = rejected, Evaluations = state.Evaluations + 6,
                Code = Where(isTooShort, Outcomes.Choose(isFinite, Outcome.Stalled, Outcome.NotFinite), Counted(state.Steps, rejected)),
            };
        }
    }

    Tensor Counted(Tensor steps, Tensor rejected) => Outcomes.Choose(steps + rejected < MaxSteps, Outcome.Running, Outcome.UsedUp);

    Tensor Limit(Tensor step) => MaxStep is { } longest ? Minimum(step, longest) : step;

    /// <summary>The root mean square of a change, each element relative to its tolerance, as a constant, float64 [].</summary>
    Tensor RelativeLength(Tensor change, Tensor size)
    {
        if (change.Size == 0) return Tensor.Scalar(0.0);
        var relative = RelativeTolerance ?? (change.DType == DType.Float32 ? 1e-4 : 1e-6);
        var allowed = (AbsoluteTolerance ?? relative) + relative * Surroundings.Still(size);
        return Cast(Sqrt(Mean(Square(Surroundings.Still(change) / allowed))), DType.Float64);
    }

    /// <summary>A first step by the sizes of the slope and of its change (E. Hairer, S. Nørsett, G. Wanner 1993, section II.4, "Starting Step Size").</summary>
    Tensor FirstStep(Func<Tensor, Tensor, Tensor> f, DormandPrinceState state)
    {
        var (x, slope, size) = (Surroundings.Still(state.X), Surroundings.Still(state.Slope), Abs(state.X));
        var (d0, d1) = (RelativeLength(x, size), RelativeLength(slope, size));
        var small = Minimum(Where(d0 < 1e-5 | d1 < 1e-5, 1e-6, 0.01 * d0 / d1), Abs(state.End - state.T));
        var h = small * state.Direction;
        var d2 = RelativeLength(f(Cast(state.T + h, x.DType), x + Cast(h, x.DType) * slope) - slope, size) / small;
        var steepest = Maximum(d1, d2);
        var step = Where(steepest <= 1e-15, Maximum(small * 1e-3, 1e-6), Pow(0.01 / steepest, Tensor.Scalar(0.2)));
        return Where(Vectors.IsFinite(step) & step > 0, Minimum(100 * small, step), small);
    }
}

/// <summary>Where <see cref="DormandPrince"/> is.</summary>
/// <param name="Slope">The slope there, which the last step has computed.</param>
/// <param name="Step">The length of the next step to try, float64 [].</param>
/// <param name="LastError">The relative error of the last step, float64 [].</param>
/// <param name="Growth">By how much the step after the next may grow: not at all after an attempt that failed, float64 [].</param>
public sealed record DormandPrinceState(Tensor T, Tensor X, double End, Tensor Slope, Tensor Step, Tensor LastError, Tensor Growth)
    : OdeState(T, X, End)
{
    /// <summary>1 forwards in time, −1 backwards.</summary>
    public required double Direction { get; init; }
}
