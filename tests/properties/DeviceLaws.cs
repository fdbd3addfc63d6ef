using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>Where tensors live: constants go along, data does not, moves have derivatives, and errors wait for the read.</summary>
public class DeviceLaws
{
    readonly ReferenceDevice device = new(), other = new("other");

    [Fact]
    public void Literals_belong_to_no_device()
    {
        var x = Tensor.Of(1.0, 2.0).To(device);
        var y = x * 2 + Tensor.Of(10.0, 20.0) + Tensor.Zeros([2], DType.Float64);
        Assert.Same(device, y.Device);
        Assert.Equal([12.0, 24.0], y.ToArray<double>());
    }

    [Fact]
    public void What_is_computed_from_literals_alone_is_one()
    {
        var mask = Less(Tensor.Arange(300).Reshape(-1, 1), Tensor.Arange(300));
        Assert.True(mask is PlainTensor { IsConstant: true });
        Assert.Same(device, Where(mask, Tensor.Zeros([300, 300]).To(device), 1).Device);
    }

    [Fact]
    public void A_repeated_element_is_sent_alone()
    {
        var x = Tensor.Zeros([1000]).To(device);
        var before = device.Arrivals.Elements;
        _ = x + Tensor.Full([1000], 3);
        Assert.Equal(1, device.Arrivals.Elements - before);
    }

    [Fact]
    public void A_small_constant_is_sent_once()
    {
        var (x, c) = (Tensor.Zeros([3]).To(device), Tensor.Of(1f, 2f, 3f));
        var before = device.Arrivals.Tensors;
        for (var i = 0; i < 5; i++) _ = x + c;
        Assert.Equal(1, device.Arrivals.Tensors - before);
    }

    [Fact]
    public void Data_stays_where_it_is()
    {
        var data = Tensor.From(new float[100_000], [100_000]);
        Assert.False(data is PlainTensor { IsConstant: true });
        var e = Assert.Throws<DeviceException>(() => data + Tensor.Zeros([100_000]).To(device));
        Assert.Contains("Add: one tensor is on cpu, another on reference: move one with To", e.Message);
        Assert.Contains("other", Assert.Throws<DeviceException>(() => Tensor.Of(1f).To(device) * Tensor.Of(1f).To(other)).Message);
    }

    [Fact]
    public void Draws_are_made_where_the_key_is()
    {
        var key = new Key(3);
        var there = new Key(key.Words.To(device)).Normal([5, 7]);
        Assert.Same(device, there.Device);
        Assert.Equal(0, device.Reads);
        Near.Equal(key.Normal([5, 7]).Cast(DType.Float64), there.To(Device.Cpu).Cast(DType.Float64), 1e-6);
        Assert.False(key.Normal([100, 400]) is PlainTensor { IsConstant: true });
        foreach (var bits in (int[])[1, 32, 33, 64])
            Assert.Equal(key.Bits([9], bits).Cast(DType.Int64).ToArray<long>(), new Key(key.Words.To(device)).Bits([9], bits).Cast(DType.Int64).ToArray<long>());
    }

    [Fact]
    public void A_move_has_derivatives()
    {
        var x = Tensor.Of(1.0, 2.0);
        var f = (Tensor x) => Sum(Square(x.To(device) * x.To(device)));
        var gradient = Grad(f)(x.To(other));
        Assert.Same(other, gradient.Device);
        Near.Equal(4 * x * x * x, gradient.To(Device.Cpu));
        Near.Equal(12 * x * x, Jvp(Grad(f), x.To(other), Tensor.Ones([2], DType.Float64)).Tangent.To(Device.Cpu));
        Assert.Equal((0, 0), (device.Reads, other.Reads));
    }

    [Fact]
    public void Trees_move_as_a_whole()
    {
        var tree = (Tensor.Of(1f), new[] { Tensor.Of(2f), Tensor.Of(3) });
        Assert.All(Tree.Leaves(To(tree, device)), leaf => Assert.Same(device, leaf.Device));
    }

    [Fact]
    public void Errors_of_values_wait_for_the_read()
    {
        var (matrix, row, at) = (Tensor.Zeros([2, 2], DType.Float64).To(device), Tensor.Of(1.0, 2.0).To(device), Tensor.Of(2).To(device));
        var (solved, gathered) = (Solve(matrix, Tensor.Ones([2, 1], DType.Float64)) + 1, Gather(row, at) * 2);
        var picked = Pick(row.Reshape(1, 2), Tensor.Of(2).To(device));
        Assert.Contains("Solve: the matrix is singular", Assert.Throws<MatrixException>(() => solved.ToArray<double>()).Message);
        Assert.Contains("Gather: index 2 is out of range for an axis of 2", Assert.Throws<ArgumentOutOfRangeException>(() => gathered.ToArray<double>()).Message);
        Assert.Contains("Pick: index 2 is out of range for an axis of 2", Assert.Throws<ArgumentOutOfRangeException>(() => picked.ToArray<double>()).Message);
    }

    [Fact]
    public void A_compiled_loop_may_go_from_device_to_device()
    {
        Func<Tensor, Tensor> f = x => Scan((Tensor h) => ((h.To(device) * 2).To(Device.Cpu) + x, h), x, 3).Ys;
        var x = Tensor.Of(1.0, 2.0);
        Assert.Equal(f(x).ToArray<double>(), GraphMode.Compile(f)(x).ToArray<double>());
    }

