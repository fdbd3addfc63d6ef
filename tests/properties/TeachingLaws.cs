using FsCheck;
using FsCheck.Xunit;
using Functional.Teaching;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>The continuation written as lambdas and the engine's continuation of frames give the same gradients.</summary>
public class TeachingLaws
{
    [Fact]
    public void The_query_reads_like_the_program() => Assert.Equal(
        Grad(x => Operations.Sin(x * x) * x)(Tensor.Scalar(2.0)).ToScalar(),
        ShiftReset.Grad(x =>
            from square in x * x
            from wave in ShiftReset.Sin(square)
            from y in wave * x
            select y)(2.0), 1e-14);

    [Property]
    public void Both_give_the_same_gradients_of_random_programs(Draw d)
    {
        double[] x = d.Numbers([3], 0.5, 1.5).ToArray<double>();
        var steps = Steps(d).ToArray();
        var expected = Grad<Tensor[]>(x => steps.Aggregate(x, (known, step) => [.. known, step.Engine(known[step.A], known[step.B])])[^1])(Array.ConvertAll(x, Tensor.Scalar));
        var found = ShiftReset.Grad(x => Run(steps, x))(x);
        for (var i = 0; i < x.Length; i++) Assert.Equal(expected[i].ToScalar(), found[i], 1e-12 * Math.Max(1, Math.Abs(found[i])));
    }

    sealed record Step(int A, int B, Func<Tensor, Tensor, Tensor> Engine, Func<Number, Number, Shift<Number>> Lambda);

    /// <summary>Each step applies an operation to two of the numbers so far, arguments and results of earlier steps.</summary>
    static IEnumerable<Step> Steps(Draw d)
    {
        for (var known = 3; known < 15; known++)
        {
            (Func<Tensor, Tensor, Tensor>, Func<Number, Number, Shift<Number>>)[] operations =
            [
                ((a, b) => a + b, (a, b) => a + b), ((a, b) => a - b, (a, b) => a - b), ((a, b) => a * b, (a, b) => a * b),
                ((a, b) => a / (b * b + 1), (a, b) => from square in b * b from below in square + 1 from y in a / below select y),
                ((a, b) => Operations.Sin(a), (a, b) => ShiftReset.Sin(a)), ((a, b) => Operations.Tanh(a), (a, b) => ShiftReset.Tanh(a)),
                ((a, b) => Operations.Exp(Operations.Sin(a)), (a, b) => ShiftReset.Sin(a).SelectMany(ShiftReset.Exp)),
            ];
            var (engine, lambda) = d.OneOf<(Func<Tensor, Tensor, Tensor>, Func<Number, Number, Shift<Number>>)>(operations);
            yield return new(d.Int(0, known - 1), d.Int(0, known - 1), engine, lambda);
        }
    }

    /// <summary>The steps one inside the other's continuation.</summary>
    static Shift<Number> Run(ReadOnlyMemory<Step> steps, Number[] known)
    {
        var step = steps.Span[0];
        var first = step.Lambda(known[step.A], known[step.B]);
        return steps.Length == 1 ? first : first.SelectMany(y => Run(steps[1..], [.. known, y]));
    }
}
