using Functional.Solvers;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Solvers.ImplicitFunctions;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

/// <summary>Derivatives of roots by products with the Jacobian: at sizes that no matrix has, at systems that are awkward, and where there are none.</summary>
public class LinearSolverTests
{
    /// <summary>The root of a·x = p, which is linear in both.</summary>
    static Func<Tensor, Tensor> Root(Tensor a, LinearSolver? linear) => ImplicitRoot((p, x) => a.MatMul(x) - p, p => Solve(a, p), linear);

    /// <summary>The string x₍ᵢ₋₁₎ − 2xᵢ + x₍ᵢ₊₁₎ = (xᵢ + xᵢ³)·p − 1 with its ends fixed at 0, whose matrix would have 10⁸ elements.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public void Ten_thousand_unknowns(bool isSymmetric)
    {
        const int n = 10_000;
        LinearSolver linear = isSymmetric ? new ConjugateGradients { Tolerance = 1e-12 } : new Gmres { Tolerance = 1e-12 };
        Func<Tensor, Tensor, Tensor> f = (p, x) => (x + x * x * x) * p - 1 - Bends(x);
        // Newton's method by the same means, from the outside.
        Func<Tensor, Tensor> solve = p =>
        {
            var x = Tensor.Zeros([n], DType.Float64);
            for (var i = 0; i < 5; i++)
            {
                var at = x;
                // The slope of the root of f(p, x) + t·f(p, at) in t is a Newton step.
                x = at + Jvp(ImplicitRoot((t, x) => f(p, x) + (t - 1) * f(p, at), _ => at, linear), N(0), N(1)).Tangent;
            }
            return x;
        };
        var root = ImplicitRoot(f, solve, linear);
        Func<Tensor, Tensor> energy = p => Sum(Square(root(p)));
        var p = N(2.0);
        Assert.True(Max(Abs(f(p, root(p)))).ToScalar() < 1e-10);
        const double h = 1e-4;
        var (above, below) = (energy(p + h), energy(p - h));
        var slope = Grad(energy)(p);
        Assert.Equal(((above - below) / (2 * h)).ToScalar(), slope.ToScalar(), 1e-6 * Math.Abs(slope.ToScalar()));
        Near(slope, Derivative(energy)(p), 1e-10);
        var curvature = ((above - 2 * energy(p) + below) / (h * h)).ToScalar();
        Assert.Equal(curvature, Grad(Grad(energy))(p).ToScalar(), 1e-3 * Math.Abs(curvature));
        Near(Grad(Grad(energy))(p), Derivative(Grad(energy))(p), 1e-9);

        Tensor Bends(Tensor x)
        {
            var zero = Tensor.Zeros([1], DType.Float64);
            var bends = Concat(0, zero, x[..^1]) - 2 * x + Concat(0, x[1..], zero);
            return isSymmetric ? bends : bends + 0.3 * (Concat(0, x[1..], zero) - x);
        }
    }

    [Fact]
    public void Every_invertible_matrix_has_minimal_residuals()
    {
        // A shift, at which nothing is gained before the last direction; a turn, which has no symmetric part; a projection and a reflection.
        var shift = Gather(Tensor.Eye(6, dtype: DType.Float64), Tensor.Of(1, 2, 3, 4, 5, 0));
        var turn = shift - shift.T + 0.1 * Flip(Tensor.Eye(6, dtype: DType.Float64), 0);
        var few = Diag(V(1, 1, 1, 2, 2, -3));
        foreach (var a in (Tensor[])[shift, turn, few])
        {
            var (p, weights) = (V(1, -2, 3, 0, 5, 1), V(3, 1, 4, 1, 5, 9));
            Near(Grad(p => Sum(Root(a, null)(p) * weights))(p), Grad(p => Sum(Root(a, new Gmres())(p) * weights))(p), 1e-11);
            Near(Solve(a, weights), Jvp(Root(a, new Gmres()), p, weights).Tangent, 1e-11);
        }
        // Starting again from few directions.
        var easy = Tensor.Eye(6, dtype: DType.Float64) * 3 + turn;
        var restarted = Jvp(Root(easy, new Gmres { Directions = 2, Tolerance = 1e-13 }), V(0, 0, 0, 0, 0, 1), V(3, 1, 4, 1, 5, 9)).Tangent;
        Near(Solve(easy, V(3, 1, 4, 1, 5, 9)), restarted, 1e-11);
    }

    [Fact]
    public void A_batch_of_systems_ends_each_at_its_own()
    {
        var p = new Key(1).Normal([4, 3], dtype: DType.Float64);
        var a = Tensor.Eye(3, dtype: DType.Float64) * 4 + new Key(2).Normal([3, 3], dtype: DType.Float64);
        foreach (var linear in (LinearSolver[])[new Gmres { Directions = 2, Tolerance = 1e-13 }, new Gmres { Tolerance = 1e-13 }])
        {
            var loss = (LinearSolver? linear) => (Func<Tensor, Tensor>)(p => Sum(Exp(ImplicitRoot((p, x) => a.MatMul(x) + x * x * x - p,
                p => new RootNewton { Tolerance = 1e-14 }.Solve(x => a.MatMul(x) + x * x * x - p, Tensor.ZerosLike(p)).X, linear)(p))));
            Near(Vmap(Grad(loss(null)))(p), Vmap(Grad(loss(linear)))(p), 1e-10);
            Near(Vmap(Hessian(loss(null)))(p), Vmap(Hessian(loss(linear)))(p), 1e-10);
            Near(Grad(p => Sum(Square(Vmap(loss(null))(p))))(p), Grad(p => Sum(Square(Vmap(loss(linear))(p))))(p), 1e-9);
            // A derivative in directions alone, around a batch of them.
            Func<LinearSolver?, Tensor> ofDirections = linear => Grad(v => Sum(Square(Vmap(v => Jvp(loss(linear), p[0], v).Tangent)(v))))(p);
            Near(ofDirections(null), ofDirections(linear), 1e-9);
        }
    }

    [Fact]
    public void Float32_stays_float32()
    {
        var root = ImplicitRoot((p, x) => x * x - p, p => Sqrt(p), new ConjugateGradients());
        var gradient = Grad(p => Sum(root(p)))(Tensor.Of(2f, 3f));
        Assert.Equal(DType.Float32, gradient.DType);
        Assert.Equal(0.5 / Math.Sqrt(2), gradient[0].ToScalar(), 1e-5);
    }

    [Fact]
    public void What_does_not_converge_says_so()
    {
        var singular = Diag(V(1, 0));
        var root = ImplicitRoot((p, x) => singular.MatMul(x) - p, p => p, new Gmres { MaxProducts = 50 });
        Assert.Equal("ImplicitRoot: Gmres does not solve the linear equations of its derivative within 50 products: allow more, or do without, "
            + "where a matrix is small enough", Assert.Throws<MatrixException>(() => Grad(p => Sum(root(p)))(V(1, 1))).Message);
        // In a batch, of an element that has none alone.
        var some = ImplicitRoot((p, x) => Where(p[0] > 0, Tensor.Eye(2, dtype: DType.Float64), singular).MatMul(x) - p, p => p, new Gmres { MaxProducts = 50 });
        Is("[[ 1.  1.]\n [nan nan]]", Vmap(Grad(p => Sum(some(p))))(M(1, 2, -1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Gmres { Directions = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConjugateGradients { Tolerance = 0 });
        // Nothing to solve needs no products.
        Near(V(0, 0), Grad(p => 0 * Sum(root(p)))(V(1, 1)), 0);
    }
}
