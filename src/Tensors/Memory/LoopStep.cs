using Functional.Primitives;

namespace Functional;

/// <summary>
/// One step of a loop over states, or one call of a function that recycles. The step sees its state, and all that it computes from it, as
/// stand-ins that end with the step, so that the loop alone holds the arrays behind them and can use them again.
/// </summary>
public sealed class LoopStep : Scope
{
    [ThreadStatic]
    static LoopStep? innermost;

    readonly LoopStep? outer;

    /// <summary>Begins a step, to be ended on the same thread.</summary>
    /// <param name="region">What the step allocates, for the loop to take back.</param>
    /// <param name="name">What errors call it.</param>
    public LoopStep(Region region, string name = "step of Fold") : base(region) => (Name, outer, innermost) = (name, innermost, this);

    /// <summary>What the step is called in errors.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override bool TakesDerivatives => false;

    /// <summary>A stand-in for a value, which ends with the step.</summary>
    public Tensor Lend(Tensor x) => new Lent(this, x);

    /// <inheritdoc/>
    public override void End()
    {
        innermost = outer;
        base.End();
    }

    /// <summary>Leaves the memory of the steps in progress above a level to the garbage collector: what is recorded there may hold their values.</summary>
    internal static void AbandonAbove(long level)
    {
        for (var step = innermost; step is not null; step = step.outer)
            if (step.Level > level) step.Abandon();
    }

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

    /// <summary>Computes a function of what the stand-ins stand for, and lends its results.</summary>
    public Tensor[] Compute(Tensor[] x, Func<Tensor[], Tensor[]> f)
    {
        var values = Array.ConvertAll(x, Primal);
        using (Region.EnterBehind(Region!)) return Array.ConvertAll(f(values), Lend);
    }
}
