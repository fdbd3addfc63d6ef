using Functional.Solvers;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Solvers.ImplicitFunctions;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

/// <summary>Derivatives of roots against closed forms, to order three and more, in every nesting.</summary>
public class ImplicitRootTests
{
    static readonly RootNewton newton = new() { Tolerance = 1e-14 };

    /// <summary>√p as the root of x² = p, with p as a parameter.</summary>
    static readonly Func<Tensor, Tensor> explicitly = ImplicitRoot((p, x) => x * x - p, p => newton.Solve(x => x * x - p, Tensor.OnesLike(p)).X);

    /// <summary>√p as the root of x² = p, with p captured.</summary>
    static Tensor Captured(Tensor p) => ImplicitRoot(x => x * x - p, f => newton.Solve(f, Tensor.Ones(p.Shape, DType.Float64)).X);

    /// <summary>√p by the solver alone, which knows the theorem, too.</summary>
    static Tensor Solved(Tensor p) => newton.Solve(x => x * x - p, Tensor.Ones(p.Shape, DType.Float64)).X;

    /// <summary>√p with p as a parameter, and captured, by products with the Jacobian alone.</summary>
    static readonly Func<Tensor, Tensor> byProducts = ImplicitRoot(
        (p, x) => x * x - p, p => newton.Solve(x => x * x - p, Tensor.OnesLike(p)).X, new Gmres { Tolerance = 1e-14 });

    static Tensor CapturedByProducts(Tensor p) => ImplicitRoot(
        x => x * x - p, f => newton.Solve(f, Tensor.Ones(p.Shape, DType.Float64)).X, new ConjugateGradients { Tolerance = 1e-14 });

    /// <summary>√p by Newton's formula, a solver of the user's own.</summary>
    static readonly Func<Tensor, Tensor> byHand = ImplicitRoot((p, x) => x * x - p, p =>
    {
        var x = 1.0;
        for (var i = 0; i < 30; i++) x = (x + p.ToScalar() / x) / 2;
        return N(x);
    });

    public static TheoryData<string> Roots => ["explicitly", "captured", "solved", "by products", "captured, by products", "by hand"];

    static Func<Tensor, Tensor> Root(string name) => name switch
    {
        "explicitly" => explicitly,
        "captured" => Captured,
        "solved" => Solved,
        "by products" => byProducts,
        "captured, by products" => CapturedByProducts,
        _ => byHand,
    };

    /// <summary>The derivative of √p of an order.</summary>
    static double Exact(int order, double p) => Enumerable.Range(0, order).Aggregate(1.0, (factor, k) => factor * (0.5 - k)) * Math.Pow(p, 0.5 - order);

    [Theory, MemberData(nameof(Roots))]
    public void A_square_root_has_all_derivatives_in_every_mixture_of_modes(string name)
    {
        Near(N(Math.Sqrt(2)), Root(name)(N(2)), 1e-14);
        for (var order = 1; order <= 4; order++)
            for (var modes = 0; modes < 1 << order; modes++)
            {
                var derivative = Root(name);
                for (var k = 0; k < order; k++) derivative = (modes >> k & 1) == 0 ? Grad(derivative) : Derivative(derivative);
                Near(N(Exact(order, 2)), derivative(N(2)), 1e-12, $"order {order}, modes {modes:b}");
            }
    }

    [Theory, InlineData("explicitly"), InlineData("captured"), InlineData("solved"), InlineData("by products"), InlineData("captured, by products")]
    public void Batches_and_derivatives_nest(string name)
    {
        var root = Root(name);
        var p = V(0.5, 2, 9);
        Near(Sqrt(p), Vmap(root)(p), 1e-14);
        Near(0.5 / Sqrt(p), Vmap(Grad(root))(p), 1e-13);
        Near(-0.25 * Pow(p, -1.5), Vmap(Grad(Grad(root)))(p), 1e-12);
        Near(-0.25 * Pow(p, -1.5), Vmap(Derivative(Grad(root)))(p), 1e-12);
        Near(0.5 / Sqrt(p), Grad(p => Sum(Vmap(root)(p)))(p), 1e-13);
        Near(-0.25 * Pow(p, -1.5), Grad(p => Sum(Vmap(Grad(root))(p)))(p), 1e-12);
        // All roots of one vector at once.
        Near(0.5 / Sqrt(p), Grad(p => Sum(root(p)))(p), 1e-13);
        Near(-0.25 * Pow(p, -1.5), Grad(p => Sum(Grad(p => Sum(root(p)))(p)))(p), 1e-12);
    }

