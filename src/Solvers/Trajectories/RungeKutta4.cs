using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// The classical method of order 4 with steps of equal length (W. Kutta 1901, "Beitrag zur näherungsweisen Integration totaler
/// Differentialgleichungen"). It takes all of its steps, whatever the values are, and looks at the last state alone.
/// </summary>
/// <param name="Count">The number of steps.</param>
public sealed record RungeKutta4(int Count) : OdeMethod<RungeKutta4State>
{
    /// <summary>The number of steps, 1 or more.</summary>
    public int Count { get; init => field = Require.Positive(value); } = Require.Positive(Count);

    private protected override RungeKutta4State Start(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end)
        => new(Tensor.Scalar(start), x, end, start) { Code = Outcomes.Code(start == end ? Outcome.Converged : Outcome.Running) };

    private protected override RungeKutta4State Advance(Func<Tensor, Tensor, Tensor> f, RungeKutta4State state)
    {
        var (h, steps) = ((state.End - state.Start) / Count, state.Steps + 1);
        var isLast = Equal(steps, Count);
        return state with
        {
            T = Where(isLast, state.End, state.Start + Cast(steps, DType.Float64) * h),
            X = Next(f, state.T, state.X, h),
            Code = Outcomes.Converged(isLast),
            Steps = steps,
        };
    }

    private protected override RungeKutta4State Run(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end)
    {
        var (state, h) = (Init(f, x, start, end), (end - start) / Count);
        if (start == end) return state;
        for (var i = 0; i < Count; i++) x = Next(f, Tensor.Scalar(start + i * h), x, h);
        return Judge(state with { T = Tensor.Scalar(end), X = x, Code = Outcomes.Code(Outcome.Converged), Steps = Tensor.Scalar(Count) });
    }

    static Tensor Next(Func<Tensor, Tensor, Tensor> f, Tensor time, Tensor x, double h)
    {
        var t = Cast(time, x.DType);
        var middle = t + h / 2;
        var k1 = f(t, x);
        var k2 = f(middle, x + h / 2 * k1);
        var k3 = f(middle, x + h / 2 * k2);
        var k4 = f(t + h, x + h * k3);
        return x + h / 6 * (k1 + 2 * (k2 + k3) + k4);
    }
}

/// <summary>Where <see cref="RungeKutta4"/> is.</summary>
/// <param name="Start">The time at which it started.</param>
[Tree]
public sealed partial record RungeKutta4State(Tensor T, Tensor X, double End, double Start) : OdeState(T, X, End)
{
    /// <inheritdoc/>
    public override Tensor Evaluations => 4 * Steps;
}
