using Functional.Cpu;

namespace Functional.Primitives;

/// <summary>A transformation in progress, as seen by functions that bring their own derivatives: it makes and reads the values of one level.</summary>
internal abstract class Scope(Region? region)
{
    [ThreadStatic]
    static (long Above, long Below) again;

    int pauses;

    internal long Level { get; } = Tracer.NextLevel();

    /// <summary>The arrays behind the values of this level, where they are not the garbage collector's.</summary>
    internal Region? Region => region;

    /// <summary>Whether values of this level have derivatives, or are merely held in another form.</summary>
    internal virtual bool TakesDerivatives => true;

    /// <summary>Whether the values of this level stand for constants, even those kept beyond its end.</summary>
    internal virtual bool IsPaused => Volatile.Read(ref pauses) > 0;

    /// <summary>
    /// Runs what was recorded at a level and could then use values of the levels above. Those that have ended since stand for constants: what
    /// was recorded does not depend on them, or it would have been recorded, and would run, with them in parts.
    /// </summary>
    internal static Tensor[] Again(long level, Func<IReadOnlyList<Tensor>> f)
    {
        var outer = again;
        // Scopes that begin from here on end as they always do.
        again = (outer.Below == 0 ? level : Math.Min(level, outer.Above), Tracer.NextLevel());
        try
        {
            return [.. f().Select(y => Settled(y, level))];
        }
        finally
        {
            again = outer;
        }
    }

    /// <summary>
    /// A function that is made of f now. When it runs again, parts of it pass levels that they did not pass at first; results that depend on no more
    /// than they did are values of this level again.
    /// </summary>
    internal Func<Tensor[], Tensor[]> Steady(Func<Tensor[], Tensor[]> f)
    {
        var first = again;
        return x => first == again ? f(x) : Array.ConvertAll(f(x), y => Settled(y, Level));
    }

    /// <summary>A value of levels that stand for constants as one of a level below them.</summary>
    static Tensor Settled(Tensor y, long level)
    {
        while (y.Level > level && y is Tracer { Scope: { IsPaused: true } scope }) y = scope.WithoutForm(y);
        return y;
    }

    /// <summary>What a rule gives for values of this level, to which those of the levels above that it captured are constants.</summary>
    protected Tensor Settled(Tensor y)
    {
        while (y.Level > Level && y is Tracer { Scope: { } scope }) y = scope.WithoutForm(y);
        return y;
    }

    /// <summary>Whether something runs again on this thread that was recorded below this level, while there may have been values of it.</summary>
    internal static bool IsSeenAgain(long level) => level > again.Above && level < again.Below;

    /// <summary>The value one level below.</summary>
    internal abstract Tensor Primal(Tensor x);

    /// <summary>A value that does not depend on this level, but has the form of those that do, as it is below.</summary>
    internal virtual Tensor WithoutForm(Tensor x) => Primal(x);

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
