using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>A function of one tensor with derivatives of its own; see <see cref="Custom{TX, TY}"/>.</summary>
    public static Func<Tensor, Tensor> Custom(
        Func<Tensor, Tensor> f, Func<Tensor, Tensor, Tensor, Tensor>? tangent = null, Func<Tensor, Tensor, Tensor, Tensor>? pullback = null)
        => Custom<Tensor, Tensor>(f, tangent, pullback);

    /// <summary>
    /// The function f with derivatives of its own, for trees of tensors. They hold wherever the argument is differentiated, and are functions of
    /// tensors themselves, so higher derivatives are theirs. What f captures from an enclosing derivative keeps the derivative that f gives it.
    /// In a <c>Vmap</c> they are the rules of each element of the batch, for derivatives that are taken inside of it and around it.
    /// </summary>
    /// <param name="f">The value: a pure function, which runs once and again for each derivative around it.</param>
    /// <param name="tangent">(x, dx, y) ↦ dy: the tangent of the result y at x along dx. Without it, forward mode is refused.</param>
    /// <param name="pullback">(x, y, dy) ↦ dx: the cotangent of the argument for that of the result. Without it, reverse mode is refused.</param>
    /// <exception cref="NotSupportedException">Thrown by a derivative whose rule is not given.</exception>
    /// <exception cref="ScopeException">
    /// Thrown by a derivative whose rule captures a value that differs across a batch, if neither the argument nor f does.
    /// </exception>
    /// <exception cref="ShapeException">Thrown by a derivative whose rule gives another structure or another shape than what it belongs to.</exception>
    [OverloadResolutionPriority(-1)] // for functions of a tensor
    public static Func<TX, TY> Custom<TX, TY>(Func<TX, TY> f, Func<TX, TX, TY, TY>? tangent = null, Func<TX, TY, TY, TX>? pullback = null) => x =>
    {
        var y = default(TY)!;
        var rules = new TreeRules<TX, TY>(tangent, pullback, x, () => y);
        var results = rules.Apply(leaves => [.. Tree.Leaves(y = f(Tree.Rebuild(x, leaves)))], [.. Tree.Leaves(x)]);
        return Tree.Rebuild(y, results);
    };
}

/// <summary>Rules for the leaves of an argument and a result, written as functions of the trees.</summary>
internal sealed class TreeRules<TX, TY>(Func<TX, TX, TY, TY>? tangent, Func<TX, TY, TY, TX>? pullback, TX argument, Func<TY> result) : CustomRules
{
    public override IReadOnlyList<Tensor> Push(Tensor[] x, Tensor?[] dx, Tensor[] y)
        => tangent is null ? throw Missing("tangent", "forward")
        : Leaves("tangent", "result", tangent(Argument(x), Argument(OrZeros(dx, x)), Result(y)), y);

    public override IReadOnlyList<Tensor> PullBack(Tensor[] x, Tensor[] y, Tensor?[] dy)
        => pullback is null ? throw Missing("pullback", "reverse")
        : Leaves("pullback", "argument", pullback(Argument(x), Result(y), Result(OrZeros(dy, y))), x);

    TX Argument(Tensor[] leaves) => Tree.Rebuild(argument, leaves);

    TY Result(Tensor[] leaves) => Tree.Rebuild(result(), leaves);

    static Tensor[] OrZeros(Tensor?[] changes, Tensor[] values) => [.. changes.Zip(values, (change, value) => change ?? Tensor.ZerosLike(value))];

    static IReadOnlyList<Tensor> Leaves<T>(string rule, string place, T given, Tensor[] values)
    {
        var leaves = Tree.Leaves(given);
        if (leaves.Length != values.Length) throw new ShapeException($"Custom: the {rule} gives {leaves.Length} tensors for the {values.Length} of the {place}");
        foreach (var (leaf, value) in leaves.Zip(values))
        {
            if (leaf.Shape != value.Shape) throw new ShapeException($"Custom: the {place} is {value.Shape}, what the {rule} gives for it is {leaf.Shape}: shapes differ");
            if (leaf.DType != value.DType)
                throw new DTypeException($"Custom: the {place} is {value.DType.Name()}, what the {rule} gives for it is {leaf.DType.Name()}: convert one with Cast");
        }
        return leaves;
    }

    static NotSupportedException Missing(string rule, string mode)
        => new($"Custom: the function has no {rule}, so {mode} mode cannot differentiate it: pass {rule}: to Custom");
}