    [Fact]
    public void Errors_of_shapes_do_not_wait()
        => Assert.Throws<ShapeException>(() => Tensor.Of(1.0, 2.0).To(device) + Tensor.Of(1.0, 2.0, 3.0).To(device));

    [Fact]
    public void An_answer_without_a_derivative_shows_at_the_read()
    {
        var slope = Grad(Solvers.ImplicitFunctions.ImplicitRoot((p, x) => x * x - p, Sqrt))(Tensor.Scalar(0.0).To(device)) * 2;
        Assert.Contains("ImplicitRoot, derivative of the answer: the matrix is singular", Assert.Throws<MatrixException>(() => slope.ToScalar()).Message);
    }

    [Fact]
    public void A_rule_that_captures_a_batch_reads_nothing()
    {
        // One rule serves the whole batch: what it captures has to be the same for all.
        var gradient = (Tensor bs) => Grad(x => Sum(Vmap(b => Custom(Sin, pullback: (x, _, dy) => b * dy)(x))(bs)))(Tensor.Scalar(2.0).To(device));
        var (same, different) = (gradient(Tensor.Of(2.0, 2.0).To(device)), gradient(Tensor.Of(2.0, 3.0).To(device)));
        Assert.Equal(0, device.Reads);
        Assert.Equal(4.0, same.ToScalar());
        Assert.StartsWith("Custom: a rule captures a value that differs", Assert.Throws<ArgumentOutOfRangeException>(() => different.ToScalar()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_is_read_once()
    {
        var x = Tensor.Of(1.0, -2.0, 3.0).To(device);
        var chosen = x[x > 0];
        Assert.Equal(1, device.Reads);
        Assert.Same(device, chosen.Device);
        Assert.Equal([1.0, 3.0], chosen.ToArray<double>());
    }

    [Fact]
    public void A_plain_predicate_is_read_once()
    {
        var x = Tensor.Scalar(5.0).To(device);
        var y = While(x => x > 1, x => x - 2, x);
        Assert.Equal(3, device.Reads);
        y = Cond(y > 0, y => y, y => -y, y);
        Assert.Equal(4, device.Reads);
        Assert.Equal(1.0, y.ToScalar());
    }

    public static TheoryData<string> Transformations => [.. transformations.Keys];

    static readonly Dictionary<string, Func<Tensor, Tensor>> transformations = new()
    {
        ["Grad of Grad"] = x => Grad(x => Sum(Square(Grad(x => Sum(Sin(x) * x))(x))))(x),
        ["Derivative"] = x => Jvp(Exp, x, x).Tangent,
        ["Linearize"] = x => Linearize(x => x * x * x, x).Tangent(x),
        ["JacobianForward"] = x => JacobianForward(x => x * Sum(x))(x),
        ["JacobianReverse"] = x => JacobianReverse(x => x * Sum(x))(x),
        ["Hessian"] = x => Hessian(x => Sum(x * x * x))(x),
        ["HessianVector"] = x => HessianVector(x => Sum(x * x * x), x, x),
        ["Vmap of Grad"] = x => Vmap(Grad(x => Sin(x) * x))(x),
        ["Checkpoint"] = x => Grad(x => Sum(Checkpoint((Tensor x) => Sin(x) * x)(x)))(x),
        ["Scan"] = x => Grad(x => Sum(Scan((Tensor s) => (Sin(s) + x, s), x, length: 3).Carry))(x),
        ["Scan that keeps"] = x => Grad(x => Sum(Scan((Tensor s) => (Sin(s) + x, s), x, length: 3, keep: true).Carry))(x),
        ["Custom"] = x => Grad(x => Sum(Custom(Sin, (x, dx, y) => Cos(x) * dx, (x, y, dy) => Cos(x) * dy)(x)))(x),
        ["Recycling"] = x => Recycling(x => Exp(Sin(x)))(x),
    };

    [Theory, MemberData(nameof(Transformations))]
    public void A_transformation_reads_nothing(string name)
    {
        var x = Tensor.Of(0.3, -1.2, 0.8);
        var found = transformations[name](x.To(device));
        Assert.Equal((0, 0), (device.Reads, device.Departures));
        Assert.Same(device, found.Device);
        Near.Equal(transformations[name](x), found.To(Device.Cpu), 1e-12);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void A_solver_reads_its_predicates_alone(int solver)
    {
        var solve = new Func<Tensor, Tensor>[]
        {
            x => new Solvers.RootNewton().Solve(u => u * u * u + u - x, x).X,
            x => new Solvers.Lbfgs().Minimize(u => Sum(Square(u - x) + Pow(u - x, 4)), x * 2).X,
            x => new Solvers.DormandPrince { MaxSteps = 40 }.Integrate((t, u) => -u * Exp(u), x, 0, 0.5).X,
        }[solver];
        var x = Tensor.Of(0.3, -1.2, 0.8);
        var found = solve(x.To(device));
        // A predicate of a loop or a choice is a truth value; nothing else came to the host.
        Assert.Equal(device.Predicates, device.Reads);
        Assert.Equal(0, device.Departures);
        Near.Equal(solve(x), found.To(Device.Cpu), 1e-9);
    }
}
