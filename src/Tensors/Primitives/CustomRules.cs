namespace Functional.Primitives;

/// <summary>The derivatives of a function of several tensors with several results, which take the place of those that its program has.</summary>
public abstract class CustomRules
{
    /// <summary>The tangents of the results y at x along dx, which is absent where an input is constant.</summary>
    public abstract IReadOnlyList<Tensor> Push(Tensor[] x, Tensor?[] dx, Tensor[] y);

    /// <summary>The cotangents of x for those of the results y, which are absent where they are zero.</summary>
    public abstract IReadOnlyList<Tensor> PullBack(Tensor[] x, Tensor[] y, Tensor?[] dy);

    /// <summary>The results of f, which is run once or more, with these derivatives in x and the program's own in what it captures.</summary>
    public Tensor[] Apply(Func<Tensor[], Tensor[]> f, Tensor[] x) => Highest(x) is { Level: > 0 } top ? Apply(f, x, top) : f(x);

    Tensor[] Apply(Func<Tensor[], Tensor[]> f, Tensor[] x, Tensor top)
    {
        // An interpretation that takes no derivatives needs no rules.
        if (top is not Tracer { Scope: { } scope }) return f(x);
        var (primals, below) = (Array.ConvertAll(x, scope.Primal), scope.Below(this, x));
        // With x constant at this level, what changes here changes with captured values.
        var constants = x.Zip(primals, (each, primal) => each.Level == scope.Level ? scope.Constant(primal) : each).ToArray();
        var captured = scope.TakesDerivatives ? f(constants) : Unrecorded(primals, () => f(constants));
        if (Highest(captured) is { } inner && inner.Level > scope.Level) return Apply(f, x, inner);
        if (Highest(primals) is not { Level: > 0 }) return scope.Join(Array.ConvertAll(captured, scope.Primal), captured, x, below);
        // An enclosing transformation may keep arrays of this one.
        scope.Abandon();
        return scope.Join(below.Apply(scope.Below(x => Array.ConvertAll(f(x), y => Scope.Settled(y, scope.Level, isRule: true)), x), primals), captured, x, below);
    }

    /// <summary>Runs a function where the derivatives that these values belong to take them for constants.</summary>
    static T Unrecorded<T>(Tensor[] x, Func<T> f)
        => Highest(x) is Tracer { Scope: { } scope } ? scope.Pause(() => Unrecorded(Array.ConvertAll(x, scope.Primal), f)) : f();

    static Tensor? Highest(Tensor[] x) => x.MaxBy(each => each.Level);
}
