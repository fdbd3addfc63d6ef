using Functional.Primitives;
using static Functional.Operations;
using static Functional.Testing.Tests.Mutant;

namespace Functional.Testing.Tests;

/// <summary>Mistakes in the rules of sums, extrema, products of matrices and convolutions.</summary>
internal static class ContractionMutants
{
    static readonly Conv
        plain = new([new(2, 1, 1, 1)]), strided = new([new(2, 2)]), dilated = new([new(2, 1, 1, 1, 2)]), grouped = new([new(2)], 2);

    static readonly WindowSum windows = new([new(2, 1, 1, 1)]);

    internal static readonly Dictionary<string, Mutant> All = new()
    {
        // reductions
        ["sum for mean"] = Of(new Sum([0]), Numbers([4]), f => new Sum([0]).Apply(f.DX[0]!) / 4, b => (b.DY / 4).Broadcast([4])),
        ["sum back over the wrong axis"] = Of(new Sum([0]), Numbers([3, 3]), pullback: b => Broadcast(b.DY, [3, 3]).T),
        ["tangent over the wrong axis"] = Of(new Sum([0]), Numbers([3, 3]), tangent: f => new Sum([1]).Apply(f.DX[0]!).T),
        ["maximum back to all"] = Of(new Extremum(End.Max, [0]), Numbers([3]), pullback: b => Broadcast(b.DY, [3])),
        ["minimum for maximum"] = Of(new Extremum(End.Max, [0]), Numbers([3]),
            f => new Sum([0]).Apply(f.DX[0]! * Shares(f.X[0], End.Min)), b => b.DY * Shares(b.X[0], End.Min)),
        ["shares of equal maxima not divided"] = Of(new Extremum(End.Max, [0]), key => [Broadcast(Numbers([1])(key)[0], [3])],
            f => new Sum([0]).Apply(f.DX[0]! * Cast(Equal(f.X[0], f.Y), f.Y.DType)), b => b.DY * Cast(Equal(b.X[0], b.Y), b.Y.DType)),

        // matrix products
        ["transposition forgotten"] = Of(
            Primitives.MatMul.Instance, Numbers([3, 3], [3, 3]), pullback: b => b.Input == 0 ? b.DY.MatMul(b.X[1]) : b.X[0].T.MatMul(b.DY)),
        ["factors in the wrong order"] = Of(
            Primitives.MatMul.Instance, Numbers([3, 3], [3, 3]), pullback: b => b.Input == 0 ? b.X[1].T.MatMul(b.DY) : b.X[0].T.MatMul(b.DY)),
        ["cotangents exchanged"] = Of(
            Primitives.MatMul.Instance, Numbers([3, 3], [3, 3]), pullback: b => b.Input == 1 ? b.DY.MatMul(b.X[1].T) : b.X[0].T.MatMul(b.DY)),
        ["term of a product forgotten"] = Of(
            Primitives.MatMul.Instance, Numbers([2, 3], [3, 2]), tangent: f => f.DX[0]!.MatMul(f.X[1]), apply: (op, x) => op.Apply(x[0], x[1])),
        ["product with the first of the batch"] = Of(Primitives.MatMul.Instance, Numbers([2, 2, 2], [2, 2, 2]),
            pullback: b => b.Input == 0 ? b.DY.MatMul(b.X[1][0].T) : b.X[0].T.MatMul(b.DY)),

        // convolutions
        ["filters not flipped"] = Of(plain, Numbers([1, 1, 4], [1, 1, 2]),
            pullback: b => b.Input == 0 ? ConvTransposes.OfImages(plain, new(b.X[0], Flip(b.X[1], 2)), b.DY) : ConvTransposes.OfFilters(plain, b.X, b.DY)),
        ["channels not exchanged"] = Of(plain, Numbers([1, 2, 4], [2, 2, 2]),
            pullback: b => b.Input == 0
                ? ConvTransposes.OfImages(plain, new(b.X[0], b.X[1].Permute(1, 0, 2)), b.DY)
                : ConvTransposes.OfFilters(plain, b.X, b.DY)),
        ["padding of a transpose off by one"] = Of(plain, Numbers([1, 1, 4], [1, 1, 2]),
            pullback: b => b.Input == 0 ? ConvTransposes.OfImages(new([new(2, 1, 0, 2)]), b.X, b.DY) : ConvTransposes.OfFilters(plain, b.X, b.DY)),
        ["stride and dilation not exchanged"] = Of(strided, Numbers([1, 1, 5], [1, 1, 2]),
            pullback: b => b.Input == 0 ? ConvTransposes.OfImages(strided, b.X, b.DY) : new Conv([new(2, 2, 0, -1)]).Apply(b.X[0], b.DY)),
        ["dilation forgotten"] = Of(dilated, Numbers([1, 1, 4], [1, 1, 2]),
            pullback: b => b.Input == 0 ? ConvTransposes.OfImages(new([new(2, 1, 1, 0)]), b.X, b.DY) : ConvTransposes.OfFilters(dilated, b.X, b.DY)),
        ["group dropped"] = Of(grouped, Numbers([1, 2, 3], [2, 1, 2]),
            pullback: b => b.Input == 1 ? ConvTransposes.OfFilters(grouped, b.X, b.DY) : ConvTransposes.OfImages(grouped, b.X, b.DY).With(0, .., 1)),
        ["groups exchanged"] = Of(grouped, Numbers([1, 2, 3], [2, 1, 2]),
            pullback: b => b.Input == 1 ? ConvTransposes.OfFilters(grouped, b.X, b.DY) : ConvTransposes.OfImages(grouped, new(b.X[0], Flip(b.X[1], 0)), b.DY)),
        ["one example of the batch"] = Of(plain, Numbers([2, 1, 4], [1, 1, 2]),
            pullback: b => b.Input == 0 ? ConvTransposes.OfImages(plain, b.X, b.DY) : ConvTransposes.OfFilters(plain, new(b.X[0][..1], b.X[1]), b.DY[..1])),
        ["window of a sum off by one"] = Of(windows, Numbers([1, 1, 4]), pullback: b => new WindowSum([new(2, 1, 1, -1)]).Apply(b.DY)),
        ["window counted twice"] = Of(windows, Numbers([1, 1, 4]), f => windows.Apply(f.DX[0]!) * 2, b => new WindowSum([new(2)]).Apply(b.DY) * 2),
    };

    static Tensor Shares(Tensor x, End end) => new Extremum(end, [0]).Shares(x, new Extremum(end, [0]).Apply(x));
}
