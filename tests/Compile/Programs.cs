using Functional.Nn;
using static Functional.Operations;

namespace Functional.Tests.Graphs;

/// <summary>Functions from a tensor [4, 6] to a tensor, with what graphs are made of: every kind of step, captured values, control flow, randomness.</summary>
public static class Programs
{
    static readonly Tensor w = new Key(1).Normal([6, 5], dtype: DType.Float64), filters = new Key(2).Normal([2, 1, 3, 3], dtype: DType.Float64);

    /// <summary>Programs with loops whose steps capture values of enclosing derivatives.</summary>
    public static readonly IReadOnlySet<string> CapturingLoops = new HashSet<string> { "scan back", "scan in a scan" };

    public static Tensor Argument { get; } = new Key(7).Normal([4, 6], dtype: DType.Float64);

    public static readonly IReadOnlyDictionary<string, Func<Tensor, Tensor>> All = new Dictionary<string, Func<Tensor, Tensor>>
    {
        ["identity"] = x => x,
        ["constant"] = x => Tensor.Ones([3], x.DType),
        ["arithmetic"] = x => (x * 2 + 1) / (x * x + 3) - -x,
        ["chain"] = x => Tanh(Exp(-Square(x)) + Sin(x)) * Sigmoid(x),
        ["twice the same"] = x => Exp(x) + Exp(x) * Exp(x + 0),
        ["columns"] = x => x - Sum(x, 0) / 4 + x[0],
        ["softmax"] = x => Losses.Softmax(x),
        ["log-softmax"] = x => Losses.LogSoftmax(x * 3),
        ["layer norm"] = x => (x - ExpandDims(Mean(x, 1), 1)) / Sqrt(ExpandDims(Variance(x, 1), 1) + 1e-5) * x[0] + x[1],
        ["rows of rows"] = x => Exp(x - ExpandDims(Max(x, -1), -1)) * ExpandDims(Log(Sum(Exp(x), -1) + 1) * 2, -1),
        ["gelu"] = x => Gelu(x) + Silu(x),
        ["product"] = x => Relu(x.MatMul(w) + 0.5),
        ["transposed product"] = x => x.T.MatMul(x) / 2,
        ["where"] = x => Where((x > 0) & (x < 1), x * x, -x),
        ["views"] = x => x.T.Reshape(3, 8)[.., 2..6].T * 2,
        ["slices"] = x => Concat(1, x[.., ..3], Flip(x[.., 3..], 1)) + Pad(x[1..3, 1..5], [(1, 1), (2, 0)]),
        ["indices"] = x => Gather(x, Tensor.Of(3, 0, 0)) * 2 + Pick(x, Tensor.Of(0, 1, 2, 5))[0],
        ["running sums"] = x => CumSum(x, 0) * CumSum(x, 1),
        ["extrema"] = x => Max(x, 1) - Min(x, 1) + ArgMax(x).Cast(x.DType),
        ["images"] = x => MaxPool(Conv(x.Reshape(1, 1, 4, 6), filters, padding: Borders.Same), 2),
        ["casts"] = x => (x.Cast(DType.Float32) * 3).Cast(DType.Int32).Cast(DType.Float64) + x,
        ["half"] = x => (x.Cast(DType.Float16) * x.Cast(DType.Float16)).Cast(x.DType),
        ["random"] = x => x + new Key(3).Fold(ArgMax(Sum(x, 0))).Normal(x.Shape, dtype: x.DType),
        ["solve"] = x => Solve(x.MatMul(x.T) + Tensor.Eye(4, dtype: x.DType), x),
        ["scan"] = x => Scan<Tensor, Tensor, Tensor>((h, e) => (Tanh(h + e * w[0, 0]), h * e), x[0], x) is var (h, ys) ? Concat(0, ys, ExpandDims(h, 0)) : x,
        ["scan back"] = x => Scan<Tensor, Tensor, Tensor>((h, e) => (Tanh(h + e) * x[1], h * x[2]), x[0], x, reverse: true) is var (h, ys) ? ys * h : x,
        ["scan kept"] = x => Scan<Tensor, Tensor, Tensor>((h, e) => (Sin(h) + e, h), x[0], x, keep: true).Ys,
        ["scan by number"] = x => Scan((Tensor h) => (h * 0.5 + 1, Sum(h)), x, 7).Ys,
        ["scan of nothing"] = x => Scan<Tensor, Tensor, Tensor>((h, e) => (h + e, h), x[0], x[..0]).Carry,
        ["scan in a scan"] = x => Scan<Tensor, Tensor, Tensor>((h, e) => Scan((Tensor g) => (Sin(g) + e, g * x[0]), h, 3) is var (g, gs) ? (g, Sum(gs, 0)) : default, x[0], x).Ys,
        ["checkpoint"] = x => ReverseMode.Checkpoint((Tensor y) => Exp(Sin(y) * x))(x) + x,
        ["custom"] = x => Custom(y => y * 3, (y, dy, z) => dy * 5, (y, z, dz) => dz * 5)(x) * x,
        ["nothing"] = x => Sum(x[..0], 0) + Exp(x)[0],
        ["gradient inside"] = x => ReverseMode.Grad((Tensor y) => Sum(Sin(y) * x))(x * 2),
        ["batch inside"] = x => BatchMode.Vmap((Tensor row) => Losses.Softmax(row * x[0]))(x),
    };

    public static readonly IReadOnlyDictionary<string, Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>> Transformations = new Dictionary<string, Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>>
    {
        ["value"] = f => f,
        ["Grad"] = f => ReverseMode.Grad((Tensor x) => Sum(f(x))),
        ["Jvp"] = f => x => ForwardMode.Jvp(f, x, Cos(x)) is var (y, dy) ? Concat(0, y.Reshape(-1), dy.Reshape(-1)) : x,
        ["Grad of Grad"] = f => ReverseMode.Grad((Tensor x) => Sum(Sin(ReverseMode.Grad((Tensor x) => Sum(f(x)))(x)))),
        ["Jvp of Grad"] = f => x => ForwardMode.Jvp(ReverseMode.Grad((Tensor x) => Sum(f(x))), x, Cos(x)).Tangent,
        ["Vmap"] = f => x => BatchMode.Vmap(f)(Stack(0, x, x * 0.5, -x)),
        ["Grad of Vmap"] = f => ReverseMode.Grad((Tensor x) => Sum(Square(BatchMode.Vmap((Tensor s) => f(x * s))(Tensor.Of(1.0, 0.5))))),
        ["Vmap of Grad"] = f => x => BatchMode.Vmap(ReverseMode.Grad((Tensor x) => Sum(f(x))))(Stack(0, x, x * 0.5)),
    };
}
