using Functional.Primitives;

namespace Functional;

/// <summary>
/// One step of a loop over states, or one call of a function that recycles. The step sees its state, and all that it computes from it, as
/// stand-ins that end with the step, so that the loop alone holds the arrays behind them and can use them again.
/// </summary>
internal sealed class LoopStep(Region region, string name = "step of Fold") : Scope(region)
{
    bool hasEnded;

    /// <summary>What the step is called in errors.</summary>
    internal string Name => name;

    /// <summary>Whether values of this level must not be used any more.</summary>
    internal bool IsOver => hasEnded && !IsPaused;

    internal override bool TakesDerivatives => false;

    internal Tensor Lend(Tensor x) => new Lent(this, x);

    internal override Tensor Primal(Tensor x) => x is Lent lent && lent.Level == Level ? lent.Value : x;

    internal override Tensor Constant(Tensor primal) => Lend(primal);

    internal override Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules) => Array.ConvertAll(values, Lend);

    internal void End() => hasEnded = true;

    internal Tensor Compute(Primitive op, in Few<Tensor> x)
    {
        var values = x.Select(this, static (step, each) => step.Primal(each));
        using (Region.Enter(Region)) return Lend(op.Apply(values));
    }

    /// <summary>Computes an elementwise formula, in one pass where the values are plain arrays.</summary>
    internal Tensor[] Fuse(Tensor[] inputs, Func<Tensor[], Tensor[]> formula)
    {
        var values = Array.ConvertAll(inputs, Primal);
        using (Region.Enter(Region)) return Array.ConvertAll(Fusion.Run(values, formula), Lend);
    }
}
