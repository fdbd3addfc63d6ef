using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Tensors;

/// <summary>Types that are stored in fewer bits than they are computed in.</summary>
public class NarrowTypeTests
{
    static Tensor H(params double[] elements) => Tensor.Of<double>(elements).Cast(DType.Float16);

    static Tensor B(params double[] elements) => Tensor.Of<double>(elements).Cast(DType.BFloat16);

    static Tensor U(params byte[] elements) => Tensor.Of<byte>(elements);

    static void Same(Tensor expected, Tensor found)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        Assert.Equal(expected.AsBytes(), found.AsBytes());
    }

    [Fact]
    public void Literals_and_readings_keep_the_type()
    {
        Assert.Equal((DType.Float16, DType.BFloat16, DType.UInt8), (Tensor.Of((Half)1).DType, Tensor.Of((BFloat16)1f).DType, Tensor.Of<byte>(1).DType));
        Assert.Equal((1.5, 2.5, 7), (Tensor.Scalar((Half)1.5).ToScalar(), Tensor.Scalar((BFloat16)2.5f).ToScalar(), Tensor.Scalar((byte)7).ToScalar()));
        Assert.Equal([(Half)1, (Half)0.5], H(1, 0.5).ToArray<Half>());
        Assert.Equal([(BFloat16)1f, (BFloat16)0.5f], B(1, 0.5).ToArray<BFloat16>());
        Assert.Equal((byte)3, U(1, 3)[1].ToScalar<byte>());
        Assert.Equal([(Half)1, (Half)2], Tensor.From(H(1, 2).ToNumerics<Half>()).ToArray<Half>());
        Assert.Equal(["uint8", "float16", "bfloat16"], new[] { DType.UInt8, DType.Float16, DType.BFloat16 }.Select(type => type.Name()));
    }

    [Fact]
    public void Creation_knows_them()
    {
        foreach (var type in new[] { DType.UInt8, DType.Float16, DType.BFloat16 })
        {
            Assert.Equal([0.0, 0], Tensor.Zeros([2], type).Cast(DType.Float64).ToArray<double>());
            Assert.Equal([3.0, 3], Tensor.Full([2], 3, type).Cast(DType.Float64).ToArray<double>());
            Assert.Equal([0.0, 2, 4], Tensor.Arange(0, 6, 2, type).Cast(DType.Float64).ToArray<double>());
            Assert.Equal([1.0, 0, 0, 1], Tensor.Eye(2, dtype: type).Cast(DType.Float64).ToArray<double>());
            Assert.Equal(type, Tensor.OneHot(U(1, 0), 2, type).DType);
            Assert.Equal(type, Tensor.OnesLike(Tensor.Zeros([1], type)).DType);
        }
        Assert.Equal((Half)0.1, Tensor.Full([], 0.1, DType.Float16).ToScalar<Half>());
    }

    [Fact]
    public void Numbers_take_the_type_of_the_tensor()
    {
        foreach (var x in new[] { H(1, 2), B(1, 2) })
        {
            Tensor[] all = [x * 0.1, 1 - x, x / 3, Pow(x, 2.5), Maximum(x, 0.5), Where(x > 1, x, 0.1), x.With(0.1, 0), Mean(x), Exp(x), x.MatMul(x)];
            Assert.All(all, y => Assert.Equal(x.DType, y.DType));
        }
        Assert.All((Tensor[])[U(1) + 1, 2 * U(1), Maximum(U(1), 2)], y => Assert.Equal(DType.UInt8, y.DType));
    }

    [Fact]
    public void Each_operation_is_that_of_float32_rounded_once()
    {
        var draws = new Key(1).Normal([257], deviation: 3);
        foreach (var type in new[] { DType.Float16, DType.BFloat16 })
        {
            Tensor a = draws.Cast(type), b = new Key(2).Normal([257]).Cast(type);
            Func<Tensor, Tensor, Tensor>[] operations =
            [
                (x, y) => x + y, (x, y) => x * y, (x, y) => x / y, (x, y) => Exp(x), (x, y) => Sin(x), (x, y) => Tanh(x), (x, y) => Atan2(x, y),
                (x, y) => Maximum(x, y), (x, y) => Sum(x), (x, y) => Max(x), (x, y) => CumSum(x), (x, y) => x.MatMul(y),
                (x, y) => Mean(x), (x, y) => Variance(x), (x, y) => Norm(x), (x, y) => LogSumExp(x),
            ];
            Assert.All(operations, f => Same(f(a.Cast(DType.Float32), b.Cast(DType.Float32)).Cast(type), f(a, b)));
            Same(a.Cast(DType.Float32) < b.Cast(DType.Float32), a < b);
            Same(ArgSort(a.Cast(DType.Float32)), ArgSort(a));
            Same(ArgMax(a.Cast(DType.Float32)), ArgMax(a));
        }
    }

    [Fact]
    public void Sums_are_accumulated_in_float32()
    {
        var ones = Tensor.Ones([4096]);
        Assert.Equal(4096, Sum(ones.Cast(DType.Float16)).ToScalar());
        Assert.Equal(4096, Sum(ones.Cast(DType.BFloat16)).ToScalar());
        Assert.Equal(4096, ones.Cast(DType.BFloat16).MatMul(ones.Cast(DType.BFloat16)).ToScalar());
        Assert.Equal(256, CumSum(ones.Cast(DType.BFloat16))[256].ToScalar());
        Assert.Equal(258, CumSum(ones.Cast(DType.BFloat16))[257].ToScalar());
    }

    [Fact]
    public void A_formula_does_not_overflow_on_the_way()
    {
        var x = Tensor.Full([100_000], 2, DType.Float16);
        Assert.Equal(double.PositiveInfinity, Sum(x).ToScalar());
        Assert.Equal(2, Mean(x).ToScalar());
        Assert.Equal(0, Variance(x).ToScalar());
        Assert.Equal(632.5, Norm(x).ToScalar());
        Assert.Equal(2 + Math.Log(100_000), LogSumExp(x).ToScalar(), 0.01);
        Assert.Equal(60_000, AveragePool(Tensor.Full([1, 1, 2], 60_000, DType.Float16), 2).ToScalar(), 16.0);
    }

    [Fact]
    public void Bytes_wrap_around()
    {
        Assert.Equal([44, 255], (U(200, 254) + U(100, 1)).ToArray<byte>());
        Assert.Equal([156, 0], (U(100, 1) - U(200, 1)).ToArray<byte>());
        Assert.Equal([64, 1], (U(8, 255) * U(8, 255)).ToArray<byte>());
        Assert.Equal([66, 5], (U(200, 255) / U(3, 51)).ToArray<byte>());
        Assert.Equal([56, 0], (-U(200, 0)).ToArray<byte>());
        Assert.Equal([200, 1], Abs(U(200, 1)).ToArray<byte>());
        Assert.Equal([1, 0], Sign(U(200, 0)).ToArray<byte>());
        Assert.Equal((200, 100), ((int)Max(U(200, 100)).ToScalar(), (int)Min(U(200, 100)).ToScalar()));
        Assert.Equal((300, 20000), (Sum(U(200, 100)).ToScalar<long>(), Prod(U(200, 100)).ToScalar<long>()));
        Assert.Equal([200L, 300], CumSum(U(200, 100)).ToArray<long>());
        Assert.Equal((byte)(200 * 200 + 100 * 100 & 255), U(200, 100).MatMul(U(200, 100)).ToScalar<byte>());
        Assert.Equal([false, true], (U(200, 1) < U(100, 2)).ToArray<bool>());
        Assert.Equal([1, 0], ArgSort(U(200, 100)).ToArray<int>());
        Assert.Equal([44], Scatter(U(200, 100), U(0, 0), 1).ToArray<byte>());
        Assert.Throws<DivideByZeroException>(() => U(1) / U(0));
    }

    [Fact]
    public void Bytes_are_indices()
    {
        Assert.Equal([30f, 10f], Gather(Tensor.Of(10f, 20f, 30f), U(2, 0)).ToArray<float>());
        Assert.Equal([2f, 3f], Pick(Tensor.Of(new[,] { { 1f, 2 }, { 3, 4 } }), U(1, 0)).ToArray<float>());
        Assert.Equal([30, 10], U(10, 20, 30)[U(2, 0)].ToArray<byte>());
        Assert.Equal([0f, 1, 1, 0], Tensor.OneHot(U(1, 0), 2).ToArray<float>());
    }

    [Fact]
    public void Views_keep_their_strides()
    {
        var x = H(1, 2, 3, 4).Reshape(2, 2);
        Same(H(1, 3, 2, 4).Reshape(2, 2), x.T);
        Same(H(2, 6, 4, 8).Reshape(2, 2), x.T + x.T);
        Same(H(4, 3, 2, 1), Flip(Ravel(x)));
        Same(H(0, 1, 2, 0), Pad(H(1, 2), [(1, 1)]));
        Same(B(1, 2, 3), Concat(0, B(1), B(2, 3)));
    }

    [Fact]
    public void Draws_are_those_of_float32_rounded()
    {
        foreach (var type in new[] { DType.Float16, DType.BFloat16 })
        {
            Same(new Key(1).Normal([1000]).Cast(type), new Key(1).Normal([1000], dtype: type));
            Same(new Key(1).TruncatedNormal([100], 0.5, 3).Cast(type), new Key(1).TruncatedNormal([100], 0.5, 3, dtype: type));
            foreach (var (low, high) in new[] { (0.0, 1.0), (0, 0.1), (-1, 1), (2, 3) })
            {
                var draws = new Key(1).Uniform([20_000], low, high, type);
                var below = type == DType.Float16 ? (double)Half.BitDecrement((Half)high) : (double)BFloat16.BitDecrement((BFloat16)high);
                Assert.Equal((type, below), (draws.DType, Max(draws).ToScalar()));
                Assert.Equal(low, Min(draws).ToScalar(), 0.01 * (high - low));
            }
        }
    }
}
