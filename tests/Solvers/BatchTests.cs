using Functional.Solvers;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

/// <summary>A batch of problems solved at once is each of them solved alone: its answer to the bit, its steps, its end and its derivatives.</summary>
public class BatchTests
{
    /// <summary>What a method gave: the answer, how many steps it took, how often it asked, and how it ended.</summary>
    public sealed record Run(Tensor X, Tensor Steps, Tensor Evaluations, Tensor Code);

    static Run Of(Minimum<Tensor> found) => new(found.X, found.Iterations, found.Evaluations, found.Code);

    static Run Of(Fit<Tensor> found) => new(found.X, found.Iterations, found.Evaluations, found.Code);

    static Run Of(Root<Tensor> found) => new(found.X, found.Iterations, found.Iterations, found.Code);

    static Run Of(Trajectory<Tensor> found) => new(found.X, found.Steps, found.Evaluations + 1_000_000 * found.Rejected, found.Code);

    /// <summary>A valley that is steeper the larger p is, a bowl where it is 0.</summary>
    static Func<Tensor, Tensor> Valley(Tensor p) => x => 100 * p * Square(x[1] - Square(x[0])) + Square(1 - x[0]) + 0.01 * Square(x[1]);

    static Func<Tensor, Tensor> ValleyResiduals(Tensor p) => x => Stack(0, 10 * p * (x[1] - Square(x[0])), 1 - x[0], 0.1 * x[1]);

    static Tensor Start(Tensor p) => Cast(V(-1.2, 1), p.DType);

    static Tensor One(Tensor p) => Tensor.Ones([], p.DType);

    /// <summary>A fast and a slow decay towards cos t, stiff where p is large.</summary>
    static Func<Tensor, Tensor, Tensor> Decay(Tensor p) => (t, x) => -p * (x - Cos(t));

    static readonly Dictionary<string, Func<Tensor, Run>> methods = new()
    {
        ["Lbfgs"] = p => Of(new Lbfgs { GradientTolerance = 1e-4, MaxIterations = 25 }.Minimize(Valley(p), Start(p))),
        ["Lbfgs, short memory"] = p => Of(new Lbfgs { GradientTolerance = 1e-4, Memory = 2, MaxIterations = 15 }.Minimize(Valley(p), Start(p))),
        ["Newton"] = p => Of(new Newton { GradientTolerance = 1e-4, MaxIterations = 12 }.Minimize(Valley(p), Start(p))),
        ["NewtonKrylov"] = p => Of(new NewtonKrylov { GradientTolerance = 1e-4, MaxIterations = 40 }.Minimize(Valley(p), Start(p))),
        ["GaussNewton"] = p => Of(new GaussNewton { GradientTolerance = 1e-4, MaxIterations = 25 }.Minimize(ValleyResiduals(p), Start(p))),
        ["LevenbergMarquardt"] = p => Of(new LevenbergMarquardt { GradientTolerance = 1e-4, MaxIterations = 25 }.Minimize(ValleyResiduals(p), Start(p))),
        ["RootNewton"] = p => Of(new RootNewton { MaxIterations = 12 }.Solve(x => Stack(0, x[0] * x[0] - p, Exp(x[1]) - Square(x[0])), Start(p))),
        ["RootNewton from 0"] = p => Of(new RootNewton().Solve(x => x * x * x - p * x - 1, p - p)),
        ["DormandPrince"] = p => Of(new DormandPrince { MaxSteps = 250 }.Integrate(Decay(p), One(p), 0, 2)),
        ["DormandPrince, backwards"] = p => Of(new DormandPrince { MaxSteps = 100 }.Integrate((t, x) => x * Cos(p * t), One(p), 1, -2)),
        ["DormandPrince, an explosion"] = p => Of(
            new DormandPrince { MaxStep = 0.25, InitialStep = 0.1, MaxSteps = 100 }.Integrate((t, x) => p * x * x, One(p), 0, 1.5)),
        ["RungeKutta4"] = p => Of(new RungeKutta4(50).Integrate(Decay(p), One(p), 0, 2)),
        ["in the middle"] = p => Of(new DormandPrince { MaxSteps = 100 }.Integrate(Decay(p), One(p), 0, 0.5, 0.5, 1.5)[2]),
    };

