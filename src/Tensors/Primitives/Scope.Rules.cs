namespace Functional.Primitives;

// What a transformation does with functions that bring their own derivatives.
public abstract partial class Scope
{
    /// <summary>Whether values of this level have derivatives, or are merely held in another form.</summary>
    public virtual bool TakesDerivatives => true;

    /// <summary>
    /// Values of this level, given one level below, that change as <paramref name="like"/> do and also with x, by rules of one level below.
    /// </summary>
    public abstract Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules);

    /// <summary>
    /// The function of values like x one level below. A derivative's sees its arguments, and what it captured of this level, as constants.
    /// </summary>
    public virtual Func<Tensor[], Tensor[]> Below(Func<Tensor[], Tensor[]> f, Tensor[] x)
        => primals => Pause(() => Array.ConvertAll(f(Array.ConvertAll(primals, Constant)), Primal));

    /// <summary>The rules for functions of values like x one level below. A derivative's see what they are given, and what they captured, as constants.</summary>
    public virtual CustomRules Below(CustomRules rules, Tensor[] x) => new PausedRules(this, rules);

    sealed class PausedRules(Scope scope, CustomRules rules) : CustomRules
    {
        public override IReadOnlyList<Tensor> Push(Tensor[] x, Tensor?[] dx, Tensor[] y)
            => scope.Pause(() => Primals(rules.Push(Constants(x), OptionalConstants(dx), Constants(y))));

        public override IReadOnlyList<Tensor> PullBack(Tensor[] x, Tensor[] y, Tensor?[] dy)
            => scope.Pause(() => Primals(rules.PullBack(Constants(x), Constants(y), OptionalConstants(dy))));

        Tensor[] Constants(Tensor[] x) => Array.ConvertAll(x, scope.Constant);

        Tensor?[] OptionalConstants(Tensor?[] x) => Array.ConvertAll(x, each => each is null ? null : scope.Constant(each));

        Tensor[] Primals(IReadOnlyList<Tensor> x) => [.. x.Select(each => scope.Primal(Settled(each, scope.Level)))];
    }
}
