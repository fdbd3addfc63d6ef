namespace Functional.Primitives;

/// <summary>A transformation in progress, as seen by functions that bring their own derivatives: it makes and reads the values of one level.</summary>
public abstract partial class Scope
{
    int pauses;

    internal Scope(Region? region) => Region = region;

    internal long Level { get; } = Tracer.NextLevel();

    /// <summary>The arrays behind the values of this level, where they are not the garbage collector's.</summary>
    internal Region? Region { get; }

    /// <summary>Whether values of this level have derivatives, or are merely held in another form.</summary>
    internal virtual bool TakesDerivatives => true;

    /// <summary>Whether the values of this level stand for constants, even those kept beyond its end.</summary>
    internal virtual bool IsPaused => Volatile.Read(ref pauses) > 0;

    /// <summary>The value one level below.</summary>
    internal abstract Tensor Primal(Tensor x);

    /// <summary>A value that is constant at this level.</summary>
    internal abstract Tensor Constant(Tensor primal);

    /// <summary>
    /// Values of this level, given one level below, that change as <paramref name="like"/> do and also with x, by rules of one level below.
    /// </summary>
    internal abstract Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules);

    /// <summary>What values of this level are made of one level below.</summary>
    internal virtual Tensor[] Lower(Tensor[] x) => Array.ConvertAll(x, Primal);

    /// <summary>The values that are made of these parts, as <see cref="Lower"/> gives them.</summary>
    internal virtual Tensor[] Raise(Tensor[] parts) => Array.ConvertAll(parts, Constant);

    /// <summary>As <see cref="Lower"/>, for values that a loop takes apart along their first axis, and so what they are made of.</summary>
    internal virtual Tensor[] LowerStacks(Tensor[] x) => Lower(x);

    /// <summary>As <see cref="Raise"/>, for parts that a loop has stacked along their first axis.</summary>
    internal virtual Tensor[] RaiseStacks(Tensor[] parts) => Raise(parts);

    /// <summary>The same value in the form of those that vary at this level, which the states of a loop may do later.</summary>
    internal virtual Tensor Varying(Tensor x) => x;

    /// <summary>
    /// The function of values like x as a function of what they are made of, as <see cref="Lower"/> gives it, which may be called after this scope
    /// has ended, too.
    /// </summary>
    internal virtual Func<Tensor[], Tensor[]> Inside(Func<Tensor[], Tensor[]> f, Tensor[] x) => Below(f, x);

    /// <summary>
    /// The function of values like x one level below. A derivative's sees its arguments, and what it captured of this level, as constants.
    /// </summary>
    internal virtual Func<Tensor[], Tensor[]> Below(Func<Tensor[], Tensor[]> f, Tensor[] x)
        => primals => Pause(() => Array.ConvertAll(f(Array.ConvertAll(primals, Constant)), Primal));

    /// <summary>The rules for functions of values like x one level below. A derivative's see what they are given, and what they captured, as constants.</summary>
    internal virtual CustomRules Below(CustomRules rules, Tensor[] x) => new PausedRules(this, rules);

    /// <summary>Runs a function to which the values of this level stand for constants.</summary>
    internal virtual T Pause<T>(Func<T> f)
    {
        Interlocked.Increment(ref pauses);
        try
        {
            return f();
        }
        finally
        {
            Interlocked.Decrement(ref pauses);
        }
    }

    sealed class PausedRules(Scope scope, CustomRules rules) : CustomRules
    {
        internal override IReadOnlyList<Tensor> Push(Tensor[] x, Tensor?[] dx, Tensor[] y)
            => scope.Pause(() => Primals(rules.Push(Constants(x), OptionalConstants(dx), Constants(y))));

        internal override IReadOnlyList<Tensor> PullBack(Tensor[] x, Tensor[] y, Tensor?[] dy)
            => scope.Pause(() => Primals(rules.PullBack(Constants(x), Constants(y), OptionalConstants(dy))));

        Tensor[] Constants(Tensor[] x) => Array.ConvertAll(x, scope.Constant);

        Tensor?[] OptionalConstants(Tensor?[] x) => Array.ConvertAll(x, each => each is null ? null : scope.Constant(each));

        Tensor[] Primals(IReadOnlyList<Tensor> x) => [.. x.Select(each => scope.Primal(Settled(each, scope.Level)))];
    }
}
