using System.Numerics;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "ode": y′₀ = x₀, y′ᵢ = xᵢ·yᵢ₋₁ from y = 0 at time 0 to time 2, with s steps of the fourth-order Runge-Kutta method, and the
/// gradient of the last component in x.
/// </summary>
internal static class Ode
{
    internal sealed record Input(double[] X, int S) : Runs;

    internal static readonly Module Module = new Module<Input, Input>("ode", Check)
    {
        { "primal", input => Solve<double>(input.X, input.S), y => y },
        { "gradient", input => Scalars.Gradient(x => Solve(x, input.S)[^1], input.X), gradient => gradient },
    };

    internal static T[] Solve<T>(ReadOnlySpan<T> x, int steps) where T : IFloatingPointIeee754<T>
    {
        var h = T.CreateChecked(2.0 / steps);
        var (half, third, sixth) = (h * T.CreateChecked(0.5), h / T.CreateChecked(3), h / T.CreateChecked(6));
        var y = new T[x.Length];
        Array.Fill(y, T.Zero);
        for (var step = 0; step < steps; step++)
        {
            // A component's slopes depend on the one before it alone, so one sweep takes all four stages of each.
            T before1 = T.One, before2 = T.One, before3 = T.One, before4 = T.One;
            for (var i = 0; i < y.Length; i++)
            {
                var k1 = x[i] * before1;
                var k2 = x[i] * before2;
                var k3 = x[i] * before3;
                var k4 = x[i] * before4;
                before1 = y[i];
                before2 = before1 + half * k1;
                before3 = before1 + half * k2;
                before4 = before1 + h * k3;
                y[i] = before1 + (sixth * (k1 + k4) + third * (k2 + k3));
            }
        }
        return y;
    }

    static Input Check(Input input)
        => input.X.Length == 0 ? throw new ArgumentException("'x' is empty: the equation needs a component")
        : input.S is < 1 or > 1 << 24 ? throw new ArgumentException($"'s' is {input.S}: the solver takes 1 to {1 << 24} steps")
        : input;
}
