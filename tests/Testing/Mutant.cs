using Functional.Primitives;

namespace Functional.Testing.Tests;

/// <summary>A function with a mistake in its derivatives, the same function without it, and arguments for both.</summary>
internal sealed record Mutant(Func<Tensor[], Tensor> Wrong, Func<Tensor[], Tensor> Right, Func<Key, Tensor[]> Inputs)
{
    /// <summary>A primitive with a mistake in its tangent, its pullback, or both, in the middle of a function.</summary>
    internal static Mutant Of(
        Primitive real, Func<Key, Tensor[]> inputs, Func<Forward, Tensor?>? tangent = null, Func<Planted.One, Tensor?>? pullback = null,
        Func<Primitive, Tensor[], Tensor>? apply = null)
    {
        apply ??= (op, x) => op.Apply(new Few<Tensor>(x));
        var planted = new Planted(real, tangent, pullback);
        return new(x => apply(planted, x), x => apply(real, x), inputs);
    }

    /// <summary>A mistake in the derivative (d, x, y) of a function of one number, which both pages take.</summary>
    internal static Mutant Map(Map real, Func<Tensor, Tensor, Tensor, Tensor?> chain, Func<Key, Tensor[]>? inputs = null)
        => Of(real, inputs ?? Numbers([3]), f => chain(f.DX[0]!, f.X[0], f.Y), b => chain(b.DY, b.X[0], b.Y));

    /// <summary>A mistake in the derivatives (input, d, x, y) of a function of two numbers, which both pages take.</summary>
    internal static Mutant Zip(
        Map real, Func<int, Tensor, Few<Tensor>, Tensor, Tensor?> chain, Func<Key, Tensor[]>? inputs = null, Func<Primitive, Tensor[], Tensor>? apply = null)
    {
        return Of(real, inputs ?? Numbers([3], [3]), f => Sum(Along(0, f), Along(1, f)), b => chain(b.Input, b.DY, b.X, b.Y), apply);

        Tensor? Along(int input, Forward f) => f.DX[input] is { } d ? chain(input, d, f.X, f.Y) : null;
    }

    /// <summary>Numbers of 0.3 to 1.7 of these shapes, where every function used here is smooth.</summary>
    internal static Func<Key, Tensor[]> Numbers(params Shape[] shapes) => Between(0.3, 1.7, shapes);

    internal static Func<Key, Tensor[]> Between(double low, double high, params Shape[] shapes)
        => key => [.. shapes.Select((shape, i) => key.Fold(i).Uniform(shape, low, high, DType.Float64))];

    static Tensor? Sum(Tensor? a, Tensor? b) => a is null ? b : b is null ? a : a + b;
}
