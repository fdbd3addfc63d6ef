using static Functional.Operations;

namespace Functional.Tests.Properties;

/// <summary>Random pure functions of a matrix, made of choices: each application draws the same ones, so that it is the same function.</summary>
static class TensorPrograms
{
    /// <summary>A function from [rows, columns] to a vector; its steps use what was computed before, some of it again and again.</summary>
    /// <param name="hasLoops">Whether loops and choices are among the steps.</param>
    internal static Func<Tensor, Tensor> Of(Choices choices, int steps, bool hasLoops) => x =>
    {
        var draw = choices.Draw;
        var values = new List<Tensor> { x };
        for (var i = 0; i < steps; i++) values.Add(Next(draw, values, hasLoops));
        return Concat(0, [.. values.Skip(Math.Max(1, values.Count - 3)).Select(each => each.Reshape(-1))]);
    };

    static Tensor Next(Draw draw, List<Tensor> values, bool hasLoops)
    {
        var (a, b) = (values[^draw.Int(1, values.Count)], values[^draw.Int(1, values.Count)]);
        return draw.Int(0, hasLoops ? 13 : 11) switch
        {
            0 => draw.OneOf<Func<Tensor, Tensor>>(Tanh, Sin, Exp, Sigmoid, Abs, Square, Gelu)(a * 0.5),
            1 or 2 => Binary(draw, a, b),
            3 => Binary(draw, a, Row(draw, a, b)),
            4 => a.Rank == 0 ? -a : Tame(ExpandDims(Reduced(draw, a, -1), -1) * a),
            5 => a.Rank == 0 ? a + 1 : Reduced(draw, a, draw.Int(0, a.Rank - 1)),
            6 => a.Rank < 2 ? a * 2 : a.T,
            7 => a.Rank == 0 ? a : a[..draw.Int(1, Math.Max(1, a.Shape[0]))],
            8 => a.Rank < 2 ? Cos(a) : Tame(a.MatMul(a.T)),
            9 => a.Rank == 0 ? a - 3 : Tame(Exp(a - ExpandDims(LogSumExp(a, -1), -1))),
            10 => a.Rank == 0 ? Sin(a) : Concat(0, a, Flip(a, 0)) is var both && both.Size <= 64 ? both : CumSum(a, 0),
            11 => Where(a > 0.1, Tanh(a), a * 0.25),
            12 => Scan((Tensor h) => (Tanh(h + b.Mean()), Sum(h)), a, draw.Int(0, 4)) is var (last, sums) ? last + sums.Sum() : a,
            _ => Cond(a.Mean() > b.Mean(), x => Sin(x) + b.Mean(), x => x * 0.5, a),
        };
    }

    static Tensor Binary(Draw draw, Tensor a, Tensor b)
    {
        if (a.Shape != b.Shape) b = b.Mean();
        return Tame(draw.Int(0, 4) switch { 0 => a + b, 1 => a - b, 2 => a * b, 3 => a / (Square(b) + 1), _ => Maximum(a, b.Broadcast(a.Shape)) });
    }

    /// <summary>Something that is broadcast over the rows of a.</summary>
    static Tensor Row(Draw draw, Tensor a, Tensor b) => a.Rank == 0 ? b.Mean() : draw.Chance(0.5) ? a[0] : ExpandDims(Sum(a, -1), -1);

    static Tensor Reduced(Draw draw, Tensor a, int axis) => draw.OneOf<Func<Tensor, Tensor>>(x => Sum(x, axis), x => Max(x, axis), x => Mean(x, axis), x => Min(x, axis))(a);

    /// <summary>Numbers that further steps keep in range.</summary>
    static Tensor Tame(Tensor x) => x / (Abs(x) * 0.1 + 1);
}
