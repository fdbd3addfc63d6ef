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
        Assert.Equal("Divide: an element of a tensor of int32 is divided by 0: integers have no quotient there",
            Assert.Throws<DivideByZeroException>(() => Tensor.Of(1, 2) / 0).Message);
        Assert.Contains("int64", Assert.Throws<DivideByZeroException>(() => Tensor.Of(1L, 2L) / Tensor.Of(1L, 0L)).Message);
        Assert.Equal("Divide: the least number of int32 is divided by -1: the quotient is beyond the range of the type",
            Assert.Throws<OverflowException>(() => Tensor.Of(int.MinValue) / -1).Message);
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
    public void Casts_of_floats_saturate_and_truncate()
    {
        Assert.Equal([2, -2, int.MaxValue, int.MinValue, 0], T(2.9, -2.9, 1e20, -Inf, NaN).Cast(DType.Int32).ToArray<int>());
        Assert.Equal([2, long.MaxValue, long.MinValue], T(2.9, 1e20, -1e20).Cast(DType.Int64).ToArray<long>());
        Assert.Equal([true, false, true], T(0.5, 0, NaN).Cast(DType.Bool).ToArray<bool>());
        Assert.Equal([1, 0], Tensor.Of(true, false).Cast(DType.Float64).ToArray<double>());
        Assert.Equal([Inf], T(1e300).Cast(DType.Float32).Cast(DType.Float64).ToArray<double>());
        Assert.Equal([16777216f], Tensor.Of(16777217).Cast(DType.Float32).ToArray<float>());
    }

    /// <summary>As casts of C# do.</summary>
    [Fact]
    public void Casts_of_integers_wrap()
    {
        Assert.Equal([5, -1, int.MinValue], Tensor.Of((1L << 33) + 5, -1, 1L << 31).Cast(DType.Int32).ToArray<int>());
        Assert.Equal([44, 255, 0], Tensor.Of(300, -1, 256).Cast(DType.UInt8).ToArray<byte>());
        Assert.Equal([44, 255], Tensor.Of(300L, -1).Cast(DType.UInt8).ToArray<byte>());
        Assert.Equal([1f, 0], Tensor.OneHot(Tensor.Of((byte)0), 300)[0, ..2].ToArray<float>());
        Assert.Equal(1f, Sum(Tensor.OneHot(Tensor.Of((byte)44), 600)).ToScalar());
    }

    [Fact]
    public void Sums_and_products_of_integers_are_int64()
    {
        Assert.Equal([1L << 31], Sum(Tensor.Of(new[,] { { int.MaxValue, 1 } }), 1).ToArray<long>());
        Assert.Equal(510, Sum(Tensor.Of<byte>(255, 255)).ToScalar<long>());
        Assert.Equal(1L << 40, Prod(Tensor.Of(1 << 20, 1 << 20)).ToScalar<long>());
        Assert.Equal([int.MaxValue, 1L << 31], CumSum(Tensor.Of(int.MaxValue, 1)).ToArray<long>());
        Assert.Equal(1L << 31, Trace(Tensor.Of(new[,] { { int.MaxValue, 0 }, { 0, 1 } })).ToScalar<long>());
        Assert.Equal(DType.Int32, Einsum("ij->i", Tensor.Of(new[,] { { 1, 2 } })).DType);
    }

    const long Odd = (1L << 53) + 1;

    /// <summary>Those beyond 2⁵³, which double does not have.</summary>
    [Fact]
    public void Integers_of_CSharp_stay_exact()
    {
        var x = Tensor.Of(1L);
        Assert.Equal([Odd, Odd], Tensor.Full([2], Odd, DType.Int64).ToArray<long>());
        Assert.Equal([Odd, 1], Pad(x, [(1, 0)], Odd).ToArray<long>());
        Assert.Equal([Odd], x.With(Odd, 0).ToArray<long>());
        Assert.Equal([Odd, Odd + 2], Tensor.Arange(Odd, Odd + 3, 2, DType.Int64).ToArray<long>());
        Assert.Equal([Odd + 1, Odd], Tensor.Arange(Odd + 1, Odd - 1, -1, DType.Int64).ToArray<long>());
        Assert.Equal([long.MinValue], Tensor.Arange(long.MinValue, long.MaxValue, long.MaxValue, DType.Int64)[..1].ToArray<long>());
        Assert.Equal([Odd + 1, Odd + 1, 1 - Odd, Odd - 1, Odd, Odd, 0, Odd], ((Tensor[])[x + Odd, Odd + x, x - Odd, Odd - x, x * Odd, Odd * x, x / Odd, Odd / x])
            .Select(y => y.ToScalar<long>()));
        var y = Tensor.Of(Odd - 1);
        Assert.Equal([true, false, true, false], ((Tensor[])[y < Odd, y > Odd, y <= Odd, y >= Odd]).Select(each => each.ToScalar<bool>()));
        Assert.Equal([false, true], ((Tensor[])[Equal(y, Odd), NotEqual(y, Odd)]).Select(each => each.ToScalar<bool>()));
        Assert.Equal([Odd, Odd - 1, Odd], ((Tensor[])[Maximum(y, Odd), Minimum(y, Odd), Clip(y, Odd, Odd)]).Select(each => each.ToScalar<long>()));
        Assert.Equal([Odd, Odd], ((Tensor[])[Where(y < Odd, Odd, y), Where(y > Odd, y, Odd)]).Select(each => each.ToScalar<long>()));
        // Rounded once, to odd and to even in double.
        Assert.Equal(1.000000119f, (Tensor.Of(0f) + ((1L << 60) + (1L << 36) + 1)).ToScalar<float>() / (1L << 60), 1e-9f);
    }

    [Fact]
    public void A_number_that_an_integer_type_cannot_hold_is_refused()
    {
        Assert.Equal("uint8 cannot hold 259: convert the tensor with Cast first", Assert.Throws<DTypeException>(() => Tensor.Arange(250L, 260, dtype: DType.UInt8)).Message);
        Assert.Equal($"int32 cannot hold {Odd}: convert the tensor with Cast first", Assert.Throws<DTypeException>(() => Tensor.Of(1) + Odd).Message);
        Assert.Equal("int32 cannot hold 0.5: convert the tensor with Cast first", Assert.Throws<DTypeException>(() => Tensor.Of(1) * 0.5).Message);
        Assert.Throws<DTypeException>(() => Tensor.Full([1], Math.ScaleB(1, 63), DType.Int64));
        Assert.Throws<DTypeException>(() => Tensor.Arange(0.0, 4e9, 1e9));
    }

    [Fact]
    public void Literals_are_equal_as_numbers()
    {
        Assert.Equal((Literal)1.0, 1);
        Assert.Equal(default, (Literal)0.0);
        Assert.NotEqual((Literal)0, -0.0);
        Assert.Equal(-0.0, Tensor.Full([], -0.0, DType.Float64).ToScalar());
        Assert.True(double.IsNegative(Tensor.Full([], -0.0, DType.Float64).ToScalar()));
    }

    [Fact]
    public void Integers_have_arithmetic()
    {
        Assert.Equal([-3, 3, 0], (Tensor.Of(-7, 7, 1) / 2).ToArray<int>());
        Assert.Equal([7, 5], Maximum(Tensor.Of(7, -5), Tensor.Of(-7, 5)).ToArray<int>());
        Assert.Equal([4, 6], Sum(Tensor.Of(new[,] { { 1, 2 }, { 3, 4 } }), 0).ToArray<long>());
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
