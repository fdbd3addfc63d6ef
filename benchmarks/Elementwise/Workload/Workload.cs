using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Benchmarks;

/// <summary>What is timed, compiled against the library of each version; only types of .NET itself cross to the driver.</summary>
public static class Workload
{
    /// <summary>Elements of a row of which the softmax is taken.</summary>
    const int Row = 1000;

    /// <summary>Functions of arrays of a size, each as its value alone and with its gradient.</summary>
    public static IEnumerable<(string Function, bool WithGradient, Action Run)> OfArrays(int size)
    {
        Tensor x = new Key(1).Normal([size]), other = new Key(2).Normal([size]), rows = Reshape(x, [size / Row, Row]);
        return
        [
            .. Both("exp", Exp, x),
            .. Both("tanh", Tanh, x),
            .. Both("sigmoid", Sigmoid, x),
            .. Both("gelu", Library.Find("Gelu") ?? Gelu, x),
            .. Both("add", x => x + other, x),
            .. Both("softmax", Library.Find("Softmax") ?? Softmax, rows),
            .. Both("sum", x => x.Sum(), x),
        ];
    }

    /// <summary>So many operations one after the other on tensors of ten elements; what one costs is the slope.</summary>
    public static IEnumerable<(string Chain, Action<int> Run)> OfTinyTensors()
    {
        Tensor x = new Key(1).Uniform([10], 0.9, 1.1), c = new Key(2).Uniform([10], 0.9, 1.1);
        return
        [
            ("x + c", n => Repeat(n, x, y => y + c)),
            ("x * 0.9", n => Repeat(n, x, y => y * 0.9)),
            ("Grad of y * c", n => Grad(x => Repeat(n, x, y => y * c).Sum())(x)),
            ("Grad of y * x", n => Grad(x => Repeat(n, x, y => y * x).Sum())(x)),
            ("Grad of y * 0.9", n => Grad(x => Repeat(n, x, y => y * 0.9).Sum())(x)),
        ];
    }

    static IEnumerable<(string, bool, Action)> Both(string name, Func<Tensor, Tensor> f, Tensor x)
    {
        var derivative = ValueAndGrad(x => f(x).Sum());
        return [(name, false, () => f(x)), (name, true, () => derivative(x))];
    }

    static Tensor Repeat(int times, Tensor x, Func<Tensor, Tensor> f)
    {
        for (var i = 0; i < times; i++) x = f(x);
        return x;
    }

    static Tensor Gelu(Tensor x) => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));

    static Tensor Softmax(Tensor x) => Exp(x - ExpandDims(LogSumExp(x, -1), -1));
}
