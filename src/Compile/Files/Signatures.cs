using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>The operations that a file can name, each by any of its kind, and how many inputs they take.</summary>
/// <param name="Sample">One of the kind, whose attributes those of the file take the place of.</param>
/// <param name="Least">How many inputs there are, or may be at least.</param>
/// <param name="Most">How many there may be at most, where that is another number.</param>
sealed record Signature(Operation Sample, int Least, int? Most = null)
{
    internal bool Takes(int inputs) => inputs >= Least && inputs <= (Most ?? Least);
}

static class Signatures
{
    static readonly Graph empty = new([], [], [], []);

    static readonly Dictionary<string, Signature> all = new Signature[]
    {
        // Of functions, the vocabulary knows how many inputs they take.
        new(Map<Functions.Abs>.Op, 1, int.MaxValue),
        new(Select.Instance, 3), new(new Cast(default), 1),
        new(new Broadcast([]), 1), new(new Reshape([]), 1), new(new Permute([]), 1), new(new Slice([]), 1), new(new Pad([]), 1),
        new(new Concat(0), 1, int.MaxValue), new(new Gather(0), 2), new(new Scatter(0, 0), 2),
        new(new Transfer(Device.Cpu, Device.Cpu), 1),
        new(new Sum([]), 1), new(new CumSum(0), 1), new(new Extremum(default, []), 1), new(new ArgExtremum(default, 0), 1), new(ArgSort.Instance, 1),
        new(MatMul.Instance, 2), new(new Conv([]), 2), new(new WindowSum([]), 1), new(new WindowArgMax([]), 1),
        new(new TriangularSolve(default), 2), new(Solve.Instance, 2), new(Cholesky.Instance, 1), new(Qr.Instance, 1),
        new(Svd.Instance, 1), new(Svdvals.Instance, 1), new(Eigh.Instance, 1), new(Eigvalsh.Instance, 1),
        new(Det.Instance, 1), new(Cofactor.Instance, 1, int.MaxValue), new(LogDet.Instance, 1),
        new(new RandomBits([], 1), 2),
        new(new Scan(0, 0, 0, false, empty), 0, int.MaxValue), new(new Cond(0, 0, empty, empty), 1, int.MaxValue),
        new(new While(0, 0, empty, empty), 0, int.MaxValue), new(new Fused(empty), 1, int.MaxValue),
    }.ToDictionary(each => NameOf(each.Sample));

    internal static string NameOf(Operation operation) => operation is Map ? nameof(Map) : operation.GetType().Name;

    internal static Signature Of(string name) => all.TryGetValue(name, out var found) ? found : throw new GraphException($"there is no operation {Quoted.Of(name)}");
}
