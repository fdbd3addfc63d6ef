using Functional.Nn;
using static Functional.Operations;

namespace Functional.Tests.Outside;

/// <summary>An optimizer from outside of the library (X. Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", algorithm 2).</summary>
sealed record Lion(Schedule Rate, double Beta1 = 0.9, double Beta2 = 0.99) : LeafOptimizer
{
    protected override IReadOnlyList<string> Moments => ["momentum"];

    protected override Tensor[] Scalars(Tensor step) => [-Rate.At(step)];

    protected override (Tensor Change, Tensor[] Moments) Formula(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars)
        => (Sign(moments[0] * Beta1 + g * (1 - Beta1)) * scalars[0], [moments[0] * Beta2 + g * (1 - Beta2)]);
}
