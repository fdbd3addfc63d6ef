using Functional.Cpu;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// One step of a loop over states. The step sees its state, and all that it computes from it, as stand-ins that end with the step, so that
/// the loop alone holds the arrays behind them and can use them again.
/// </summary>
internal sealed class LoopStep(Region region)
{
    internal long Level { get; } = Tracer.NextLevel();

    internal bool HasEnded { get; private set; }

    internal Tensor Lend(Tensor x) => new Lent(this, x);

    internal Tensor Value(Tensor x) => x is Lent lent && lent.Level == Level ? lent.Value : x;

    internal void End() => HasEnded = true;

    internal Tensor Compute(Primitive op, Few<Tensor> x)
    {
        var values = x.Select(this, static (step, each) => step.Value(each));
        using (Region.Enter(region)) return Lend(op.Apply(values));
    }

    /// <summary>Computes an elementwise formula, in one pass where the values are plain arrays.</summary>
    internal Tensor[] Fuse(Tensor[] inputs, Func<Tensor[], Tensor[]> formula)
    {
        var values = Array.ConvertAll(inputs, Value);
        using (Region.Enter(region)) return Array.ConvertAll(Fusion.Run(values, formula), Lend);
    }
}
