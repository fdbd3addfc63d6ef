using System.Numerics;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "saddle": the point a where the maximum over b of (a₁² + a₂²) − (b₁² + b₂²) is smallest, and the b of that maximum, both by
/// gradient descent: the gradient in a is taken through the descent in b, which takes gradients itself (B. Pearlmutter, J. Siskind 2008).
/// Functions are named after the modes of both, the outer first.
/// </summary>
internal static class Saddle
{
    internal sealed record Input(double[] Start) : Runs;

    internal static readonly Module Module = new Module<Input, double[]>("saddle", Check)
    {
        { "ff", Solve<Forward, Forward>, y => y },
        { "fr", Solve<Forward, Backward>, y => y },
        { "rf", Solve<Backward, Forward>, y => y },
        { "rr", Solve<Backward, Backward>, y => y },
    };

    internal static double[] Solve<TOuter, TInner>(double[] start) where TOuter : IMode where TInner : IMode
    {
        var a = Descent.ArgMin<Maximum<TInner>, TOuter, double>(new(start), start);
        var b = Descent.ArgMax<Difference<double>, TInner, double>(new(a[0], a[1]), start);
        return [.. a, .. b];
    }

    /// <summary>The maximum over b as a function of a.</summary>
    readonly struct Maximum<TInner>(double[] start) : IFunctionOver<double> where TInner : IMode
    {
        public T Value<T>(ReadOnlySpan<T> a, Func<double, T> lift) where T : IFloatingPointIeee754<T>
        {
            var difference = new Difference<T>(a[0], a[1]);
            return Descent.Value<Difference<T>, T>(difference, Descent.ArgMax<Difference<T>, TInner, T>(difference, Array.ConvertAll(start, each => lift(each))));
        }
    }

    /// <summary>The function itself as one of b, for a given a.</summary>
    readonly struct Difference<T>(T a1, T a2) : IFunctionOver<T>
    {
        public TNumber Value<TNumber>(ReadOnlySpan<TNumber> b, Func<T, TNumber> lift) where TNumber : IFloatingPointIeee754<TNumber>
        {
            var (x, y) = (lift(a1), lift(a2));
            return x * x + y * y - (b[0] * b[0] + b[1] * b[1]);
        }
    }

    static double[] Check(Input input)
        => input.Start.Length == 2 ? input.Start : throw new ArgumentException($"'start' has {input.Start.Length} elements, not 2");
}
