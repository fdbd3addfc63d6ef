using Functional.Solvers;
using Xunit;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

/// <summary>What reverse mode holds is counted for the whole process, so nothing runs beside these.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    [Fact]
    public void What_a_search_does_is_not_recorded()
    {
        long Peak(int iterations)
        {
            var before = Live();
            Recording.ResetPeak();
            Grad(p => Sum(Square(new Lbfgs { MaxIterations = iterations, GradientTolerance = 1e-300 }.Minimize(
                x => Sum(Square(x[0] - p) + Sum(Pow(x * p, 4)) * V(1, 1.5, 2)), V(1, 2, 3)).X)))(N(1));
            return Recording.PeakBytes - before;
        }
        Assert.InRange(Peak(40), 0, Peak(4) * 1.2);
    }

    [Fact]
    public void An_adjoint_takes_the_same_for_any_number_of_steps()
    {
        var w = 0.01 * new Key(1).Normal([64, 64], dtype: DType.Float64);
        long Peak(Func<Tensor, Tensor> f)
        {
            var before = Live();
            Recording.ResetPeak();
            Grad(f)(w);
            return Recording.PeakBytes - before;
        }
        long Adjoint(int steps) => Peak(w => Sum(new RungeKutta4(steps).Adjoint((t, x, w) => Tanh(w.MatMul(x)), Tensor.Ones([64], DType.Float64), w, 0, 1)));
        long Through(int steps) => Peak(w => Sum(new RungeKutta4(steps).Integrate((t, x) => Tanh(w.MatMul(x)), Tensor.Ones([64], DType.Float64), 0, 1).X));
        Assert.Equal(Adjoint(4), Adjoint(64));
        Assert.True(Through(64) > 10 * Through(4) / 2, $"{Through(64)} {Through(4)}");
    }

    /// <summary>What is held when the pullbacks that other tests let go have been found.</summary>
    static long Live()
    {
        GC.Collect();
        return Recording.LiveBytes;
    }
}
