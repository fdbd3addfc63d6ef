using FsCheck;
using FsCheck.Xunit;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.GraphMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>Random functions give the same whether they are compiled or not: values, gradients, tangents, second derivatives and batches.</summary>
public class CompiledLaws
{
    const int Steps = 14;

    [Property(MaxTest = 40)]
    public Property Functions_have_the_same_bits() => ForAll(Arbitraries.Draws(), draw => Check(draw, hasLoops: false, Same));

    /// <summary>What a loop captured receives its cotangents in another order.</summary>
    [Property(MaxTest = 30)]
    public Property Functions_with_loops_agree() => ForAll(Arbitraries.Draws(), draw => Check(draw, hasLoops: true, Near));

    static void Check(Draw draw, bool hasLoops, Action<Tensor, Tensor> same)
    {
        var x = draw.Numbers([draw.Int(1, 5), draw.Int(1, 6)]);
        var f = TensorPrograms.Of(draw.Choices, Steps, hasLoops);
        Same(f(x), Compile(f)(x));
        var gradient = Grad((Tensor x) => Sum(Sin(f(x))));
        same(gradient(x), Compile(gradient)(x));
        var tangent = (Tensor x) => Jvp(f, x, Cos(x)).Tangent;
        same(tangent(x), Compile(tangent)(x));
        if (hasLoops) return;
        var second = Grad((Tensor x) => Sum(gradient(x) * Sin(x)));
        same(second(x), Compile(second)(x));
        var batch = Vmap(gradient);
        same(batch(Stack(0, x, x * 0.5)), Compile(batch)(Stack(0, x, x * 0.5)));
    }

    static void Same(Tensor expected, Tensor found)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        Assert.True(expected.AsBytes().SequenceEqual(found.AsBytes()), $"expected {expected}, found {found}");
    }

    static void Near(Tensor expected, Tensor found)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        if (expected.Size > 0) Assert.True((Abs(expected - found) / (Abs(expected) + 1)).Max().ToScalar() < 1e-11, $"expected {expected}, found {found}");
    }
}
