using Functional.Cpu;
using Functional.Primitives;
using Xunit;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>The same bits on any number of threads, at sizes where work is divided. The number of threads is global, so these run in one class.</summary>
[Collection(nameof(Threads))]
public class Threads
{
    static readonly Tensor rows = new Key(1).Normal([300, 301]), columns = new Key(2).Normal([301, 300]);
    static readonly Tensor small = new Key(9).Normal([700, 7, 7]) + 10 * Tensor.Eye(7);
    static readonly Tensor images = new Key(3).Normal([4, 3, 40, 41]), filters = new Key(4).Normal([8, 3, 3, 3]);

    static readonly Dictionary<string, Func<Tensor>> work = new()
    {
        ["map"] = () => Tanh(rows), ["map of a view"] = () => Exp(columns.T), ["zip"] = () => rows * rows, ["zip of views"] = () => rows / columns.T,
        ["zip with a row"] = () => rows + rows[0], ["sum of all"] = () => Sum(rows), ["sum of rows"] = () => Sum(rows, 1), ["sum of columns"] = () => Sum(rows, 0),
        ["max"] = () => Max(rows, 0), ["product"] = () => Prod(rows / 4 + 1, 1), ["log-sum-exp"] = () => LogSumExp(columns.T, 1),
        ["matmul"] = () => rows.MatMul(columns), ["conv"] = () => Conv(images, filters, padding: Borders.Same), ["maxpool"] = () => MaxPool(images, 3, 2),
        ["averagepool"] = () => AveragePool(images, 3, 2), ["gather"] = () => rows[new Key(5).Permutation(300)], ["copy"] = () => columns.T.Reshape(-1),
        ["scatter"] = () => Scatter(rows, Cast(new Key(6).Uniform([300], 0, 50), DType.Int32), 50), ["argsort"] = () => ArgSort(rows), ["argmax"] = () => rows.ArgMax(0),
        ["pad"] = () => Pad(rows, [(3, 4), (5, -6)]), ["concat"] = () => Concat(1, rows, columns.T), ["where"] = () => Where(rows > 0, rows, columns.T),
        ["cast"] = () => Cast(columns.T, DType.Int32), ["bits"] = () => new Key(7).Bits([100_003], 64), ["normal"] = () => new Key(8).Normal([100_003]),
        ["running sums"] = () => CumSum(columns), ["running sums of columns"] = () => CumSum(rows.Reshape(100, 3, 301), 1), ["sort"] = () => Sort(columns, 0).Values,
        ["solve"] = () => Solve(small, small.T), ["cholesky"] = () => Cholesky(small.MatMul(small.T)), ["svd"] = () => Svd(small).U, ["eigh"] = () => Eigh(small).Vectors,
        ["gradient of matmul"] = () => Grad(x => Sum(Square(x.MatMul(columns))))(rows),
        ["gradient of conv"] = () => Grad(w => Sum(Square(Conv(images, w, stride: 2, padding: 1))))(filters),
    };

    public static TheoryData<string> Works => [.. work.Keys];

    [Theory, MemberData(nameof(Works))]
    public void Do_not_change_a_bit(string name)
    {
        var alone = Bits(Run(1, work[name]));
        foreach (var count in (int[])[2, 3]) Assert.Equal(alone, Bits(Run(count, work[name])));
    }

    /// <summary>Computes something on a number of threads.</summary>
    internal static Tensor Run(int count, Func<Tensor> compute)
    {
        var before = Workers.Count;
        try
        {
            Workers.Count = count;
            return compute();
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Pass_on_what_a_kernel_throws()
    {
        var (many, zeros) = (Tensor.Ones([100_000], DType.Int32), Tensor.Zeros([100_000], DType.Int32));
        Assert.Throws<DivideByZeroException>(() => many / Views.Copy(zeros));
    }

    static byte[] Bits(Tensor x) => x.DType switch
    {
        DType.Float32 => [.. x.ToArray<float>().SelectMany(BitConverter.GetBytes)],
        DType.Int32 => [.. x.ToArray<int>().SelectMany(BitConverter.GetBytes)],
        _ => [.. x.ToArray<long>().SelectMany(BitConverter.GetBytes)],
    };
}
