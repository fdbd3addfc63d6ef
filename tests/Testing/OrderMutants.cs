using Functional.Functions;
using Functional.Primitives;
using static Functional.Operations;
using static Functional.Testing.Tests.Mutant;

namespace Functional.Testing.Tests;

/// <summary>Rules whose numbers are right, and whose derivatives are not.</summary>
internal static class OrderMutants
{
    static readonly Map<Sin> sine = new();

    internal static readonly Dictionary<string, Mutant> All = new()
    {
        ["constant in the second order"] = Map(sine, (d, x, y) => d * StopGradient(Cos(x))),
        ["constant direction in the second order"] = Map(sine, (d, x, y) => StopGradient(d) * Cos(x)),
        ["output constant in the second order"] = Map(new Map<Tanh>(), (d, x, y) => d * (1 - y * StopGradient(y))),
        ["second order of the tangent alone"] = Of(sine, Numbers([3]), tangent: f => f.DX[0]! * StopGradient(Cos(f.X[0]))),
        ["second order of the pullback alone"] = Of(sine, Numbers([3]), pullback: b => b.DY * StopGradient(Cos(b.X[0]))),
        ["factor constant in the second order"] = Of(Primitives.MatMul.Instance, Numbers([2, 2], [2, 2]),
            pullback: b => b.Input == 0 ? b.DY.MatMul(StopGradient(b.X[1]).T) : b.X[0].T.MatMul(b.DY)),
        ["one factor right in the second order"] = Zip(new Zip<Multiply>(), (input, d, x, y) => d * (input == 0 ? x[1] : StopGradient(x[0]))),
        ["wrong rule inside a right one"] = Map(
            sine, (d, x, y) => d * new Planted(new Map<Cos>(), f => f.DX[0]! * Sin(f.X[0]), b => b.DY * Sin(b.X[0])).Apply(x)),
    };
}
