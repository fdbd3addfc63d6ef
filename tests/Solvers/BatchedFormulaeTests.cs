using Functional.Solvers;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Solvers.ImplicitFunctions;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

/// <summary>Batches of problems whose answers have formulae, and all of their derivatives.</summary>
public class BatchedFormulaeTests
{
    static readonly DormandPrince method = new() { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-11 };

    /// <summary>Compares a function of one number, in batches, with its formula: values and first and second derivatives, within and around.</summary>
    static void Agree(Func<Tensor, Tensor> formula, Func<Tensor, Tensor> found, Tensor p, double tolerance)
    {
        Near(formula(p), Vmap(found)(p), tolerance);
        var (first, second) = (Grad(p => Sum(formula(p)))(p), Grad(p => Sum(Grad(p => Sum(formula(p)))(p)))(p));
        Near(first, Vmap(Grad(found))(p), 10 * tolerance);
        Near(first, Vmap(Derivative(found))(p), 10 * tolerance);
        Near(first, Grad(p => Sum(Vmap(found)(p)))(p), 10 * tolerance);
        Near(first, Vmap(JacobianReverse(found))(p), 10 * tolerance);
        Near(Diag(first), JacobianReverse(p => Vmap(found)(p))(p), 10 * tolerance);
        Near(Diag(first), JacobianForward(p => Vmap(found)(p))(p), 10 * tolerance);
        Near(second, Vmap(Grad(Grad(found)))(p), 100 * tolerance);
        Near(second, Vmap(Derivative(Grad(found)))(p), 100 * tolerance);
        Near(second, Grad(p => Sum(Vmap(Grad(found))(p)))(p), 100 * tolerance);
        Near(Diag(second), Hessian(p => Sum(Vmap(found)(p)))(p), 100 * tolerance);
    }

    [Fact]
    public void A_linear_equation()
    {
        // x = e^(p·t), for fast and slow p.
        Agree(p => Exp(0.5 * p), p => method.Integrate((t, x) => p * x, N(1), 0, 0.5).X, V(0.1, -2, 3, -60), 1e-9);
        Agree(p => Exp(0.5 * p), p => method.Adjoint((t, x, p) => p * x, N(1), p, 0, 0.5), V(0.1, -2, 3), 1e-9);
        // The pullbacks of a Jacobian are a batch of their own, within that of the problems or without.
        Func<Tensor, Tensor> decays = p => method.Adjoint((t, x, p) => p * x, V(1, 2), p, 0, 0.5);
        var p = V(0.1, -2, 3, -1).Reshape(2, 2);
        var slopes = V(0.5, 1) * Exp(0.5 * p);
        Near(Diag(slopes[0]), JacobianReverse(decays)(p[0]), 1e-8);
        Near(Diag(slopes), Vmap(JacobianReverse(decays))(p), 1e-8);
        Near(Diag(slopes), Vmap(JacobianForward(decays))(p), 1e-8);
        Agree(p => Exp(0.5 * p), p => method.Adjoint((t, x, _) => p * x, N(1), N(0), 0, 0.5), V(0.1, -2, 3), 1e-9);
    }

    [Fact]
    public void A_harmonic_oscillator()
    {
        // x″ = −p·x from rest at 1.
        static Tensor Pull(Tensor t, Tensor x, Tensor p) => Stack(0, x[1], -p * x[0]);
        Agree(p => Cos(2 * Sqrt(p)), p => method.Integrate((t, x) => Pull(t, x, p), V(1, 0), 0, 2).X[0], V(0.5, 1, 30), 1e-8);
        Agree(p => Cos(2 * Sqrt(p)), p => method.Adjoint(Pull, V(1, 0), p, 0, 2)[0], V(0.5, 1, 30), 1e-8);
        Agree(p => p * Cos(2 * N(1)), p => method.Integrate((t, x) => Pull(t, x, N(1)), Stack(0, p, 0 * p), 0, 2).X[0], V(0.5, 1, -3), 1e-9);
    }

