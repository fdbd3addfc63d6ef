using System.Numerics;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>The forms in which a derivative can be asked for.</summary>
public class CallTests
{
    static T Cube<T>(T x) where T : IMultiplyOperators<T, T, T> => x * x * x;
    static T Mixed<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Sin(a) * b;
    static T Norm<T>(T[] x) where T : IFloatingPointIeee754<T> => T.Sqrt(x.Aggregate(T.Zero, (sum, each) => sum + each * each));
    static T Total<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => Sum(x);

    sealed class Quartic : IScalarFunction
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => x * x * x * x;
    }

    sealed class Rosenbrock : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
            => (T.One - x[0]) * (T.One - x[0]) + T.CreateChecked(100) * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]);
    }

    sealed class Turn : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => (y[0], y[1]) = (x[1] * x[1], -x[0]);
    }

    [Fact]
    public void Lambdas_without_types()
    {
        Assert.Equal(6, Derivative(x => x * x, 3));
        Assert.Equal(6, Derivative(x => x * x, 3.0));
        Assert.Equal(6f, Derivative<float>(x => x * x, 3));
        Assert.Equal((3.0, 2.0), Gradient((x, y) => x * y, 2.0, 3.0));
        Assert.Equal((3.0, 2.0), Gradient((x, y) => x * y, 2, 3));
        Assert.Equal((12.0, 8.0, 6.0), Gradient((x, y, z) => x * y * z, 2.0, 3.0, 4.0));
        Assert.Equal([3, 2], Gradient(x => x[0] * x[1], [2.0, 3.0]));
        Assert.Equal([3, 2], Gradient(x => x[0] * x[1], (double[])[2, 3]));
        Assert.Equal([3, 2], Gradient(x => x[0] * x[1], (ReadOnlySpan<double>)[2, 3]));
        Assert.Equal([3f, 2f], Gradient<float>(x => x[0] * x[1], [2, 3]));
        Assert.Equal([9, 6, 2], Taylor(x => x * x, 3, 2));
        Assert.Equal((9.0, 6.0), ValueAndDerivative(x => x * x, 3.0));
        Assert.Equal(new double[,] { { 2, 3 } }, JacobianReverse((x, y) => y[0] = x[0] * x[1], [3, 2], 1));
        Assert.Equal(new double[,] { { 2, 3 } }, JacobianForward((x, y) => y[0] = x[0] * x[1], [3, 2], 1));
        Assert.Equal(new double[,] { { 0, 1 }, { 1, 0 } }, Hessian(x => x[0] * x[1], [3, 2]));
        Assert.Equal([5, 4], HessianVector(x => x[0] * x[1], [3, 2], [4, 5]));
    }

    [Fact]
    public void A_function_may_add_to_its_results_which_start_at_zero()
    {
        var x = Enumerable.Range(0, 20).Select(i => (double)i).ToArray();
        var expected = new double[1, 20];
        for (var i = 0; i < 20; i++) expected[0, i] = 2 * i;
        Assert.Equal(expected, JacobianForward(AddSquares, x, 1));
        Assert.Equal(expected, JacobianReverse(AddSquares, x, 1));
        Assert.Equal(expected, SparseJacobian<Squares, double>(x, 1).ToDense());

        static void AddSquares<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => Squares.Invoke(x, y);
    }

    readonly struct Squares : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
        {
            foreach (var each in x) y[0] += each * each;
        }
    }

    [Fact]
    public void Lanes_of_another_type_than_double_and_float_are_refused()
        => Assert.Contains("only double and float have lanes",
            Assert.Throws<NotSupportedException>(() => JacobianForward<Half>((x, y) => y[0] = x[0], [(Half)1], 1)).Message);

    [Fact]
    public void Methods_of_strangers()
    {
        Assert.Equal(27, Derivative(Cube, 3));
        Assert.Equal(27, Derivative(Cube, 3.0));
        Assert.Equal((0.0, Math.Sin(Math.PI / 2)), Gradient(Mixed, Math.PI / 2, 2.0) is var (a, b) ? (Math.Round(a, 12), b) : default);
        Assert.Equal([0.6, 0.8], Gradient(Norm, [3.0, 4.0]).Select(each => Math.Round(each, 14)));
        Assert.Equal([1, 1, 1], Gradient(Total, [3.0, 4.0, 5.0]));
        Assert.Equal([8, 12, 12, 6], Taylor(Cube, 2, 3));
    }

    [Fact]
    public void A_derivative_is_a_function() => Assert.Equal([2, 4, 6], ((double[])[1, 2, 3]).Select(Derivative(x => x * x)));

    [Fact]
    public void A_derivative_of_a_derivative_takes_the_outer_variable() => Assert.Equal(12, Derivative(x => Derivative(y => y * y * y, x), 2.0));

    [Fact]
    public void Functions_as_types()
    {
        Assert.Equal(32, Derivative<Quartic, double>(2));
        Assert.Equal(48, Derivative(Derivative<Quartic, Dual<double>>, 2.0));
        Assert.Equal([16, 32, 48, 48, 24, 0], Taylor<Quartic, double>(2, 5));
        Assert.Equal([0, 0], Gradient<Rosenbrock, double>([1, 1]));
        Assert.Equal(new double[,] { { 802, -400 }, { -400, 200 } }, Hessian<Rosenbrock, double>([1, 1]));
        Assert.Equal([802, -400], HessianVector(Rosenbrock.Invoke, [1, 1], [1, 0]));
        Assert.Equal(new double[,] { { 0, 6 }, { -1, 0 } }, Jacobian<Turn, double>([2, 3], 2));
    }
}
