using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>Derivatives of functions of 16-bit numbers, in all modes.</summary>
public class SixteenBitLaws
{
    public static TheoryData<DType> Types => [DType.Float16, DType.BFloat16];

    static Tensor N(double value, DType type) => Tensor.Full([], value, type);

    static void Is(double value, DType type, Tensor found) => Assert.Equal((type, value), (found.DType, found.ToScalar()));

    [Theory, MemberData(nameof(Types))]
    public void Derivatives_of_all_modes_and_orders_have_the_type_of_the_argument(DType type)
    {
        Func<Tensor, Tensor> cube = x => x * x * x;
        var x = N(3, type);
        Is(27, type, Grad(cube)(x));
        Is(27, type, Derivative(cube)(x));
        Is(18, type, Grad(Grad(cube))(x));
        Is(18, type, Derivative(Grad(cube))(x));
        Is(18, type, Grad(Derivative(cube))(x));
        Is(54, type, Jvp(cube, x, N(2, type)).Tangent);
        Is(54, type, Vjp(cube, x).Pullback(N(2, type)));
        Is(27, type, Grad(Checkpoint(cube))(x));
        Assert.Equal([3.0, 12, 27], Vmap(Grad(cube))(Tensor.Arange(1, 4, dtype: type)).Cast(DType.Float64).ToArray<double>());
        Assert.Equal([3.0, 12, 27], Grad(x => Sum(Vmap(cube)(x)))(Tensor.Arange(1, 4, dtype: type)).Cast(DType.Float64).ToArray<double>());
    }

    [Theory, MemberData(nameof(Types))]
    public void Derivatives_pass_through_casts(DType type)
    {
        Is(27, type, Grad(x => x.Cast(DType.Float32) is var wide ? wide * wide * wide : wide)(N(3, type)));
        Is(6, DType.Float64, Grad(x => x.Cast(type) * x.Cast(type))(N(3, DType.Float64)));
        Is(6, type, Derivative(x => (x.Cast(DType.Float64) * x.Cast(DType.Float64)).Cast(type))(N(3, type)));
    }

    /// <summary>The slopes of a mean of n numbers are 1/n, computed in float32.</summary>
    [Fact]
    public void Gradients_of_means_round_once()
        => Assert.Equal(Enumerable.Repeat((Half)1e-5, 100_000), Grad(x => Mean(x))(Tensor.Ones([100_000], DType.Float16)).ToArray<Half>());

    /// <summary>Large arrays of an ended derivative serve the next one.</summary>
    [Theory, MemberData(nameof(Types))]
    public void Arrays_are_recycled(DType type)
    {
        var x = new Key(1).Normal([300, 300], dtype: type);
        var gradient = Grad(x => Sum(Tanh(x.MatMul(x))));
        var first = gradient(x).Cast(DType.Float64).ToArray<double>();
        for (var i = 0; i < 3; i++) Assert.Equal(first, gradient(x).Cast(DType.Float64).ToArray<double>());
    }

    [Theory, MemberData(nameof(Types))]
    public void A_tangent_or_cotangent_of_another_type_is_refused(DType type)
    {
        var name = type.Name();
        Assert.Equal($"Vjp: the result is {name}, its cotangent is float32: convert one with Cast",
            Assert.Throws<DTypeException>(() => Vjp(x => x * x, N(3, type)).Pullback(N(1, DType.Float32))).Message);
        Assert.Equal($"Jvp: an argument is {name}, its tangent is float32: convert one with Cast",
            Assert.Throws<DTypeException>(() => Jvp(x => x * x, N(3, type), N(1, DType.Float32))).Message);
    }

    [Fact]
    public void Bytes_have_no_derivative() => Assert.Equal("Grad: an argument is uint8, which has no derivative: pass float32 or float64, or capture it",
        Assert.Throws<DTypeException>(() => Grad(x => Sum(x))(Tensor.Of<byte>(1))).Message);
}
