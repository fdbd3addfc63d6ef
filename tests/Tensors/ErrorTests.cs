using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Tensors;

/// <summary>Every message names the operation, the shapes or types, and the culprit.</summary>
public class ErrorTests
{
    static Tensor F(params int[] shape) => Tensor.Zeros(shape);

    static Tensor I(params int[] shape) => Tensor.Zeros(shape, DType.Int32);

    static Tensor B(params int[] shape) => Tensor.Zeros(shape, DType.Bool);

    static readonly Tensor d = Tensor.Zeros([3], DType.Float64);

    public static TheoryData<string, Func<object?>> Shapes => new()
    {
        { "Add: left is [2, 3], right is [2]: sizes 3 and 2 do not broadcast", () => F(2, 3) + F(2) },
        { "MatMul: left is [64, 100], right is [128, 10]: inner sizes 100 and 128 differ", () => F(64, 100).MatMul(F(128, 10)) },
        { "MatMul: left is [3], right is [4]: inner sizes 3 and 4 differ", () => F(3).MatMul(F(4)) },
        { "MatMul: left is [3], right is [4, 2]: inner sizes 3 and 4 differ", () => F(3).MatMul(F(4, 2)) },
        { "MatMul: left is [2, 3], right is [4]: inner sizes 3 and 4 differ", () => F(2, 3).MatMul(F(4)) },
        { "MatMul: left is [], right is [4]: a scalar has no matrix product", () => F().MatMul(F(4)) },
        { "MatMul, leading axes: left is [2], right is [3]: sizes 2 and 3 do not broadcast", () => F(2, 1, 1).MatMul(F(3, 1, 1)) },
        { "Reshape: [2, 3] has 6 elements, [4] has 4", () => F(2, 3).Reshape(4) },
        { "Reshape: [2, 3] has 6 elements, which do not divide into [4, -1]", () => F(2, 3).Reshape(4, -1) },
        { "Reshape: [2, 3] has 6 elements, which do not divide into [-1, -1]", () => F(2, 3).Reshape(-1, -1) },
        { "Broadcast: [2] does not broadcast to [3]", () => F(2).Broadcast([3]) },
        { "Permute: [0, 0] is not an order of the axes of [2, 3]", () => F(2, 3).Permute(0, 0) },
        { "Permute: [0] is not an order of the axes of [2, 3]", () => F(2, 3).Permute(0) },
        { "Permute: axis 2 is out of range for shape [2, 3]", () => F(2, 3).Permute(0, 2) },
        { "Transpose: [3] has no two axes to exchange", () => F(3).T },
        { "MoveAxis: axis 5 is out of range for shape [3]", () => MoveAxis(F(3), 0, 5) },
        { "ExpandDims: axis 3 is out of range for shape [3]", () => ExpandDims(F(3), 3) },
        { "Squeeze: axis 0 of [3] has extent 3, not 1", () => Squeeze(F(3), 0) },
        { "Concat: input 0 is [2, 3], input 1 is [2, 4]: they differ beside axis 0", () => Concat(0, F(2, 3), F(2, 4)) },
        { "Concat: axis 0 is out of range for shape []", () => Concat(0, F(), F()) },
        { "Concat: there are no tensors to join", () => Concat(0) },
        { "Stack: tensor 0 is [2], tensor 1 is [3]: shapes differ", () => Stack(0, F(2), F(3)) },
        { "Split: the extents [1, 1] do not add up to 3, axis 0 of [3]", () => Split(F(3), 0, 1, 1) },
        { "Pad: 1 paddings for shape [2, 3]", () => Pad(F(2, 3), [(1, 1)]) },
        { "Pad: Padding { Low = -2, High = -2, Between = 0 } does not fit axis 0 of [3]", () => Pad(F(3), [(-2, -2)]) },
        { "Pad: Padding { Low = 2147483647, High = 2147483647, Between = 0 } does not fit axis 0 of [3]", () => Pad(F(3), [(int.MaxValue, int.MaxValue)]) },
        { "axis 7 is out of range for shape [3]", () => F(F(3).Shape[7]) },
        { "Gather: axis 1 is out of range for shape [3]", () => Gather(F(3), I(1), 1) },
        { "Scatter: updates are [3], indices are [2]: axes 0 … 0 differ", () => Scatter(F(3), I(2), 5) },
        { "Scatter: axis 7 is out of range for updates of shape [3] at indices of shape []", () => Scatter(F(3), I(), 5, 7) },
        { "Pick: [2, 3] at indices of shape [3]: the leading axes differ", () => Pick(F(2, 3), I(3)) },
        { "Sum: axis 2 is out of range for shape [2, 3]", () => Sum(F(2, 3), 2) },
        { "Sum: axis 1 is named twice", () => Sum(F(2, 3), 1, -1) },
        { "Max: axis 0 of [0, 3] is empty and has no Max", () => Max(F(0, 3), 0) },
        { "Mean: [0, 3] is empty over axes [0]", () => Mean(F(0, 3), 0) },
        { "Variance: [0] is empty over axes [0]", () => Variance(F(0)) },
        { "LogSumExp: axis 0 of [0] is empty and has no LogSumExp", () => LogSumExp(F(0)) },
        { "ArgMax: axis 0 of [0] is empty and has no ArgMax", () => ArgMax(F(0)) },
        { "ArgMax: axis -1 is out of range for shape []", () => ArgMax(F()) },
        { "ArgSort: a scalar has no axis to sort along", () => ArgSort(F()) },
        { "Where: left is [2], right is [3]: sizes 2 and 3 do not broadcast", () => Where(B(2), F(3), F(3)) },
        { "Conv: images are [1, 3, 8, 8], filters are [4, 2, 3, 3]: 3 channels are not 1 group(s) of 2", () => Conv(F(1, 3, 8, 8), F(4, 2, 3, 3)) },
        { "Conv: a window of 3 does not fit axis 2 of [1, 1, 2, 2] padded by 0 and 0", () => Conv(F(1, 1, 2, 2), F(1, 1, 3, 3)) },
        { "Conv: images are [1, 8, 8], filters are [4, 1, 3, 3], not [batch, channels, spatial…] and [filters, channels, spatial…] of one rank", () => Conv(F(1, 8, 8), F(4, 1, 3, 3)) },
        { "Conv: images are [1, 8, 8], filters are [4], not [batch, channels, spatial…] and [filters, channels, spatial…] of one rank", () => Conv(F(1, 8, 8), F(4)) },
        { "MaxPool: the images are [8, 8], not [batch, channels, 1 to 3 spatial axes]", () => MaxPool(F(8, 8), 2) },
        { "MaxPool: axis 2 of [1, 1, 0] is empty and has no largest element", () => MaxPool(F(1, 1, 0), 2, padding: 1) },
        { "AveragePool: the images are [8, 8], not [batch, channels, 1 to 3 spatial axes]", () => AveragePool(F(8, 8), 2) },
        { "From: 3 elements do not fill [2, 2]", () => Tensor.From([1, 2, 3], [2, 2]) },
        { "ToScalar: [2] has 2 elements, not 1", () => F(2).ToScalar() },
        { "ToScalar: [2] has 2 elements, not 1", () => F(2).ToScalar<float>() },
        { "a shape has no negative extents: [2, -1]", () => Tensor.Zeros([2, -1]) },
        { "[100000, 100000] has more elements than a tensor can hold (2147483591)", () => Tensor.Zeros([100_000, 100_000]) },
        { "Linspace: there is no vector of -1 numbers", () => Tensor.Linspace(0, 1, -1) },
        { "3 indices are too many for shape [2, 3]", () => F(2, 3)[0, 0, 0] },
        { "an index has one ellipsis at most", () => F(2, 3)[Subscript.Ellipsis, Subscript.Ellipsis] },
        { "a mask of shape [3] does not fit a tensor of shape [2, 3]", () => F(2, 3)[B(3)] },
        { "RandomBits: a key is int32 [2], not float32 [2]", () => new Key(F(2)).Bits([1]) },
    };

