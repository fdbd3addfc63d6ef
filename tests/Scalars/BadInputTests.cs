using System.Numerics;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>What is refused, in one sentence.</summary>
public class BadInputTests
{
    static void Refused<TException>(string sentence, Action call) where TException : Exception
        => Assert.StartsWith(sentence, Assert.Throws<TException>(call).Message, StringComparison.Ordinal);

    [Fact]
    public void Functions_that_are_null()
    {
        const string Remedy = "the function is null: pass a lambda or a method";
        Refused<ArgumentNullException>($"Derivative: {Remedy}", () => Derivative(null!));
        Refused<ArgumentNullException>($"Derivative: {Remedy}", () => Derivative(null!, 1.0));
        Refused<ArgumentNullException>($"ValueAndDerivative: {Remedy}", () => ValueAndDerivative(null!, 1.0));
        Refused<ArgumentNullException>($"Taylor: {Remedy}", () => Taylor(null!, 1.0, 2));
        Refused<ArgumentNullException>($"ValueAndGradient: {Remedy}", () => ValueAndGradient(null!, [1.0], new double[1]));
        Refused<ArgumentNullException>($"Gradient: {Remedy}", () => Gradient((ScalarField<Reverse<double>>)null!, [1.0]));
        Refused<ArgumentNullException>($"Gradient: {Remedy}", () => Gradient((Func<Reverse<double>[], Reverse<double>>)null!, [1.0]));
        Refused<ArgumentNullException>($"Gradient: {Remedy}", () => Gradient(null!, 1.0, 2.0));
        Refused<ArgumentNullException>($"Gradient: {Remedy}", () => Gradient(null!, 1.0, 2.0, 3.0));
        Refused<ArgumentNullException>($"Checkpoint: {Remedy}", () => Checkpoint((Func<Reverse<double>>)null!));
        Refused<ArgumentNullException>($"Checkpoint: {Remedy}", () => Checkpoint<double>(null!, []));
        Refused<ArgumentNullException>($"JacobianReverse: {Remedy}", () => JacobianReverse(null!, [1.0], 1));
        Refused<ArgumentNullException>($"JacobianForward: {Remedy}", () => JacobianForward(null!, [1.0], 1));
        Refused<ArgumentNullException>($"Hessian: {Remedy}", () => Hessian(null!, [1.0]));
        Refused<ArgumentNullException>($"GradientAndHessianVector: {Remedy}", () => HessianVector(null!, [1.0], [1.0]));
    }

    [Fact]
    public void Counts_below_zero()
    {
        Refused<ArgumentOutOfRangeException>("Taylor: order is -1: it must be 0 or above", () => Taylor(x => x, 1, -1));
        Refused<ArgumentOutOfRangeException>("JacobianForward: outputs is -2: it must be 0 or above", () => JacobianForward((x, y) => { }, [1], -2));
        Refused<ArgumentOutOfRangeException>("JacobianReverse: outputs is -2: it must be 0 or above", () => JacobianReverse((x, y) => { }, [1], -2));
        Refused<ArgumentOutOfRangeException>("Jacobian: outputs is -2: it must be 0 or above", () => Jacobian<Copy, double>([1], -2));
        Refused<ArgumentOutOfRangeException>("JacobianPattern: outputs is -2: it must be 0 or above", () => JacobianPattern<Copy, double>([1], -2));
        Refused<ArgumentOutOfRangeException>("SparseJacobian: outputs is -2: it must be 0 or above", () => SparseJacobian<Copy, double>([1], -2));
        Refused<ArgumentOutOfRangeException>("MemoryBudget: -1 bytes: it must be 0 or above", () => MemoryBudget = -1);
    }

    [Fact]
    public void Lengths_that_differ()
    {
        Refused<ArgumentException>("HessianVector: there are 2 arguments, but the vector has 1 elements: make the lengths equal",
            () => HessianVector(x => x[0], [1, 2], [1]));
        Refused<ArgumentException>("Multiply: the matrix has 2 columns, the vector 3 elements: they must agree",
            () => SparseJacobian<Copy, double>([1, 2], 2).Multiply([1, 2, 3]));
    }

    [Fact]
    public void Places_outside()
    {
        var matrix = SparseJacobian<Copy, double>([1, 2], 2);
        Refused<ArgumentOutOfRangeException>("SparseMatrix: [0, 2] is outside of [2, 2]", () => _ = matrix[0, 2]);
        Refused<ArgumentOutOfRangeException>("SparseMatrix: [-1, 0] is outside of [2, 2]", () => _ = matrix[-1, 0]);
        Refused<ArgumentOutOfRangeException>("Lanes.Unit: lane 8 is not one of 0 … 7", () => Lanes<double>.Unit(8));
    }

    [Fact]
    public void Patterns_that_are_not_symmetric()
        => Refused<ArgumentException>("SparseHessian: the pattern is not symmetric",
            () => SparseHessian<Square, double>([1, 2], JacobianPattern<Swap, double>([1, 2], 2)));

    [Fact]
    public void Nothing_to_differentiate_is_not_bad_input()
    {
        Assert.Empty(Gradient(x => 3, []));
        Assert.Equal(3, ValueAndGradient<double>(x => 3, [], []));
        Assert.Equal(new double[2, 0], JacobianForward((x, y) => y[1] = 1, [], 2));
        Assert.Equal(new double[2, 0], JacobianReverse((x, y) => y[1] = 1, [], 2));
        Assert.Equal(new double[0, 1], JacobianReverse((x, y) => { }, [1], 0));
        Assert.Equal(new double[0, 0], Hessian(x => Sum(x), []));
        Assert.Equal(new double[0, 0], SparseHessian<Square, double>([]).ToDense());
        Assert.Equal(new double[0, 2], SparseJacobian<Nothing, double>([1, 2], 0).ToDense());
        Assert.Equal((0.0, 0.0), (Sum<double>([]), Dot<double>([], [])));
        Assert.Equal([2], Taylor(x => x, 2, 0));
    }

    readonly struct Copy : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => x.CopyTo(y);
    }

    readonly struct Swap : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => (y[0], y[1]) = (x[0] + x[1], x[1]);
    }

    readonly struct Nothing : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> { }
    }

    readonly struct Square : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => Dot(x, x);
    }
}