    [Fact]
    public void A_value_does_not_depend_on_whether_it_is_differentiated()
    {
        // The residual of a rough root is not corrected either.
        var rough = ImplicitRoot((p, x) => x * x - p, p => N(1.4));
        Assert.Equal(1.4, rough(N(2)).ToScalar());
        Assert.Equal(1.4, Jvp(rough, N(2), N(1)).Y.ToScalar());
        Assert.Equal(1.4, ValueAndGrad(rough)(N(2)).Value.ToScalar());
        Assert.Equal(1 / 2.8, Grad(rough)(N(2)).ToScalar(), 15);
        var x = newton.Solve(x => Cos(x) - x, N(1)).X.ToScalar();
        Assert.Equal(x, ValueAndGrad(p => newton.Solve(x => Cos(x) - p * x, N(1)).X)(N(1)).Value.ToScalar());
    }

    [Fact]
    public void The_root_of_cos_x_equal_to_p_x()
    {
        Func<Tensor, Tensor> root = p => newton.Solve(x => Cos(x) - p * x, N(1)).X;
        var (p, x) = (1.3, root(N(1.3)).ToScalar());
        // From F(p, x) = cos x − p x by hand.
        var slope = -x / (Math.Sin(x) + p);
        var second = -slope * (2 + Math.Cos(x) * slope) / (Math.Sin(x) + p);
        Near(N(slope), Grad(root)(N(p)), 1e-13);
        Near(N(second), Grad(Grad(root))(N(p)), 1e-12);
        Near(N(second), Derivative(Grad(root))(N(p)), 1e-12);
        // (sin x + p) x'' = −2x' − cos x x'², differentiated once more.
        var third = (-second * (Math.Cos(x) * slope + 1) - 2 * second + Math.Sin(x) * Math.Pow(slope, 3) - 2 * Math.Cos(x) * slope * second)
            / (Math.Sin(x) + p);
        Near(N(third), Grad(Grad(Grad(root)))(N(p)), 1e-11);
        Near(N(third), Derivative(Derivative(Derivative(root)))(N(p)), 1e-11);
    }

    [Fact]
    public void Two_equations_and_two_parameters()
    {
        // x + y = p₀ and x y = p₁: the roots of z² − p₀ z + p₁.
        Func<Tensor, Tensor> closed = p => Sqrt(Square(p[0]) - 4 * p[1]) is var d ? Stack(0, (p[0] + d) / 2, (p[0] - d) / 2) : p;
        Func<Tensor, Tensor> root = p => newton.Solve(z => Stack(0, z[0] + z[1] - p[0], z[0] * z[1] - p[1]), V(3, 0)).X;
        var p = V(3, 1.5);
        Near(closed(p), root(p), 1e-13);
        Near(JacobianReverse(closed)(p), JacobianReverse(root)(p), 1e-12);
        Near(JacobianForward(closed)(p), JacobianForward(root)(p), 1e-12);
        Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>> scalar = f => p => Sum(f(p) * V(1, -2));
        Near(Hessian(scalar(closed))(p), Hessian(scalar(root))(p), 1e-11);
        Near(JacobianReverse(Hessian(scalar(closed)))(p), JacobianReverse(Hessian(scalar(root)))(p), 1e-10);
        Near(JacobianForward(Hessian(scalar(closed)))(p), JacobianForward(Hessian(scalar(root)))(p), 1e-10);
    }

    [Fact]
    public void A_tree_of_unknowns_and_of_parameters()
    {
        Func<(Tensor A, Tensor B), (Tensor X, Tensor Y)> root = ImplicitRoot<(Tensor A, Tensor B), (Tensor X, Tensor Y)>(
            (p, z) => (Exp(z.X) - p.A * z.Y, z.Y - p.B), p => (Log(p.A * p.B), p.B));
        var (a, b) = Grad<(Tensor A, Tensor B)>(p => Sum(root(p).X) + Sum(root(p).Y))((V(2, 3), V(5, 7)));
        Near(V(1 / 2.0, 1 / 3.0), a, 1e-14);
        Near(V(1 + 1 / 5.0, 1 + 1 / 7.0), b, 1e-14);
    }

