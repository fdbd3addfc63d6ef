using Functional.Functions;
using Functional.Primitives;
using static Functional.Operations;
using static Functional.Testing.Tests.Mutant;

namespace Functional.Testing.Tests;

/// <summary>Mistakes in the rules of functions of one, two and three numbers.</summary>
internal static class ElementwiseMutants
{
    static readonly Map<Sin> sine = new();
    static readonly Zip<Multiply> multiply = new();

    static Tensor Mask => Tensor.Of(true, false, false, true);

    internal static readonly Dictionary<string, Mutant> All = new()
    {
        // of one number
        ["sign of cosine"] = Map(new Map<Cos>(), (d, x, y) => d * Sin(x)),
        ["sine for cosine"] = Map(sine, (d, x, y) => d * Sin(x)),
        ["input for output in exp"] = Map(new Map<Exp>(), (d, x, y) => d * x),
        ["output for input in log"] = Map(new Map<Log>(), (d, x, y) => d / y),
        ["square forgotten in tanh"] = Map(new Map<Tanh>(), (d, x, y) => d * (1 - y)),
        ["sign inside sigmoid"] = Map(new Map<Sigmoid>(), (d, x, y) => d * (y * (1 + y))),
        ["factor ½ forgotten in sqrt"] = Map(new Map<Sqrt>(), (d, x, y) => d / y),
        ["sign forgotten in abs"] = Map(new Map<Abs>(), (d, x, y) => d, Between(-2, -0.3, [3])),
        ["wrong side of relu"] = Map(new Map<Relu>(), (d, x, y) => Where(x > 0, 0, d)),
        ["derivative of round"] = Map(new Map<Round>(), (d, x, y) => d, Between(0.6, 1.4, [3])),
        ["no derivative at all"] = Map(sine, (d, x, y) => null),
        ["off by a millionth"] = Map(sine, (d, x, y) => d * Cos(x) * (1 + 1e-6)),
        ["digits lost in float32"] = Map(sine, (d, x, y) => d * Cos(x).Cast(DType.Float32).Cast(x.DType), Numbers([8])),
        ["wrong in float32 alone"] = Map(sine, (d, x, y) => d * Cos(x) * (x.DType == DType.Float32 ? 1.001 : 1)),
        ["float64 in float32"] = Map(sine, (d, x, y) => d.Cast(DType.Float64) * Cos(x).Cast(DType.Float64)),
        ["right at 0 alone"] = Map(sine, (d, x, y) => d),
        ["not linear in the tangent"] = Of(sine, Numbers([3]), f => f.DX[0]! * Abs(f.DX[0]!) * Cos(f.X[0])),
        ["tangent alone"] = Of(sine, Numbers([3]), tangent: f => f.DX[0]! * Sin(f.X[0])),
        ["pullback alone"] = Of(sine, Numbers([3]), pullback: b => b.DY * Sin(b.X[0])),
        ["pullback that throws"] = Of(sine, Numbers([3]), pullback: b => b.DY.MatMul(b.X[0]).MatMul(b.X[0])),
        ["shape of a cotangent"] = Of(sine, Numbers([3]), pullback: b => ExpandDims(b.DY * Cos(b.X[0]), 0)),
        ["a tangent that is a scalar"] = Of(sine, Numbers([3]), tangent: f => Sum(f.DX[0]! * Cos(f.X[0]))),

        // of two
        ["sign of subtract"] = Zip(new Zip<Subtract>(), (input, d, x, y) => d),
        ["arguments of multiply exchanged"] = Zip(multiply, (input, d, x, y) => d * x[input]),
        ["term forgotten in multiply"] = Zip(multiply, (input, d, x, y) => input == 0 ? d * x[1] : null),
        ["factor 2 forgotten in a square"] = Zip(multiply, (input, d, x, y) => input == 0 ? d * x[1] : null, Numbers([3]), (op, x) => op.Apply(x[0], x[0])),
        ["divisor not squared"] = Zip(new Zip<Divide>(), (input, d, x, y) => input == 0 ? d / x[1] : -d * x[0] / x[1]),
        ["divisor a constant"] = Zip(new Zip<Divide>(), (input, d, x, y) => input == 0 ? d / x[1] : null),
        ["exponent not reduced"] = Zip(new Zip<Pow>(), (input, d, x, y) => input == 0 ? d * x[1] * y : d * y * Log(x[0])),
        ["logarithm of the wrong argument"] = Zip(new Zip<Pow>(), (input, d, x, y) => input == 0 ? d * x[1] * y / x[0] : d * y * Log(x[1])),
        ["arguments of atan2 exchanged"] = Zip(
            new Zip<Atan2>(), (input, d, x, y) => d * (input == 0 ? x[0] : -x[1]) / (Square(x[0]) + Square(x[1]))),
        ["wrong argument of maximum"] = Zip(new Zip<Maximum>(), (input, d, x, y) => Where(x[input] < x[1 - input], d, 0)),
        ["whole share for each at a tie"] = Zip(
            new Zip<Maximum>(), (input, d, x, y) => Where(x[input] < x[1 - input], 0, d), Tied, (op, x) => op.Apply(x[0], x[1])),
        ["no share for either at a tie"] = Zip(
            new Zip<Minimum>(), (input, d, x, y) => Where(x[input] < x[1 - input], d, 0), Tied, (op, x) => op.Apply(x[0], x[1])),

        // of three
        ["other branch of where"] = Of(Select.Instance, Numbers([4], [4]),
            f => Where(f.X[0], f.DX[2]!, f.DX[1]!), b => b.Input == 1 ? Where(b.X[0], 0, b.DY) : Where(b.X[0], b.DY, 0), (op, x) => op.Apply(Mask, x[0], x[1])),
        ["branch of where forgotten"] = Of(Select.Instance, Numbers([4], [4]),
            f => Where(f.X[0], f.DX[1]!, 0), b => b.Input == 1 ? Where(b.X[0], b.DY, 0) : null, (op, x) => op.Apply(Mask, x[0], x[1])),
    };

    /// <summary>Two equal tensors.</summary>
    static Tensor[] Tied(Key key) => Numbers([3])(key) is [var x] ? [x, x] : [];
}