    [Theory, MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void Of_shapes(string message, Func<object?> wrong) => Assert.Equal(message, Assert.Throws<ShapeException>(wrong).Message);

    public static TheoryData<string, Func<object?>> Types => new()
    {
        { "Add: left is float32, right is float64: convert one with Cast", () => F(3) + d },
        { "Add: the tensors are bool: convert them with Cast", () => B(3) + B(3) },
        { "Less: left is int32, right is float32: convert one with Cast", () => I(3) < F(3) },
        { "Less: bool values have no order: use Xor, And, Or, Not", () => B(3) < B(3) },
        { "MatMul: left is float32, right is float64: convert one with Cast", () => F(1, 3).MatMul(d) },
        { "MatMul: the tensors are bool: convert them with Cast", () => B(1, 3).MatMul(B(3, 1)) },
        { "Exp: the tensor is int32, not float32 or float64: convert it with Cast", () => Exp(I(3)) },
        { "Negate: the tensor is bool: convert it with Cast", () => -B(3) },
        { "Pow: the tensors are int32, not float32 or float64: convert them with Cast", () => Pow(I(3), I(3)) },
        { "And: the tensors are float32, not bool or integers", () => F(3) & F(3) },
        { "Where: the condition is float32, not bool", () => Where(F(3), F(3), F(3)) },
        { "Where: the alternatives are float32 and int32: convert one with Cast", () => Where(B(3), F(3), I(3)) },
        { "Concat: input 0 is float32, input 1 is int32: convert one with Cast", () => Concat(0, F(3), I(3)) },
        { "Gather: the indices are float32, not integers", () => Gather(F(3), F(1)) },
        { "Scatter: the indices are float32, not integers", () => Scatter(F(3), F(3), 3) },
        { "Scatter: the updates are bool: convert them with Cast", () => Scatter(B(3), I(3), 3) },
        { "Pick: the indices are float32, not integers", () => Pick(F(2, 3), F(2)) },
        { "OneHot: the indices are float32, not integers", () => Tensor.OneHot(F(3), 3) },
        { "Sum: the tensor is bool: convert it with Cast", () => Sum(B(3)) },
        { "Prod: the tensor is bool: convert it with Cast", () => Prod(B(3)) },
        { "Max: the tensor is bool: convert it with Cast", () => Max(B(3)) },
        { "ArgMin: the tensor is bool: convert it with Cast", () => ArgMin(B(3)) },
        { "ArgSort: bool values have no order: convert them with Cast", () => ArgSort(B(3)) },
        { "Mean: the tensor is int32, not float32 or float64: convert it with Cast", () => Mean(I(3)) },
        { "Variance: the tensor is int32, not float32 or float64: convert it with Cast", () => Variance(I(3)) },
        { "LogSumExp: the tensor is int32, not float32 or float64: convert it with Cast", () => LogSumExp(I(3)) },
        { "Norm: the tensor is int32, not float32 or float64: convert it with Cast", () => Norm(I(3)) },
        { "All: the tensor is float32, not bool: compare it first", () => All(F(3)) },
        { "Any: the tensor is float32, not bool: compare it first", () => Any(F(3)) },
        { "Conv: the tensors are bool: convert them with Cast", () => Conv(B(1, 1, 3), B(1, 1, 3)) },
        { "MaxPool: the tensor is bool: convert it with Cast", () => MaxPool(B(1, 1, 4), 2) },
        { "ToArray: the tensor is float32, not float64", () => F(3).ToArray<double>() },
        { "ToScalar: the tensor is float32, not int32", () => F().ToScalar<int>() },
        { "uint8 cannot hold -1: convert the tensor with Cast first", () => Tensor.Zeros([3], DType.UInt8) * -1 },
        { "uint8 cannot hold 256: convert the tensor with Cast first", () => Tensor.Full([3], 256, DType.UInt8) },
        { "Add: left is float16, right is float32: convert one with Cast", () => Tensor.Zeros([3], DType.Float16) + F(3) },
        { "Add: left is float32, right is bfloat16: convert one with Cast", () => F(3) + Tensor.Zeros([3], DType.BFloat16) },
        { "MatMul: left is float16, right is bfloat16: convert one with Cast", () => Tensor.Of((Half)1).MatMul(Tensor.Of((BFloat16)1f)) },
        { "Exp: the tensor is uint8, not float32 or float64: convert it with Cast", () => Exp(Tensor.Zeros([3], DType.UInt8)) },
        { "Mean: the tensor is uint8, not float32 or float64: convert it with Cast", () => Mean(Tensor.Zeros([3], DType.UInt8)) },
        { "ToArray: the tensor is bfloat16, not float16", () => Tensor.Zeros([3], DType.BFloat16).ToArray<Half>() },
        { "Uniform: numbers are float16, bfloat16, float32 or float64, not uint8", () => new Key(1).Uniform([1], dtype: DType.UInt8) },
        { "int32 cannot hold 0.5: convert the tensor with Cast first", () => I(3) * 0.5 },
        { "a tensor holds bool, byte, int, long, Half, BFloat16, float or double, not Int16", () => Tensor.Of<short>(1) },
        { "Uniform: numbers are float16, bfloat16, float32 or float64, not int32", () => new Key(1).Uniform([1], dtype: DType.Int32) },
        { "Normal: numbers are float16, bfloat16, float32 or float64, not bool", () => new Key(1).Normal([1], dtype: DType.Bool) },
    };

    [Theory, MemberData(nameof(Types), DisableDiscoveryEnumeration = true)]
    public void Of_types(string message, Func<object?> wrong) => Assert.Equal(message, Assert.Throws<DTypeException>(wrong).Message);

    public static TheoryData<string, Func<object?>> Indices => new()
    {
        { "index 3 is out of range for axis 0 of [3]", () => F(3)[3] },
        { "index ^4 is out of range for axis 0 of [3]", () => F(3)[-4] },
        { "a step of 0 leads nowhere", () => F(3)[Subscript.Step(.., 0)] },
        { "Gather: index 3 is out of range for an axis of 3", () => Gather(F(3), Tensor.Of(0, 3)) },
        { "Gather: index -4 is out of range for an axis of 3", () => F(3)[Tensor.Of(-4L)] },
        { "Scatter: index 5 is out of range for an axis of 5", () => Scatter(F(1), Tensor.Of(5), 5) },
        { "Pick: index 3 is out of range for an axis of 3", () => Pick(F(2, 3), Tensor.Of(0, 3)) },
        { "Arange: a step of 0 leads nowhere", () => Tensor.Arange(0, 1, 0) },
        { "Bits: 1 to 64 random bits, not 65", () => new Key(1).Bits([1], 65) },
    };

    [Theory, MemberData(nameof(Indices), DisableDiscoveryEnumeration = true)]
    public void Of_indices(string message, Func<object?> wrong) => Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(wrong).Message, StringComparison.Ordinal);
}