    public static TheoryData<string, DType> Methods
    {
        get
        {
            var all = new TheoryData<string, DType>();
            foreach (var name in methods.Keys)
                foreach (var dtype in (DType[])[DType.Float32, DType.Float64]) all.Add(name, dtype);
            return all;
        }
    }

    /// <summary>Easy and hard elements, ones that have no answer, and a number that is none.</summary>
    static Tensor Parameters(DType dtype) => Cast(V(1, 0, 0.01, 1e3, 5, double.NaN, 0.3, -2, 1e30), dtype);

    [Theory, MemberData(nameof(Methods))]
    public void Each_element_is_as_if_alone(string name, DType dtype)
    {
        var (solve, p) = (methods[name], Parameters(dtype));
        var all = Vmap(solve)(p);
        for (var i = 0; i < p.Size; i++) Same(solve(p[i]), Row(all, i), $"element {i}");
        // They end in different ways and after different numbers of steps.
        if (name is not "RungeKutta4") Assert.True(all.Steps.ToArray<int>().Distinct().Count() > 3, $"{all.Steps}");
        Assert.True(all.Code.ToArray<int>().Distinct().Count() > 1, $"{all.Code}");
        // A batch of batches, and another order.
        var nested = Vmap(Vmap(solve))(p.Reshape(3, 3));
        for (var i = 0; i < p.Size; i++) Same(Row(all, i), Row(Row(nested, i / 3), i % 3), $"element {i} of a batch of batches");
        var back = Vmap(solve)(Flip(p, 0));
        for (var i = 0; i < p.Size; i++) Same(Row(all, i), Row(back, p.Size - 1 - i), $"element {i}, from behind");
    }

