using Functional.Primitives;

namespace Functional;

/// <summary>
/// One step of a loop over states, or one call of a function that recycles. The step sees its state, and all that it computes from it, as
/// stand-ins that end with the step, so that the loop alone holds the arrays behind them and can use them again.
/// </summary>
public sealed class LoopStep(Region region, string name = "step of Fold") : Scope(region)
{
    /// <summary>What the step is called in errors.</summary>
    public string Name => name;

    /// <inheritdoc/>
    public override bool TakesDerivatives => false;

    /// <summary>A stand-in for a value, which ends with the step.</summary>
    public Tensor Lend(Tensor x) => new Lent(this, x);

    /// <inheritdoc/>
    public override Tensor Primal(Tensor x) => x is Lent lent && lent.Level == Level ? lent.Value : x;

    /// <inheritdoc/>
    public override Tensor Constant(Tensor primal) => Lend(primal);

    /// <inheritdoc/>
    public override Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules) => Array.ConvertAll(values, Lend);

    /// <summary>Applies a primitive to what the stand-ins stand for, and lends the result.</summary>
    public Tensor Compute(Primitive op, in Few<Tensor> x)
    {
        var values = x.Select(this, static (step, each) => step.Primal(each));
        using (Region.EnterBehind(Region!)) return Lend(op.Apply(values));
    }

    /// <summary>Computes an elementwise formula, in one pass where the values are plain arrays.</summary>
    public Tensor[] Fuse(Tensor[] inputs, Func<Tensor[], Tensor[]> formula)
    {
        var values = Array.ConvertAll(inputs, Primal);
        using (Region.EnterBehind(Region!)) return Array.ConvertAll(Fusion.Run(values, formula), Lend);
    }
}
