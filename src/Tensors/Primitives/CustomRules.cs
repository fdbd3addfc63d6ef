namespace Functional.Primitives;

/// <summary>The derivatives of a function of several tensors with several results, which take the place of those that its program has.</summary>
internal abstract class CustomRules
{
    /// <summary>The tangents of the results y at x along dx, which is absent where an input is constant.</summary>
    internal abstract IReadOnlyList<Tensor> Push(Tensor[] x, Tensor?[] dx, Tensor[] y);

    /// <summary>The cotangents of x for those of the results y, which are absent where they are zero.</summary>
    internal abstract IReadOnlyList<Tensor> PullBack(Tensor[] x, Tensor[] y, Tensor?[] dy);

    /// <summary>The results of f, which is run once or more, with these derivatives in x and the program's own in what it captures.</summary>
    internal Tensor[] Apply(Func<Tensor[], Tensor[]> f, Tensor[] x) => Highest(x) is { Level: > 0 } top ? Apply(f, x, top) : f(x);

    Tensor[] Apply(Func<Tensor[], Tensor[]> f, Tensor[] x, Tensor top)
    {
        // An interpretation that takes no derivatives needs no rules.
        if (top is not Tracer { Scope: { } scope }) return f(x);
        var (primals, below) = (Array.ConvertAll(x, scope.Primal), new RulesBelow(scope, this));
        // With x constant at this level, what changes here changes with captured values.
        var captured = f([.. x.Zip(primals, (each, primal) => each.Level == scope.Level ? scope.Constant(primal) : each)]);
        if (Highest(captured) is { } inner && inner.Level > scope.Level) return Apply(f, x, inner);
        if (Highest(primals) is not { Level: > 0 }) return scope.Join(Array.ConvertAll(captured, scope.Primal), captured, x, below);
        // An enclosing transformation may keep arrays of this one.
        scope.Region?.Abandon();
        return scope.Join(below.Apply(scope.Below(f), primals), captured, x, below);
    }

    static Tensor? Highest(Tensor[] x) => x.MaxBy(each => each.Level);

    /// <summary>Rules one level below a scope: what they are given, and what they captured of the scope, are constants of it.</summary>
    sealed class RulesBelow(Scope scope, CustomRules rules) : CustomRules
    {
        internal override IReadOnlyList<Tensor> Push(Tensor[] x, Tensor?[] dx, Tensor[] y)
            => scope.Pause(() => Primals(rules.Push(Constants(x), OptionalConstants(dx), Constants(y))));

        internal override IReadOnlyList<Tensor> PullBack(Tensor[] x, Tensor[] y, Tensor?[] dy)
            => scope.Pause(() => Primals(rules.PullBack(Constants(x), Constants(y), OptionalConstants(dy))));

        Tensor[] Constants(Tensor[] x) => Array.ConvertAll(x, scope.Constant);

        Tensor?[] OptionalConstants(Tensor?[] x) => Array.ConvertAll(x, each => each is null ? null : scope.Constant(each));

        Tensor[] Primals(IReadOnlyList<Tensor> x) => [.. x.Select(scope.Primal)];
    }
}
