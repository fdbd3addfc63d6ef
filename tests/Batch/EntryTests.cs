using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Batch;

/// <summary>Errors name the function that was called.</summary>
public class EntryTests
{
    static readonly Tensor Int = Tensor.Scalar(1), One = Tensor.Scalar(1.0);

    /// <summary>Each entry with an argument that has no derivative.</summary>
    static readonly Dictionary<string, Func<object?>[]> entries = new()
    {
        ["Grad"] = [() => Grad(x => x)(Int), () => Grad((a, b) => a)(Int, One), () => Grad((a, b, c) => a)(Int, One, One),
            () => Grad<Tensor, Tensor>(x => (x, x))(Int), () => Grad((Tensor x) => x, (_, _) => { })(Int)],
        ["ValueAndGrad"] = [() => ValueAndGrad(x => x)(Int), () => ValueAndGrad((a, b) => a)(Int, One), () => ValueAndGrad((a, b, c) => a)(Int, One, One),
            () => ValueAndGrad<Tensor, Tensor>(x => (x, x))(Int), () => ValueAndGrad((Tensor x) => x, (_, _) => { })(Int)],
        ["Vjp"] = [() => Vjp(x => x, Int), () => Vjp((a, b) => a, Int, One), () => Vjp((a, b, c) => a, Int, One, One),
            () => Vjp((Tensor x) => x, Int, (_, _) => { })],
        ["Linearize"] = [() => Linearize(x => x, Int)],
        ["Jvp"] = [() => Jvp(x => x, Int, Int), () => Jvp((a, b) => a, (Int, One), (Int, One))],
        ["Derivative"] = [() => Derivative(x => x)(Int), () => Derivative<Tensor>(x => (x, x))(Int)],
        ["JacobianForward"] = [() => JacobianForward(x => Cast(x, DType.Float64))(Int)],
        ["JacobianReverse"] = [() => JacobianReverse(x => Cast(x, DType.Float64))(Int)],
        ["Hessian"] = [() => Hessian(x => Cast(x, DType.Float64))(Int)],
        ["HessianVector"] = [() => HessianVector(x => Cast(x, DType.Float64), Int, Int)],
    };

    public static TheoryData<string> Names => [.. entries.Keys];

    [Theory, MemberData(nameof(Names))]
    public void An_argument_without_a_derivative(string name) => Assert.All(entries[name], use
        => Assert.Equal($"{name}: an argument is int32, which has no derivative: pass float32 or float64, or capture it", Assert.Throws<DTypeException>(use).Message));

    [Theory]
    [InlineData("Grad")]
    [InlineData("ValueAndGrad")]
    [InlineData("Hessian")]
    [InlineData("HessianVector")]
    public void A_result_that_is_no_scalar(string name)
    {
        Func<object?> use = name switch
        {
            "Grad" => () => Grad(x => x)(V(1, 2)),
            "ValueAndGrad" => () => ValueAndGrad(x => x)(V(1, 2)),
            "Hessian" => () => Hessian(x => x)(V(1, 2)),
            _ => () => HessianVector(x => x, V(1, 2), V(1, 2)),
        };
        Assert.Equal($"{name}: the function returns [2], not a scalar: reduce it with Sum or Mean, or use Vjp", Assert.Throws<ShapeException>(use).Message);
    }

    [Fact]
    public void A_value_that_is_kept_beyond_its_end()
    {
        var kept = One;
        (string Name, Action Use)[] uses =
        [
            ("Grad", () => Grad(x => kept = x * 2)(One)), ("ValueAndGrad", () => ValueAndGrad(x => kept = x * 2)(One)), ("Vjp", () => Vjp(x => kept = x * 2, One)),
            ("Linearize", () => Linearize(x => kept = x * 2, One)), ("Jvp", () => Jvp(x => kept = x * 2, One, One)),
            ("Derivative", () => Derivative(x => kept = x * 2)(One)), ("Hessian", () => Hessian(x => kept = x * x)(One)),
            ("JacobianReverse", () => JacobianReverse(x => kept = x * 2)(One)), ("JacobianForward", () => JacobianForward(x => kept = x * 2)(One)),
            ("Vmap", () => Vmap(x => kept = x * 2)(V(1, 2))), ("Grad", () => Grad(x => Checkpoint(x => kept = x * 2)(x))(One)),
        ];
        foreach (var (name, use) in uses)
        {
            use();
            Assert.Equal($"this value belongs to a {name} that has ended: return it from the function instead of keeping it",
                Assert.Throws<ScopeException>(() => kept.ToScalar()).Message);
        }
    }

    [Fact]
    public void No_tensor_in_the_argument_and_what_does_not_fit()
    {
        Tensor[] none = [];
        Starts<ArgumentException>("Grad: no tensor", () => Grad<Tensor[]>(x => One)(none));
        Starts<ArgumentException>("ValueAndGrad: no tensor", () => ValueAndGrad<Tensor[]>(x => One)(none));
        Starts<ArgumentException>("Vjp: no tensor", () => Vjp<Tensor[], Tensor>(x => One, none));
        Starts<ArgumentException>("Linearize: no tensor", () => Linearize<Tensor[], Tensor>(x => One, none));
        Starts<ArgumentException>("Jvp: no tensor", () => Jvp<Tensor[], Tensor>(x => One, none, none));
        Starts<ArgumentException>("JacobianForward: no tensor", () => JacobianForward<Tensor[]>(x => One)(none));
        Starts<ArgumentException>("JacobianReverse: no tensor", () => JacobianReverse<Tensor[]>(x => One)(none));
        Starts<ArgumentException>("HessianVector: no tensor", () => HessianVector<Tensor[]>(x => One, none, none));
        Starts<ArgumentException>("Vmap: no tensor", () => Vmap<Tensor[], Tensor>(x => One)(none));
        Starts<ShapeException>("HessianVector: an argument is [], its tangent is [2]", () => HessianVector(x => x, One, V(1, 2)));
        Starts<ShapeException>("Scan: no tensor is found in xs", () => Scan<Tensor, Tensor[], Tensor>((s, x) => (s, s), One, none, keep: true));
        Starts<ShapeException>("Scan: the state is [], a step makes it [2]", () => Scan(s => (s * V(1, 2), s), One, 3, keep: true));
    }

    static void Starts<T>(string start, Func<object?> use) where T : Exception => Assert.StartsWith(start, Assert.Throws<T>(use).Message, StringComparison.Ordinal);
}