    [Fact]
    public void A_quadratic_function()
    {
        // The minimum of ½x·H·x − p·b·x is p·H⁻¹·b, that of x⁴/4 − p·x is ∛p.
        var (h, b) = (Tensor.Of(new double[,] { { 4, 1 }, { 1, 3 } }), V(1, 2));
        var slope = Sum(Solve(h, b));
        foreach (var minimize in (Func<Func<Tensor, Tensor>, Tensor, Tensor>[])
        [
            (f, x) => new Lbfgs { GradientTolerance = 1e-12 }.Minimize(f, x).X, (f, x) => new Newton { GradientTolerance = 1e-12 }.Minimize(f, x).X,
            (f, x) => new NewtonKrylov { GradientTolerance = 1e-12 }.Minimize(f, x).X,
        ])
        {
            Agree(p => p * slope, p => Sum(minimize(x => 0.5 * Sum(x * h.MatMul(x)) - p * Sum(b * x), V(0, 0))), V(0, 1, -20), 1e-9);
            Agree(Cbrt, p => Sum(minimize(x => Sum(Pow(x, 4)) / 4 - p * Sum(x), V(1))), V(1, 8, 0.5), 1e-9);
        }
        Agree(p => p * slope, p => Sum(new LevenbergMarquardt().Minimize(x => h.MatMul(x) - p * b, V(0, 0)).X), V(0, 1, -20), 1e-9);
        Agree(p => p * slope, p => Sum(new GaussNewton().Minimize(x => h.MatMul(x) - p * b, V(0, 0)).X), V(0, 1, -20), 1e-9);
    }

    [Fact]
    public void Keplers_equation()
    {
        // E − e·sin E = m; the formulae are those of the theorem by hand.
        const double m = 0.8;
        Func<Tensor, Tensor> found = e => new RootNewton { Tolerance = 1e-14 }.Solve(x => x - e * Sin(x) - m, N(m)).X;
        var eccentricities = V(0, 0.3, 0.9, 0.99);
        var angles = Vmap(found)(eccentricities);
        var slope = Sin(angles) / (1 - eccentricities * Cos(angles));
        Near(slope, Vmap(Grad(found))(eccentricities), 1e-12);
        Near(slope, Grad(e => Sum(Vmap(found)(e)))(eccentricities), 1e-12);
        var second = slope * (2 * Cos(angles) - eccentricities * Sin(angles) * slope) / (1 - eccentricities * Cos(angles));
        Near(second, Vmap(Grad(Grad(found)))(eccentricities), 1e-11);
        Near(Diag(second), Hessian(e => Sum(Vmap(found)(e)))(eccentricities), 1e-11);
    }

    [Fact]
    public void Implicit_roots_that_are_all_singular()
    {
        // The Jacobian is 0 and does not differ, while the points do.
        var root = ImplicitRoot((p, x) => 0 * x + p - p, p => p);
        Is("[nan nan]", Vmap(Grad(root))(V(1, 2)));
        Is("[nan nan]", Vmap(Derivative(root))(V(1, 2)));
        Is("[nan nan]", Grad(p => Sum(Vmap(root)(p)))(V(1, 2)));
    }

    [Fact]
    public void Implicit_roots_of_which_one_is_singular()
    {
        foreach (var dtype in (DType[])[DType.Float64, DType.Float32])
        {
            // √p has no slope at 0; its neighbours have theirs, within an outer function, too.
            var p = Cast(V(4, 0, 9), dtype);
            foreach (var linear in (LinearSolver?[])[null, new Gmres(), new ConjugateGradients()])
            {
                var root = ImplicitRoot((p, x) => x * x - p, Sqrt, linear);
                Func<Tensor, Tensor> outer = p => 3 * root(p);
                Is("[0.75  nan 0.5 ]", Vmap(Grad(outer))(p));
                Is("[0.75  nan 0.5 ]", Vmap(Derivative(outer))(p));
                Is("[0.75  nan 0.5 ]", Grad(p => Sum(Vmap(outer)(p)))(p));
                Near(Diag(Cast(V(0.75, 0.5), dtype)), JacobianReverse(p => Vmap(outer)(p))(Cast(V(4, 9), dtype)), 1e-5);
                var shared = Grad(scale => Sum(Vmap(p => root(scale * p))(p[..1])))(Cast(N(1), dtype));
                Assert.Equal((dtype, 1.0), (shared.DType, shared.ToScalar()));
            }
        }
    }

    [Fact]
    public void Products_with_a_jacobian_give_each_element_the_bits_that_it_has_alone()
    {
        var a = Tensor.Eye(4, dtype: DType.Float64) * 2 + 0.3 * new Key(1).Normal([4, 4], dtype: DType.Float64);
        var p = Stack(0, V(1, 2, 3, 4), V(0, 0, 0, 1), V(0, 0, 0, 0), V(1e9, -1, 1e-9, 2));
        foreach (var linear in (LinearSolver[])[new Gmres(), new Gmres { Directions = 2 }])
        {
            var gradient = Grad(p => Sum(Square(ImplicitRoot((p, x) => a.MatMul(x) - p * Exp(-Square(p)), p => Solve(a, p * Exp(-Square(p))), linear)(p))));
            var all = Vmap(gradient)(p);
            for (var i = 0; i < 4; i++) Near(gradient(p[i]), all[i], 0, $"element {i}");
        }
    }
}
