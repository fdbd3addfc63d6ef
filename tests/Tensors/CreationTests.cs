using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Tensors;

public class CreationTests
{
    [Fact]
    public void Literals_give_their_shape_and_type()
    {
        Assert.Equal((DType.Float32, new Shape[] { [3] }[0]), (Tensor.Of(1f, 2f, 3f).DType, Tensor.Of(1f, 2f, 3f).Shape));
        Assert.Equal([2, 2], Tensor.Of(new double[,] { { 1, 2 }, { 3, 4 } }).Shape);
        Assert.Equal([1, 2, 1], Tensor.Of(new int[,,] { { { 1 }, { 2 } } }).Shape);
        Assert.Equal([1, 1, 1, 2], Tensor.Of(new long[,,,] { { { { 1, 2 } } } }).Shape);
        Assert.Equal([3, 4], Tensor.Of(new double[,] { { 1, 2 }, { 3, 4 } })[1].ToArray<double>());
        Assert.Equal(DType.Bool, Tensor.Scalar(true).DType);
    }

    [Fact]
    public void Arrays_are_copied()
    {
        var source = new[] { 1f, 2f };
        var x = Tensor.From(source, [2]);
        source[0] = 9;
        x.ToArray<float>()[1] = 9;
        Assert.Equal([1f, 2f], x.ToArray<float>());
    }

    [Fact]
    public void Tensors_of_the_platform_come_and_go()
    {
        var there = System.Numerics.Tensors.Tensor.Create(new[] { 1.0, 2, 3, 4, 5, 6 }, [2, 3]);
        var here = Tensor.From(there);
        Assert.Equal([2, 3], here.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], here.ToArray<double>());
        Assert.Equal([1.0, 4, 2, 5, 3, 6], Tensor.From(here.T.ToNumerics<double>()).ToArray<double>());
        Assert.Equal([3, 2], Tensor.From(here.T.ToNumerics<double>()).Shape);
        Assert.Equal(7f, Tensor.From(Tensor.Scalar(7f).ToNumerics<float>()).ToScalar<float>());
        Assert.Equal(0, Tensor.From(Tensor.Zeros([0]).ToNumerics<float>()).Size);
    }

    [Fact]
    public void Ranges_are_those_of_numpy()
    {
        Assert.Equal([0, 1, 2], Tensor.Arange(3).ToArray<int>());
        Assert.Equal([5, 3, 1], Tensor.Arange(5, 0, -2).ToArray<int>());
        Assert.Equal([0, 0.5, 1], Tensor.Arange(0, 1.5, 0.5, DType.Float64).ToArray<double>());
        Assert.Equal(0, Tensor.Arange(0).Size);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], Tensor.Linspace(0, 1, 5, DType.Float64).ToArray<double>());
        Assert.Equal([3.0], Tensor.Linspace(3, 7, 1, DType.Float64).ToArray<double>());
        Assert.Equal(0, Tensor.Linspace(3, 7, 0).Size);
        Assert.Equal([1f, 0, 0, 0, 1, 0], Tensor.Eye(2, 3).ToArray<float>());
        Assert.Equal([0f, 1, 0, 0, 0, 1], Tensor.OneHot(Tensor.Of(1, -1), 3).ToArray<float>());
    }

    [Fact]
    public void The_default_is_float32() => Assert.All((Tensor[])[Tensor.Zeros([1]), Tensor.Ones([1]), Tensor.Full([1], 2), Tensor.Eye(1), Tensor.Linspace(0, 1, 2),
        new Key(1).Uniform([1]), new Key(1).Normal([1])], x => Assert.Equal(DType.Float32, x.DType));

    [Fact]
    public void Scalars_take_the_type_of_the_tensor()
    {
        var x = Tensor.Of(1f, 2f);
        Tensor[] all = [x * 0.1, 0.1 * x, x + 1, 1 - x, x / 3, 3 / x, -x, Pow(x, 2.5), Maximum(x, 0.5), Clip(x, 0, 1.5), Where(x > 1, x, 0.1), x.With(0.1, 0), Mean(x), x.Sum() * 2];
        Assert.All(all, each => Assert.Equal(DType.Float32, each.DType));
        Assert.Equal(0.1f, (x * 0.1)[0].ToScalar<float>());
        Assert.Equal(DType.Int64, (Tensor.Of(1L) * 2).DType);
        Assert.Equal([2, 4], (Tensor.Of(1, 2) * 2).ToArray<int>());
    }

    [Fact]
    public void Scalars_and_empty_tensors_work_everywhere()
    {
        foreach (var x in (Tensor[])[Tensor.Scalar(2.0), Tensor.Zeros([0], DType.Float64), Tensor.Zeros([2, 0, 3], DType.Float64)])
        {
            Func<Tensor, Tensor>[] same = [Exp, Expm1, Log, Log1p, Sqrt, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Sigmoid, Softplus, Relu, Abs, Sign, Square, Floor, Ceiling, Round,
                NormalQuantile, StopGradient, x => -x, x => x + x, x => x * 2, x => 1 / x, x => Atan2(x, x), x => Pow(x, x), x => Where(x > 0, x, x), x => Clip(x, 0, 1), x => x.Cast(DType.Float32),
                x => x.Reshape(x.Shape), x => Flip(x), x => Permute(x, [.. Enumerable.Range(0, x.Rank)]), x => x[Subscript.Ellipsis], x => Pad(x, [.. x.Shape.Select(_ => (0, 0))])];
            Assert.All(same, f => Assert.Equal(x.Shape, f(x).Shape));
            Assert.Equal(x.Size == 0 ? 0 : 2, Sum(x).ToScalar());
            Assert.Equal(x.Size == 0 ? 1 : 2, Prod(x).ToScalar());
            Assert.Equal(x.Size == 0 ? 0 : 2, Norm(x).ToScalar());
            Assert.True(All(x > 0).ToScalar<bool>());
            Assert.Equal(x.Size > 0, Any(x > 0).ToScalar<bool>());
            Assert.Equal(x.Size, Ravel(x).Shape[0]);
            Assert.Equal(x.Size, x.ToArray<double>().Length);
        }
        Assert.Equal([2, 3], Sum(Tensor.Zeros([2, 0, 3]), 1).Shape);
        Assert.Equal([2, 4], Tensor.Ones([2, 0]).MatMul(Tensor.Ones([0, 4])).Shape);
        Assert.Equal(0, Sum(Tensor.Ones([2, 0]).MatMul(Tensor.Ones([0, 4]))).ToScalar());
        Assert.Equal([0, 3], Concat(0, Tensor.Zeros([0, 3]), Tensor.Zeros([0, 3])).Shape);
        Assert.Equal([0, 2, 2, 2], Conv(Tensor.Zeros([0, 1, 4, 4]), Tensor.Zeros([2, 1, 3, 3])).Shape);
        Assert.Equal([0, 1, 2, 2], MaxPool(Tensor.Zeros([0, 1, 4, 4]), 2).Shape);
        Assert.Equal([0, 1, 2, 2], AveragePool(Tensor.Zeros([0, 1, 4, 4]), 2).Shape);
        Assert.Equal([0], ArgSort(Tensor.Zeros([0])).Shape);
        Assert.Equal([0], ArgMax(Tensor.Zeros([0, 3])).Shape);
    }
}
