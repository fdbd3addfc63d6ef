using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Batch;

/// <summary>Every message names the operation, the culprit and the remedy.</summary>
public class BadInputTests
{
    [Fact]
    public void Axes_that_do_not_fit()
    {
        Refused<ShapeException>("Vmap: [2] at .Item1 along axis 0 and [2, 3] at .Item2 along axis 1 differ in the extent of the batch",
            () => Vmap((a, b) => a * b, 0, 1)(V(1, 2), Tensor.Zeros([2, 3])));
        Refused<ShapeException>("Vmap: axis 1 is out of range for shape [2]", () => Vmap(x => x, 1)(V(1, 2)));
        Refused<ShapeException>("Vmap: axis 0 is out of range for shape []", () => Vmap(x => x)(N(1)));
        Refused<ShapeException>("Vmap: axis -2 is out of range for shape [2]", () => Vmap(x => x, outAxes: -2)(V(1, 2)));
        Refused<ShapeException>("Vmap: no argument is mapped: give one of them an axis", () => Vmap((a, b) => a * b, null, null)(V(1, 2), V(1, 2)));
        Refused<ShapeException>("Vmap: 3 axes are given for 2 tensors", () => Vmap<(Tensor, Tensor), Tensor>(x => x.Item1, BatchAxes.Of(0, 0, 0))((V(1), V(1))));
        Refused<ScopeException>("Vmap: the result differs across the batch: give it an axis", () => Vmap(x => x, outAxes: null)(V(1, 2)));
        Refused<ArgumentException>("Vmap: no tensor is found in the argument, a String: pass a tensor, a tuple, an immutable collection or a record of tensors",
            () => Vmap<string, Tensor>(x => V(1))("text"));
    }

