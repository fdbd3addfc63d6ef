using Functional.Cpu;
using Functional.Primitives;

namespace Functional;

/// <summary>One forward-mode derivative in progress: the level of its dual numbers, and whether it is over.</summary>
internal sealed class ForwardScope
{
    internal long Level { get; } = Tracer.NextLevel();

    internal bool HasEnded { get; set; }

    /// <summary>The tangent of a value in this scope, or null where it does not depend on the arguments.</summary>
    internal Tensor? Tangent(Tensor x) => Dual(x)?.Tangent;

    /// <summary>The value one level below.</summary>
    internal Tensor Primal(Tensor x) => Dual(x)?.Value ?? x;

    DualTensor? Dual(Tensor x) => x is DualTensor dual && dual.Level == Level ? dual : null;
}

/// <summary>A dual number: a value and its tangent, both one level below.</summary>
internal sealed class DualTensor(ForwardScope scope, Tensor primal, Tensor tangent) : Tracer(primal.DType, primal.Shape, scope.Level)
{
    internal override Tensor Value => scope.HasEnded ? throw Ended("Jvp or Derivative") : primal;

    internal Tensor Tangent => scope.HasEnded ? throw Ended("Jvp or Derivative") : tangent;

    internal override Tensor Interpret(Primitive op, Few<Tensor> x)
    {
        // The dual number will hold what is computed here.
        Region.AbandonCurrent();
        var primals = x.Select(scope, static (scope, each) => scope.Primal(each));
        var y = op.Apply(primals);
        if (scope.HasEnded) throw Ended("Jvp or Derivative");
        if (!op.IsDifferentiable) return y;
        var tangents = x.Select(scope, static (scope, each) => scope.Tangent(each));
        return op.Accept(Tangents.Rules, new(primals, tangents, y)) is { } dy ? new DualTensor(scope, y, dy) : y;
    }
}
