using System.Numerics;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "particle": the control w for which a particle that two charges push, the gradient of whose potential is its acceleration, hits
/// the origin, found by gradient descent through the simulation (B. Pearlmutter, J. Siskind 2008). Functions are named after the
/// modes of the descent and of the force, in this order.
/// </summary>
internal static class Particle
{
    const double TimeStep = 0.1;
    const int MostSteps = 1 << 20;

    internal sealed record Input(double W) : Runs;

    internal static readonly Module Module = new Module<Input, double>("particle", input => input.W)
    {
        { "ff", Solve<Forward, Forward>, y => y },
        { "fr", Solve<Forward, Backward>, y => y },
        { "rf", Solve<Backward, Forward>, y => y },
        { "rr", Solve<Backward, Backward>, y => y },
    };

    internal static double Solve<TOuter, TInner>(double w) where TOuter : IMode where TInner : IMode
        => Descent.ArgMin<Miss<TInner>, TOuter, double>(default, [w])[0];

    /// <summary>The squared distance from the origin at which the particle meets the axis, as a function of the control.</summary>
    internal readonly struct Miss<TInner> : IFunctionOver<double> where TInner : IMode
    {
        public T Value<T>(ReadOnlySpan<T> control, Func<double, T> lift) where T : IFloatingPointIeee754<T>
        {
            var potential = new Potential<T>(control[0]);
            Span<T> place = [lift(0), lift(8)], speed = [lift(0.75), lift(0)], slope = new T[2];
            var step = lift(TimeStep);
            for (var count = 0; count < MostSteps; count++)
            {
                TInner.Gradient<Potential<T>, T>(potential, place, slope);
                for (var i = 0; i < 2; i++) place[i] += step * speed[i];
                if (place[1] <= T.Zero)
                {
                    // Back along the last step to the axis.
                    var x = place[0] - place[1] / speed[1] * speed[0];
                    return x * x;
                }
                for (var i = 0; i < 2; i++) speed[i] -= step * slope[i];
            }
            throw new ArithmeticException($"the particle has not met the axis in {MostSteps} steps");
        }
    }

    /// <summary>The potential of charges at (10, 10 − w) and (10, 0).</summary>
    readonly struct Potential<T>(T w) : IFunctionOver<T>
    {
        public TNumber Value<TNumber>(ReadOnlySpan<TNumber> place, Func<T, TNumber> lift) where TNumber : IFloatingPointIeee754<TNumber>
        {
            var ten = TNumber.CreateChecked(10);
            var (x, y) = (place[0] - ten, place[1]);
            return Inverse(x, y - (ten - lift(w))) + Inverse(x, y);
        }

        static TNumber Inverse<TNumber>(TNumber x, TNumber y) where TNumber : IFloatingPointIeee754<TNumber> => TNumber.One / TNumber.Sqrt(x * x + y * y);
    }
}
