using FsCheck;
using FsCheck.Xunit;
using Functional.Solvers;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

public class SolverLaws
{
    /// <summary>A matrix that is well away from singular ones.</summary>
    static Tensor Matrix(Case c) => c.Draw.Numbers([c.Shape[0], c.Shape[0]]) / (2.5 * c.Shape[0]) + Tensor.Eye(c.Shape[0], dtype: DType.Float64);

    /// <summary>The x with a·x + sin(x)/10 = b.</summary>
    static Tensor Root(Tensor a, Tensor b) => new RootNewton { Tolerance = 1e-13 }.Solve(x => a.MatMul(x) + 0.1 * Sin(x) - b, Tensor.ZerosLike(b)).X;

    [Property]
    public Property The_derivatives_of_a_root_are_those_of_its_equations() => ForAll(Cases(minRank: 1, maxRank: 1, empty: false), c =>
    {
        var (a, b, da, db) = (Matrix(c), c.Tensor, c.Draw.Numbers([c.Shape[0], c.Shape[0]]), c.Other);
        var (x, dx) = Jvp(Root, (a, b), (da, db));
        // da·x + a·dx + cos(x) dx/10 = db
        Near.Equal(db, da.MatMul(x) + a.MatMul(dx) + 0.1 * Cos(x) * dx, 1e-11);
        // ⟨u, J v⟩ = ⟨Jᵀ u, v⟩
        var u = c.Draw.Like(b);
        var (ofA, ofB) = Vjp(Root, a, b).Pullback(u);
        Near.Equal(Sum(u * dx), Sum(ofA * da) + Sum(ofB * db), 1e-11);
        // One order up, both modes.
        Func<Tensor, Tensor> f = b => Sum(u * Square(Root(a, b)));
        Near.Equal(Jvp(Grad(f), b, db).Tangent, Grad(b => Jvp(f, b, db).Tangent)(b), 1e-9);
    });

    [Property]
    public Property Products_with_a_jacobian_give_the_derivatives_that_its_matrix_gives() => ForAll(Cases(minRank: 1, maxRank: 1, empty: false), c =>
    {
        var (a, b, v, u) = (Matrix(c), c.Tensor, c.Other, c.Draw.Like(c.Tensor));
        var gmres = new Gmres { Directions = c.Draw.Int(1, 5), Tolerance = 1e-12 };
        Check(a, gmres);
        Check(a - a.T + 0.2 * a, gmres with { Directions = 30 });
        Check(a.MatMul(a.T), new ConjugateGradients { Tolerance = 1e-12 });

        void Check(Tensor matrix, LinearSolver linear)
        {
            // With the matrix captured, and with the right-hand side as the parameter.
            var newton = new RootNewton { Tolerance = 1e-13 };
            Func<Tensor, LinearSolver?, Tensor> root = (s, linear) => ImplicitFunctions.ImplicitRoot(
                (b, x) => Cubic(matrix * Exp(s), x) - b, b => newton.Solve(x => Cubic(matrix * Exp(s), x) - b, Tensor.ZerosLike(b)).X, linear)
                (Sin(s) * v + b);
            Func<Tensor, Tensor> expected = s => Sum(u * root(s, null)), found = s => Sum(u * root(s, linear));
            var zero = Tensor.Scalar(0.0);
            Near.Equal(Grad(expected)(zero), Grad(found)(zero), 1e-10);
            Near.Equal(Derivative(expected)(zero), Derivative(found)(zero), 1e-10);
            foreach (var second in (Func<Tensor, Tensor>[])[Grad(Grad(found)), Grad(Derivative(found)), Derivative(Grad(found)), Derivative(Derivative(found))])
                Near.Equal(Grad(Grad(expected))(zero), second(zero), 1e-9);
        }

        static Tensor Cubic(Tensor a, Tensor x) => a.MatMul(x) + 0.1 * x * x * x;
    });