    [Theory, MemberData(nameof(Methods))]
    public void What_has_an_answer_has_its_derivatives(string name, DType dtype)
    {
        var (solve, tolerance) = (methods[name], dtype == DType.Float32 ? 2e-4 : 1e-11);
        Func<Tensor, Tensor> value = p => Sum(solve(p).X * (name.StartsWith("Root", StringComparison.Ordinal) ? 1 : 2));
        var p = Cast(V(1, 0.01, 0.3, 0.55), dtype);
        Tensor EachAlone(Func<Tensor, Tensor> f) => Stack(0, [.. Enumerable.Range(0, p.Size).Select(i => f(p[i]))]);
        var expected = EachAlone(Grad(value));
        Near(expected, Vmap(Grad(value))(p), tolerance);
        Near(expected, Vmap(Derivative(value))(p), tolerance);
        Near(expected, Grad(p => Sum(Vmap(value)(p)))(p), tolerance);
        Near(Diag(expected), JacobianForward(p => Vmap(value)(p))(p), tolerance);
        Near(Diag(expected), JacobianReverse(p => Vmap(value)(p))(p), tolerance);
        var second = EachAlone(Grad(Grad(value)));
        Near(second, Vmap(Grad(Grad(value)))(p), 20 * tolerance);
        Near(Diag(second), Hessian(p => Sum(Vmap(value)(p)))(p), 20 * tolerance);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_failure_stays_in_its_row(string name, DType dtype)
    {
        var solve = methods[name];
        Func<Tensor, Tensor> value = p => Sum(solve(p).X);
        // The last has no answer. What is found instead may depend on it or not, as it does alone.
        var (good, all) = (Cast(V(1, 0.3), dtype), Cast(V(1, 0.3, double.NaN), dtype));
        var (expected, found) = (Vmap(Grad(value))(good), Vmap(Grad(value))(all));
        Near(expected, found[..2], 0);
        Assert.Equal(Grad(value)(all[2]).ToScalar(), found[2].ToScalar());
        Near(expected, Grad(p => Sum(Vmap(value)(p)[..2]))(all)[..2], 0);
    }

    [Fact]
    public void What_has_converged_before_takes_no_step()
    {
        var p = V(1, 2);
        Is("[0 1]", Vmap(p => new Newton().Minimize(x => Sum(Square(x - p)), V(1)).Iterations)(p));
        Is("[0 1]", Vmap(p => new GaussNewton().Minimize(x => x - p, V(1)).Iterations)(p));
        Is("[0 1]", Vmap(p => new RootNewton().Solve(x => x - p, V(1)).Iterations)(p));
        var decay = Vmap(p => new DormandPrince().Integrate((t, x) => Where(p > 1, -x, x * double.NaN), N(1), 0, 1))(p);
        Is($"[{(int)Outcome.NotFinite} {(int)Outcome.Converged}]", decay.Code);
        Assert.Equal(0, decay.Steps[0].ToScalar());
        Assert.Equal(1.0, decay.X[0].ToScalar());
    }

    [Fact]
    public void Attempts_that_fail_leave_no_trace_in_derivatives()
    {
        // dx/dt = −q·√x from 1 has x = (1 − q·t/2)². First steps that are too long end at negative numbers, which have no root; and of a product
        // of matrices the derivative in q is NaN there, even where nothing depends on it.
        var method = new DormandPrince { InitialStep = 4, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-10 };
        Trajectory<Tensor> Fall(Tensor q) => method.Integrate((t, x) => -Sqrt(x).Reshape(1, 1).MatMul(q.Reshape(1)).Reshape(), N(1), 0, 1);
        var q = V(0.1, 1, 1.9);
        Assert.True(Vmap(Fall)(q).Rejected[2].ToScalar() > Vmap(Fall)(q).Rejected[0].ToScalar());
        Near(Square(1 - q / 2), Vmap(q => Fall(q).X)(q), 1e-9);
        Near(q / 2 - 1, Vmap(Grad(q => Fall(q).X))(q), 1e-8);
        // With one parameter for all.
        Near(Sum(q * (q * 0.7 / 2 - 1)), Grad(scale => Sum(Vmap(q => Fall(q * scale).X)(q)))(N(0.7)), 1e-8);
        Near(N(Sum(Square(q)).ToScalar() / 2), Grad(Grad(scale => Sum(Vmap(q => Fall(q * scale).X)(q))))(N(0.7)), 1e-7);
    }

    [Fact]
    public void Answers_are_asked_for_by_name()
    {
        Near(N(Math.Sqrt(2)), new RootNewton().Solve(x => x * x - 2, N(1)).OrThrow(), 1e-10);
        Assert.Equal("RootNewton: there is no answer: the linear equations of a step are singular: start elsewhere",
            Assert.Throws<SolverException>(() => new RootNewton().Solve(x => x * x - 2, N(0)).OrThrow()).Message);
        var roots = Vmap(p => new RootNewton().Solve(x => x * x - p, N(1)))(V(1, -1, 4, -2));
        Assert.Equal("RootNewton: 2 of 4 elements have no answer; the first is element 1: the linear equations of a step are singular: start "
            + "elsewhere", Assert.Throws<SolverException>(() => roots.OrThrow()).Message);
        Near(V(1, 2), Vmap(p => new RootNewton().Solve(x => x * x - p, N(1)))(V(1, 4)).OrThrow(), 1e-10);
        Assert.Equal("DormandPrince: there is no answer: the steps allowed are used up: allow more, or start nearer to the answer",
            Assert.Throws<SolverException>(() => new DormandPrince { MaxSteps = 3 }.Integrate((t, x) => -x, N(1), 0, 9).OrThrow()).Message);
        foreach (var outcome in Enum.GetValues<Outcome>().Except([Outcome.Converged])) Assert.NotEmpty(Outcomes.Reason(outcome));
    }

    static Run Row(Run runs, int i) => Tree.Map(runs, leaf => leaf[i]);

    static void Same(Run expected, Run found, string what)
    {
        foreach (var ((path, e), f) in Tree.NamedLeaves(expected).Zip(Tree.Leaves(found)))
        {
            Assert.Equal((e.DType, e.Shape), (f.DType, f.Shape));
            Assert.True(Bits(e).SequenceEqual(Bits(f)), $"{what}{path} is {f}, alone {e}");
        }
    }

    /// <summary>The bits of all elements, with one NaN for all.</summary>
    static IEnumerable<long> Bits(Tensor x)
        => Cast(x, DType.Float64).ToArray<double>().Select(element => BitConverter.DoubleToInt64Bits(double.IsNaN(element) ? double.NaN : element));
}
