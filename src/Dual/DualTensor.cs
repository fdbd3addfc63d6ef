using Functional.Primitives;

namespace Functional;

/// <summary>One forward-mode derivative in progress: the level of its dual numbers, and whether it is over.</summary>
internal sealed class ForwardScope(string operation) : Scope(region: null)
{
    /// <summary>What the user called, and errors name.</summary>
    internal string Operation => operation;

    /// <summary>The tangent of a value in this scope, or null where it does not depend on the arguments.</summary>
    internal Tensor? Tangent(Tensor x) => Dual(x)?.Tangent;

    /// <summary>The value one level below.</summary>
    public override Tensor Primal(Tensor x) => Dual(x)?.Value ?? x;

    public override Tensor Constant(Tensor primal) => primal;

    public override Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules)
    {
        if (IsPaused) return values;
        var (primals, tangents, changes) = (Array.ConvertAll(x, Primal), Array.ConvertAll(x, Tangent), Array.ConvertAll(like, Tangent));
        if (tangents.Any(dx => dx is not null))
        {
            var pushed = rules.Push(primals, tangents, values).Select(dy => Settled(dy, Level, isRule: true));
            changes = [.. changes.Zip(pushed, (change, dy) => change is null ? dy : change + dy)];
        }
        return [.. values.Zip(changes, (y, dy) => dy is not null && y.DType.IsFloat() ? new DualTensor(this, y, dy) : y)];
    }

    /// <summary>A float is made of its primal and its tangent.</summary>
    public override Tensor[] Lower(Tensor[] x, bool stacked = false)
        => [.. x.SelectMany(each => each.DType.IsFloat() ? (Tensor[])[Primal(each), Tangent(each) ?? Tensor.ZerosLike(each)] : [each])];

    public override Tensor[] Raise(Tensor[] parts, bool stacked = false)
    {
        var values = new List<Tensor>();
        for (var i = 0; i < parts.Length; i++) values.Add(parts[i].DType.IsFloat() ? new DualTensor(this, parts[i], parts[++i]) : parts[i]);
        return [.. values];
    }

    public override Func<Tensor[], Tensor[]> Inside(Func<Tensor[], Tensor[]> f, Tensor[] x) => parts => Replay(() => Lower(f(Raise(parts))));

    DualTensor? Dual(Tensor x) => x is DualTensor dual && dual.Level == Level ? dual : null;
}

/// <summary>A dual number: a value and its tangent, both one level below.</summary>
internal sealed class DualTensor(ForwardScope scope, Tensor primal, Tensor tangent) : Tracer(primal.DType, primal.Shape, scope.Level)
{
    public override Tensor Value => scope.IsOver ? throw Ended(scope.Operation) : primal;

    internal Tensor Tangent => scope.IsOver ? throw Ended(scope.Operation) : tangent;

    public override Scope Scope => scope;

    protected override Tensor Interpret(Primitive op, in Few<Tensor> x)
    {
        if (op.Expand(x) is { } expanded) return expanded;
        // The dual number will hold what is computed here.
        Region.AbandonCurrent();
        var primals = x.Select(scope, static (scope, each) => scope.Primal(each));
        var y = op.Apply(primals);
        if (scope.IsOver) throw Ended(scope.Operation);
        if (!op.IsDifferentiable || scope.IsPaused) return y;
        var tangents = x.Select(scope, static (scope, each) => scope.Tangent(each));
        return op.Accept(Tangents.Rules, new(primals, tangents, y)) is { } dy ? new DualTensor(scope, y, dy) : y;
    }
}
