using static Functional.Operations;
using static Functional.Testing.Tests.Mutant;

namespace Functional.Testing.Tests;

/// <summary>Mistakes in the derivatives that a function is given by <c>Custom</c>.</summary>
internal static class CustomMutants
{
    internal static readonly Dictionary<string, Mutant> All = new()
    {
        ["product divided by its zero"] = Rules(
            x => Prod(x), (x, dx, y) => Sum(dx * (y / x)), (x, y, dy) => dy * y / x, key => [Numbers([3])(key)[0].With(0, 1)]),
        ["norm not normalised"] = Rules(x => Norm(x), (x, dx, y) => Sum(dx * x), (x, y, dy) => dy * x),
        ["softmax of each element alone"] = Rules(Softmax, (x, dx, y) => dx * y * (1 - y), (x, y, dy) => dy * y * (1 - y)),
        ["softmax pulled back by its transpose's sign"] = Rules(Softmax, (x, dx, y) => y * (dx - Sum(y * dx)), (x, y, dy) => y * (dy + Sum(y * dy))),
        ["fixed point with one step"] = Rules(
            x => Enumerable.Repeat(x, 40).Aggregate((y, x) => Cos(y * x) / 2), (x, dx, y) => -Sin(y * x) * y * dx / 2, (x, y, dy) => -Sin(y * x) * y * dy / 2),
        ["capture without a derivative"] = new(
            x => Custom(z => z * x[1], (z, dz, y) => dz * x[1], (z, y, dy) => dy * x[1])(x[0]) is var y ? y - StopGradient(x[0]) * x[1] + StopGradient(y) : y,
            x => Custom(z => z * x[1], (z, dz, y) => dz * x[1], (z, y, dy) => dy * x[1])(x[0]), Numbers([3], [3])),
    };

    static Tensor Softmax(Tensor x) => Exp(x) is var e ? e / Sum(e) : x;

    static Mutant Rules(
        Func<Tensor, Tensor> f, Func<Tensor, Tensor, Tensor, Tensor> tangent, Func<Tensor, Tensor, Tensor, Tensor> pullback, Func<Key, Tensor[]>? inputs = null)
        => Custom(f, tangent, pullback) is var wrong ? new(x => wrong(x[0]), x => f(x[0]), inputs ?? Numbers([3])) : null!;
}
