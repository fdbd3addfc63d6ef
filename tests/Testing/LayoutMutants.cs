using Functional.Primitives;
using static Functional.Operations;
using static Functional.Testing.Tests.Mutant;

namespace Functional.Testing.Tests;

/// <summary>Mistakes in the rules of what moves elements.</summary>
internal static class LayoutMutants
{
    static readonly Slice steps = new([new(1, 3, 2)]), backwards = new([new(5, 3, -2)]);
    static readonly Pad pad = new([new(2, 1)], 1.5);
    static readonly Permute turn = new([1, 2, 0]);

    static Tensor Repeated => Tensor.Of(2, 0, 2, 2);

    internal static readonly Dictionary<string, Mutant> All = new()
    {
        ["broadcast without a sum"] = Of(new Broadcast([4, 3]), Numbers([3]), pullback: b => b.DY),
        ["broadcast back to its first row"] = Of(new Broadcast([4, 3]), Numbers([3]), pullback: b => b.DY[0]),
        ["broadcast summed over the wrong axis"] = Of(new Broadcast([3, 3]), Numbers([3]), pullback: b => b.DY.Sum(1)),
        ["broadcast averaged"] = Of(new Broadcast([4, 3]), Numbers([1, 3]), pullback: b => Mean(b.DY, 0).Reshape(1, 3)),
        ["reshape that transposes"] = Of(new Reshape([3, 2]), Numbers([2, 3]), pullback: b => b.DY.T),
        ["order for its inverse"] = Of(turn, Numbers([2, 2, 2]), pullback: b => turn.Apply(b.DY)),
        ["matrix not turned back"] = Of(new Permute([1, 0]), Numbers([3, 3]), pullback: b => b.DY),
        ["slice off by one"] = Of(steps, Numbers([7]), pullback: b => new Slice([new(0, 3, 2)]).Embed(b.DY, b.X[0].Shape)),
        ["step of a slice forgotten"] = Of(steps, Numbers([7]), pullback: b => new Slice([new(1, 3)]).Embed(b.DY, b.X[0].Shape)),
        ["slice backwards put back forwards"] = Of(backwards, Numbers([7]), pullback: b => new Slice([new(1, 3, 2)]).Embed(b.DY, b.X[0].Shape)),
        ["tangent of a slice forwards"] = Of(backwards, Numbers([7]), tangent: f => Flip(backwards.Apply(f.DX[0]!), 0)),
        ["padding off by one"] = Of(pad, Numbers([3]), pullback: b => new Pad([new(1, 2)]).Extract(b.DY, b.X[0].Shape)),
        ["padding with a tangent"] = Of(pad, Numbers([3]), tangent: f => pad.Apply(f.DX[0]!)),
        ["first part of a concatenation for each"] = Of(new Concat(0), Numbers([2], [2]), pullback: b => b.DY[..2]),
        ["parts of a concatenation exchanged"] = Of(new Concat(0), Numbers([2], [2]),
            tangent: f => Concat(0, f.DX[1] ?? Tensor.ZerosLike(f.X[1]), f.DX[0] ?? Tensor.ZerosLike(f.X[0]))),
        ["scatter without accumulation"] = Of(new Gather(0), Numbers([3]), pullback: b => b.Input > 0 ? null
            : new Scatter(0, 3).Apply(b.DY, b.X[1]) / Maximum(new Scatter(0, 3).Apply(Tensor.OnesLike(b.DY), b.X[1]), 1),
            apply: (op, x) => op.Apply(x[0], Repeated)),
        ["gather at other indices"] = Of(
            new Gather(0), Numbers([3]), tangent: f => new Gather(0).Apply(f.DX[0]!, 2 - f.X[1]), apply: (op, x) => op.Apply(x[0], Repeated)),
        ["scatter back in reverse"] = Of(new Scatter(0, 3), Numbers([4]), pullback: b => b.Input > 0 ? null
            : new Gather(0).Apply(Flip(b.DY, 0), b.X[1]), apply: (op, x) => op.Apply(x[0], Repeated)),
        ["element type of a cast forgotten"] = Of(new Cast(DType.Float32), Numbers([3]), pullback: b => b.DY),
        ["cast that stops"] = Of(new Cast(DType.Float32), Numbers([3]), tangent: f => null, pullback: b => null),
    };
}
