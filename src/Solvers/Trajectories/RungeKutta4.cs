namespace Functional.Solvers;

/// <summary>
/// The classical method of order 4 with steps of equal length (W. Kutta 1901, "Beitrag zur näherungsweisen Integration totaler
/// Differentialgleichungen"). It decides nothing by values, so <c>Vmap</c> and <c>Jvp</c> take it as it is.
/// </summary>
/// <param name="Count">The number of steps.</param>
public sealed record RungeKutta4(int Count) : OdeMethod<RungeKutta4State>
{
    public int Count { get; init => field = Require.Positive(value); } = Require.Positive(Count);

    private protected override RungeKutta4State Start(Func<double, Tensor, Tensor> f, Tensor x, double start, double end) => new(start, x, end, start);

    private protected override RungeKutta4State Advance(Func<double, Tensor, Tensor> f, RungeKutta4State state)
    {
        var (h, t, x) = ((state.End - state.Start) / Count, state.T, state.X);
        var k1 = f(t, x);
        var k2 = f(t + h / 2, x + h / 2 * k1);
        var k3 = f(t + h / 2, x + h / 2 * k2);
        var k4 = f(t + h, x + h * k3);
        var isLast = state.Steps + 1 == Count;
        return state with
        {
            T = isLast ? state.End : state.Start + (state.Steps + 1) * h,
            X = x + h / 6 * (k1 + 2 * (k2 + k3) + k4),
            Outcome = isLast ? Outcome.Converged : Outcome.Running,
            Steps = state.Steps + 1,
            Evaluations = state.Evaluations + 4,
        };
    }
}

/// <summary>Where <see cref="RungeKutta4"/> is.</summary>
/// <param name="Start">The time at which it started.</param>
[Tree]
public sealed partial record RungeKutta4State(double T, Tensor X, double End, double Start) : OdeState(T, X, End);