    [Fact]
    public void A_fixed_point()
    {
        // x = 1 + p/x: x = (1 + √(1 + 4p))/2, by plain iteration.
        var root = ImplicitRoot((p, x) => x - 1 - p / x, p => Enumerable.Range(0, 200).Aggregate(Tensor.OnesLike(p), (x, _) => 1 + p / x));
        Func<Tensor, Tensor> closed = p => (1 + Sqrt(1 + 4 * p)) / 2;
        Near(closed(N(3)), root(N(3)), 1e-14);
        Near(Grad(closed)(N(3)), Grad(root)(N(3)), 1e-13);
        Near(Grad(Derivative(Grad(closed)))(N(3)), Grad(Derivative(Grad(root)))(N(3)), 1e-12);
    }

    [Fact]
    public void Parameters_of_several_derivatives_around_keep_theirs()
    {
        // ∂²/∂p∂q of √(p q) = 1/(4 √(p q)), p explicit and q captured, or the other way round.
        Func<Tensor, Tensor, Tensor> root = (p, q) => ImplicitRoot((p, x) => x * x - p * q, p => Sqrt(p * q))(p);
        var exact = N(0.25 / Math.Sqrt(6));
        Near(exact, Grad(p => Grad(q => root(p, q))(N(3)))(N(2)), 1e-13);
        Near(exact, Grad(q => Grad(p => root(p, q))(N(2)))(N(3)), 1e-13);
        Near(exact, Derivative(q => Grad(p => root(p, q))(N(2)))(N(3)), 1e-13);
        Near(exact, Grad(q => Derivative(p => root(p, q))(N(2)))(N(3)), 1e-13);
        // What solve captures beside its argument, in batches, too.
        var pq = V(1, 2, 3);
        Near(0.5 / Sqrt(2 * pq) * pq / 1, Vmap(q => Grad(p => root(p, q))(N(2)))(pq), 1e-13);
        Near(N(Sum(0.5 * Sqrt(pq / 2)).ToScalar()), Grad(p => Sum(Vmap(q => root(p, q))(pq)))(N(2)), 1e-13);
        // A tangent that itself varies: the value of p does not belong to the outer derivative, only its direction.
        Near(N(0.5 / Math.Sqrt(2)), Grad(direction => Jvp(explicitly, N(2), direction).Tangent)(N(5)), 1e-13);
    }

    [Fact]
    public void Large_arrays_are_not_used_again_too_early()
    {
        // Arrays of 32 KiB and more go back to the shelf when a derivative ends.
        var p = Tensor.Linspace(1, 2, 70 * 70, DType.Float64).Reshape([70, 70]);
        Func<Tensor, Tensor> direct = p => Solve(p + 100 * Tensor.Eye(70, dtype: DType.Float64), Tensor.Ones([70], DType.Float64));
        var root = ImplicitRoot((p, x) => p.MatMul(x) + 100 * x - 1, direct);
        for (var i = 0; i < 3; i++)
        {
            Near(Grad(p => Sum(Square(direct(p))))(p), Grad(p => Sum(Square(root(p))))(p), 1e-12);
            Near(Jvp(Grad(p => Sum(Square(direct(p)))), p, p).Tangent, Jvp(Grad(p => Sum(Square(root(p)))), p, p).Tangent, 1e-12);
            Near(Grad(p => Sum(Square(Grad(p => Sum(Square(direct(p))))(p))))(p), Grad(p => Sum(Square(Grad(p => Sum(Square(root(p))))(p))))(p), 1e-12);
        }
    }

    [Fact]
    public void Float32_stays_float32()
    {
        var root = ImplicitRoot((p, x) => x * x - p, p => Sqrt(p));
        Assert.Equal(DType.Float32, Grad(root)(Tensor.Scalar(2f)).DType);
        Assert.Equal(0.5 / Math.Sqrt(2), Grad(root)(Tensor.Scalar(2f)).ToScalar(), 6);
        Assert.Equal(Outcome.Converged, new RootNewton().Solve(x => x * x - 2, Tensor.Scalar(1f)).Outcome);
    }
}