    [Property]
    public Property All_minimizers_find_the_minimum_of_a_convex_function() => ForAll(Cases(minRank: 1, maxRank: 1, empty: false), c =>
    {
        var (a, b) = (Matrix(c), c.Tensor);
        Func<Tensor, Tensor> f = x => Sum(Square(a.MatMul(x) - b)) + Sum(Pow(x, 4));
        var found = new[]
        {
            new Newton { GradientTolerance = 1e-9 }.Minimize(f, c.Other),
            new NewtonKrylov { GradientTolerance = 1e-9 }.Minimize(f, c.Other),
            new Lbfgs { GradientTolerance = 1e-9 }.Minimize(f, c.Other),
        };
        Assert.All(found, minimum => Assert.Equal(Solvers.Outcome.Converged, minimum.Outcome));
        Assert.All(found, minimum => Near.Equal(found[0].X, minimum.X, 1e-7));
        var squares = new LevenbergMarquardt().Minimize(x => Concat(0, a.MatMul(x) - b, Square(x)), c.Other);
        Assert.Equal(Solvers.Outcome.Converged, squares.Outcome);
        Near.Equal(found[0].X, squares.X, 1e-7);
    });

    [Property]
    public Property The_adjoint_is_the_derivative_of_the_trajectory() => ForAll(Cases(minRank: 1, maxRank: 1, empty: false), c =>
    {
        var (a, x, u) = (Matrix(c), c.Tensor, c.Other);
        var method = new DormandPrince { RelativeTolerance = 1e-10 };
        static Tensor Slope(Tensor t, Tensor x, Tensor a) => Tanh(a.MatMul(x)) * (1 + t);
        var adjoint = Grad((Tensor x, Tensor a) => Sum(u * method.Adjoint(Slope, x, a, 0.5, -0.5)))(x, a);
        var through = Grad((Tensor x, Tensor a) => Sum(u * method.Integrate((t, x) => Slope(t, x, a), x, 0.5, -0.5).X))(x, a);
        Near.Equal(through.Item1, adjoint.Item1, 1e-6);
        Near.Equal(through.Item2, adjoint.Item2, 1e-6);
        // There and back again.
        Near.Equal(x, method.Integrate((t, x) => Slope(t, x, a), method.Integrate((t, x) => Slope(t, x, a), x, 0, 1).X, 1, 0).X, 1e-6);
    });

    [Property]
    public Property A_batch_is_solved_as_its_elements_are() => ForAll(Cases(minRank: 1, maxRank: 1, empty: false), c =>
    {
        // As many problems as unknowns and two more, each with another matrix, scale and start.
        var (n, count) = (c.Shape[0], c.Shape[0] + 2);
        var matrices = c.Draw.Numbers([count, n, n]) / (2.5 * n) + Tensor.Eye(n, dtype: DType.Float64);
        var (b, scale) = (c.Draw.Numbers([count, n]), Exp(3 * c.Another(1).Numbers([count])));
        Func<Tensor, Tensor, Tensor, Tensor> bowl = (a, b, x) => Sum(Square(a.MatMul(x) - b)) + Sum(Pow(x, 4));
        foreach (var solve in (Func<Tensor, Tensor, Tensor, (Tensor X, Tensor Code)>[])
        [
            (a, b, s) => End(new Lbfgs { MaxIterations = 20 }.Minimize(x => s * bowl(a, b, x), b)),
            (a, b, s) => End(new Newton().Minimize(x => s * bowl(a, b, x), b)),
            (a, b, s) => End(new NewtonKrylov().Minimize(x => s * bowl(a, b, x), b)),
            (a, b, s) => End(new LevenbergMarquardt().Minimize(x => Concat(0, a.MatMul(x) - b, s * Square(x)), b)),
            (a, b, s) => End(new RootNewton().Solve(x => a.MatMul(x) + s * x * x * x - b, b)),
            (a, b, s) => End(new DormandPrince { MaxSteps = 60 }.Integrate((t, x) => a.MatMul(Tanh(x)) * Cos(s * t), b, 0, 1)),
        ])
        {
            var (x, code) = Vmap<Tensor, Tensor, Tensor, (Tensor, Tensor)>((a, b, s) => solve(a, b, s))(matrices, b, scale);
            for (var i = 0; i < count; i++)
            {
                var alone = solve(matrices[i], b[i], scale[i]);
                Near.Same(alone.X, x[i]);
                Near.Same(alone.Code, code[i]);
            }
        }

        static (Tensor X, Tensor Code) End(Solution<Tensor> found) => (found.X, found.Code);
    });
}
