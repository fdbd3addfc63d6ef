using static Functional.ForwardMode;
using static Functional.ReverseMode;

namespace Functional.Tests.Reverse;

/// <summary>The derivative of a function of a scalar by each mode.</summary>
static class BothModes
{
    internal static readonly (string Name, Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>> Derivative)[] Modes =
        [("forward", f => Derivative(f)), ("reverse", f => Grad(f))];

    internal static Tensor N(double value) => Tensor.Scalar(value);

    internal static Tensor V(params double[] values) => Tensor.Of<double>(values);

    /// <summary>Checks the derivative of a function of a vector that works on each element alone, in both modes.</summary>
    internal static void Has(double[] derivatives, Func<Tensor, Tensor> f, params double[] at)
    {
        Xunit.Assert.Equal(derivatives, Derivative(f)(V(at)).ToArray<double>());
        Xunit.Assert.Equal(derivatives, Grad(x => f(x).Sum())(V(at)).ToArray<double>());
    }

    /// <summary>Checks the gradient of a function of a vector with a scalar result, in reverse mode and, along each axis, in forward mode.</summary>
    internal static void HasGradient(double[] gradient, Func<Tensor, Tensor> f, params double[] at)
    {
        const double rounding = 4.0 / (1L << 52);
        var found = Grad(f)(V(at)).ToArray<double>();
        for (var i = 0; i < at.Length; i++)
        {
            Xunit.Assert.Equal(gradient[i], found[i], rounding * Math.Abs(gradient[i]));
            Xunit.Assert.Equal(gradient[i], Jvp(f, V(at), Tensor.Zeros([at.Length], DType.Float64).With(1, i)).Tangent.ToScalar(), rounding * Math.Abs(gradient[i]));
        }
    }
}