    [Fact]
    public void Shapes_in_errors_are_those_that_the_function_sees()
    {
        Refused<ShapeException>("MatMul: left is [2], right is [3]: inner sizes 2 and 3 differ", () => Vmap(x => x.MatMul(V(1, 2, 3)))(M(1, 2, 3, 4)));
        Refused<ShapeException>("Max: axis 0 of [0] is empty and has no Max", () => Vmap(x => Max(x[..0]))(M(1, 2, 3, 4)));
        Refused<ShapeException>("ArgSort: a scalar has no axis to sort along", () => Vmap(ArgSort)(V(1, 2)));
        Refused<ShapeException>("Grad: the function returns [2], not a scalar: reduce it with Sum or Mean, or use Vjp", () => Vmap(Grad(x => x))(M(1, 2, 3, 4)));
        Assert.Contains("Gather: index 2 is out of range for an axis of 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => Vmap((x, i) => Gather(x, i))(M(1, 2, 3, 4), Tensor.Of(0, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("Scatter: index -3 is out of range for an axis of 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => Vmap((x, i) => Scatter(x, i, 2))(V(1, 2), Tensor.Of(0, -3))).Message, StringComparison.Ordinal);
        Assert.Contains("Pick: index 2 is out of range for an axis of 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => Vmap(Pick)(M(1, 2, 3, 4), Tensor.Of(0, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_differs_cannot_be_read()
    {
        Func<Tensor, object?>[] reads =
        [
            x => x.ToScalar(), x => x.ToScalar<double>(), x => x.ToArray<double>(), x => x.AsSpan<double>().Length, x => x.ToNumerics<double>(),
            x => x.ToString(), x => V(1)[Stack(0, x > 0)],
        ];
        foreach (var read in reads)
        {
            Differs(x => { read(x); return x; });
            Differs(x => Grad(x => { read(x); return x; })(x));
            Differs(x => Derivative(x => { read(x); return x; })(x));
            Differs(x => Vmap(y => { read(x); return x; })(V(1, 2)));
        }
        // What is the same for all can be read.
        Is("[2. 4.]", Vmap((a, b) => b.ToScalar() > 1 ? a * 2 : a, 0, null)(V(1, 2), N(3)));
        Is("[[2. 4.]\n [3. 6.]]", Vmap(y => Vmap((a, b) => Grad(x => b.ToScalar() > 1 ? x * y * a : x)(b), 0, null)(V(1, 2), N(3)))(V(2, 3)));

        static void Differs(Func<Tensor, Tensor> f) => Refused<ScopeException>(
            "this value differs across the batch of a Vmap, so there is no one value to read or to decide upon: use Where, Cond or While, or return it from the function",
            () => Vmap(f)(V(1, 2)));
    }

    [Fact]
    public void A_value_kept_after_its_end_is_refused()
    {
        Tensor? kept = null;
        Vmap(x => kept = x * 2)(V(1, 2));
        Ended();
        Assert.Throws<InvalidTimeZoneException>(() => Vmap(x => (kept = x) is null ? x : throw new InvalidTimeZoneException())(V(1, 2)));
        Ended();
        Vmap(x => kept = x * 2)(Tensor.Zeros([0], DType.Float64));
        Ended();
        Func<Tensor, Tensor>? pullback = null;
        Vmap(x => Vjp(y => y * x, x) is var (y, pull) && (pullback = pull) is not null ? y : x)(V(1, 2));
        Refused<ScopeException>(message, () => pullback!(N(1)));

        void Ended()
        {
            Func<object?>[] uses = [() => kept!.ToScalar(), kept!.ToString, () => kept! + 1, () => Vmap(x => x * kept!)(V(1, 2)), () => Grad(x => x * kept!)(N(1))];
            Assert.All(uses, use => Refused<ScopeException>(message, use));
        }
    }

    const string message = "this value belongs to a Vmap that has ended: return it from the function instead of keeping it";

    [Fact]
    public void Choices_and_loops_want_one_truth_value()
    {
        Refused<DTypeException>("Cond: the predicate is float64, not bool: compare it first", () => Cond(N(1), x => x, x => x, N(1)));
        Refused<ShapeException>("Cond: the predicate is [2], not a scalar: reduce it with All or Any", () => Cond(V(1, 2) > 1, x => x, x => x, N(1)));
        Refused<DTypeException>("While: the predicate is float64, not bool: compare it first", () => While(x => x, x => x, N(1)));
        Refused<ShapeException>("While: the predicate is [2], not a scalar: reduce it with All or Any", () => While(x => x > 1, x => x, V(1, 2)));
        Refused<ShapeException>("Cond: the results are [] and [1]: shapes differ, while each element of a batch makes its own choice",
            () => Vmap(x => Cond(x > 1, x => x, x => x.Reshape(1), x))(V(1, 2)));
        Refused<DTypeException>("While: the results are float32 and float64: convert one with Cast",
            () => Vmap(x => While(x => Cast(x, DType.Float64) < 2, x => Cast(x, DType.Float32) + 1, x))(V(1, 2)));
    }

    [Fact]
    public void Jacobians_want_floats()
    {
        Refused<DTypeException>("JacobianForward: the function returns int32, not float32 or float64", () => JacobianForward(x => Cast(x, DType.Int32))(V(1)));
        Refused<DTypeException>("JacobianReverse: the function returns int32, not float32 or float64", () => JacobianReverse(x => Cast(x, DType.Int32))(V(1)));
        Assert.Throws<DTypeException>(() => JacobianForward(x => Cast(x, DType.Float32))(Tensor.Of(1)));
        Assert.Throws<DTypeException>(() => JacobianReverse(x => Cast(x, DType.Float32))(Tensor.Of(1)));
        Refused<ShapeException>("Hessian: the function returns [2], not a scalar: reduce it with Sum or Mean, or use Vjp", () => Hessian(x => x)(V(1, 2)));
        Assert.Contains("JacobianForward: a chunk of 0 directions", Assert.Throws<ArgumentOutOfRangeException>(() => JacobianForward(x => x, 0)(V(1))).Message, StringComparison.Ordinal);
    }

    static void Refused<TException>(string message, Func<object?> use) where TException : Exception
        => Assert.Equal(message, Assert.Throws<TException>(use).Message);
}
