using Functional.Functions;
using Functional.Primitives;
using static Functional.Operations;
using static Functional.Testing.Tests.Mutant;

namespace Functional.Testing.Tests;

/// <summary>Mistakes in formulas made of right rules, and in few of many elements.</summary>
internal static class ComposedMutants
{
    static readonly Map<Sin> sine = new();

    internal static readonly Dictionary<string, Mutant> All = new()
    {
        ["factor stopped"] = new(x => x[0] * StopGradient(x[0]), x => x[0] * x[0], Numbers([3])),
        ["mean taken for a constant"] = new(x => Square(x[0] - StopGradient(Mean(x[0]))) * x[0], x => Square(x[0] - Mean(x[0])) * x[0], Numbers([4])),
        ["normalisation taken for a constant"] = new(x => Exp(x[0]) / StopGradient(Sum(Exp(x[0]))), x => Exp(x[0]) / Sum(Exp(x[0])), Numbers([4])),
        ["parameter captured as a constant"] = new(x => Tanh(x[0] * StopGradient(x[1]) + x[2]), x => Tanh(x[0] * x[1] + x[2]), Numbers([3], [3], [3])),
        ["not a number in the branch not taken"] = Of(
            sine, Numbers([3]), pullback: b => Where(b.X[0] > 2, b.DY, 0) * (1 / Maximum(b.X[0] - 2, 0)) + b.DY * Cos(b.X[0])),
        ["one of many"] = Of(sine, Numbers([500]), pullback: b => (b.DY * Cos(b.X[0])).With(0, 432)),
        ["a tenth of many"] = Map(sine, (d, x, y) => d * Cos(x) * (1 + 0.1 * Cast(Equal(Tensor.Arange(500), 123), x.DType)), Numbers([500])),
    };
}
