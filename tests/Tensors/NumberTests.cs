using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Tensors;

/// <summary>Special values: what IEEE 754 and NumPy say.</summary>
public class NumberTests
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN;

    static double[] D(Tensor x) => x.ToArray<double>();

    static Tensor T(params double[] elements) => Tensor.Of<double>(elements);

    [Fact]
    public void Not_a_number_wins()
    {
        Assert.Equal([NaN, NaN], D(Maximum(T(NaN, 1), T(1, NaN))));
        Assert.Equal([NaN, NaN], D(Minimum(T(NaN, 1), T(1, NaN))));
        Assert.Equal(NaN, Max(T(1, NaN, 3)).ToScalar());
        Assert.Equal(NaN, Min(T(1, NaN, 3)).ToScalar());
        Assert.Equal([NaN, 5], D(Max(Tensor.Of(new[,] { { 1, 5 }, { NaN, 3 }, { 2, 1 } }), 0)));
        Assert.Equal(1, ArgMax(T(1, NaN, 3, NaN)).ToScalar());
        Assert.Equal(1, ArgMin(T(1, NaN, 3, NaN)).ToScalar());
        Assert.Equal(NaN, Relu(Tensor.Scalar(NaN)).ToScalar());
        Assert.Equal(NaN, Sign(Tensor.Scalar(NaN)).ToScalar());
        Assert.Equal(NaN, MaxPool(T(1, NaN, 3).Reshape(1, 1, 3), 3).ToScalar());
        Assert.Equal([2, 0, 1], ArgSort(T(2, NaN, 1)).ToArray<int>());
    }

    [Fact]
    public void Not_a_number_equals_nothing()
    {
        var x = T(NaN);
        Assert.False(Equal(x, x).ToScalar<bool>());
        Assert.True(NotEqual(x, x).ToScalar<bool>());
        Assert.False((x < 0).ToScalar<bool>() || (x <= NaN).ToScalar<bool>() || (x >= 0).ToScalar<bool>());
    }

    [Fact]
    public void Division_of_floats_by_zero_gives_infinity() => Assert.Equal([Inf, -Inf, NaN], D(T(1, -1, 0) / 0));

    [Fact]
    public void Division_of_integers_by_zero_is_an_error()
    {
        Assert.Throws<DivideByZeroException>(() => Tensor.Of(1, 2) / 0);
        Assert.Throws<DivideByZeroException>(() => Tensor.Of(1L, 2L) / Tensor.Of(1L, 0L));
    }

    [Fact]
    public void Limits_are_exact()
    {
        Assert.Equal([0, 0.5, 1], D(Sigmoid(T(-1000, 0, 1000))));
        Assert.Equal([0, Math.Log(2), 1000], D(Softplus(T(-1000, 0, 1000))));
        Assert.Equal([-1, 1e-20, Inf], D(Expm1(T(-1000, 1e-20, 1000))));
        Assert.Equal([-Inf, 1e-20, Inf, NaN], D(Log1p(T(-1, 1e-20, Inf, -2))));
        Assert.Equal([-Inf, NaN, Inf], D(Log(T(0, -1, Inf))));
        Assert.Equal([-1, 1], D(Tanh(T(-1000, 1000))));
        Assert.Equal([1, 1, 0, Inf], D(Pow(T(0, NaN, 0, 0), T(0, 0, 2, -1))));
        Assert.Equal([0, 2, 2, -2, -0.0], D(Round(T(0.5, 1.5, 2.5, -2.5, -0.4))));
    }

    [Fact]
    public void Log_sum_exp_does_not_overflow()
    {
        Assert.Equal(1000 + Math.Log(2), LogSumExp(T(1000, 1000)).ToScalar(), 1e-12);
        Assert.Equal(-Inf, LogSumExp(T(-Inf, -Inf)).ToScalar());
        Assert.Equal(Inf, LogSumExp(T(1, Inf)).ToScalar());
        Assert.Equal(NaN, LogSumExp(T(1, NaN)).ToScalar());
        Assert.Equal(1, LogSumExp(T(-Inf, 1)).ToScalar());
    }

    [Fact]
    public void Casts_saturate_and_truncate()
    {
        Assert.Equal([2, -2, int.MaxValue, int.MinValue, 0], T(2.9, -2.9, 1e20, -Inf, NaN).Cast(DType.Int32).ToArray<int>());
        Assert.Equal([2, long.MaxValue, long.MinValue], T(2.9, 1e20, -1e20).Cast(DType.Int64).ToArray<long>());
        Assert.Equal([true, false, true], T(0.5, 0, NaN).Cast(DType.Bool).ToArray<bool>());
        Assert.Equal([1, 0], Tensor.Of(true, false).Cast(DType.Float64).ToArray<double>());
        Assert.Equal([Inf], T(1e300).Cast(DType.Float32).Cast(DType.Float64).ToArray<double>());
        Assert.Equal([16777216f], Tensor.Of(16777217).Cast(DType.Float32).ToArray<float>());
    }

    [Fact]
    public void Integers_have_arithmetic()
    {
        Assert.Equal([-3, 3, 0], (Tensor.Of(-7, 7, 1) / 2).ToArray<int>());
        Assert.Equal([7, 5], Maximum(Tensor.Of(7, -5), Tensor.Of(-7, 5)).ToArray<int>());
        Assert.Equal([4, 6], Sum(Tensor.Of(new[,] { { 1, 2 }, { 3, 4 } }), 0).ToArray<int>());
        Assert.Equal([5L, 11], Tensor.Of(new long[,] { { 1, 2 }, { 3, 4 } }).MatMul(Tensor.Of(1L, 2L)).ToArray<long>());
        Assert.Equal([1, -1, 0], Sign(Tensor.Of(5, -5, 0)).ToArray<int>());
    }

    [Fact]
    public void Truths_have_logic()
    {
        Tensor a = Tensor.Of(true, true, false, false), b = Tensor.Of(true, false, true, false);
        Assert.Equal([true, false, false, false], (a & b).ToArray<bool>());
        Assert.Equal([true, true, true, false], (a | b).ToArray<bool>());
        Assert.Equal([false, true, true, false], (a ^ b).ToArray<bool>());
        Assert.Equal([false, false, true, true], (!a).ToArray<bool>());
        Assert.Equal([true, false, false, true], Equal(a, b).ToArray<bool>());
        Assert.Equal([false, true, true, false], NotEqual(a, b).ToArray<bool>());
    }
}
