using FsCheck;
using FsCheck.Xunit;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.BatchMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

public class JacobianLaws
{
    static Tensor Mix(Tensor x) => Stack(0, Sin(x) * Sum(Square(x)), x / (1 + Square(Mean(x))));

    [Property]
    public Property Both_modes_give_the_same_jacobian() => ForAll(Cases(empty: false), c =>
    {
        var forward = JacobianForward(Mix)(c.Tensor);
        Assert.Equal([2, .. c.Shape, .. c.Shape], forward.Shape);
        Near.Equal(forward, JacobianReverse(Mix)(c.Tensor), 1e-12);
        // In chunks of any size.
        var chunk = c.Draw.Int(1, 7);
        Near.Equal(forward, JacobianForward(Mix, chunk)(c.Tensor), 1e-12);
        Near.Equal(forward, JacobianReverse(Mix, chunk)(c.Tensor), 1e-12);
    });

    [Property]
    public void An_empty_argument_or_result_has_an_empty_jacobian(Case c)
    {
        Shape expected = [.. c.Shape, .. c.Shape];
        Assert.Equal(expected, JacobianForward(x => x * x)(c.Tensor).Shape);
        Assert.Equal(expected, JacobianReverse(x => x * x)(c.Tensor).Shape);
        expected = [0, .. c.Shape];
        Assert.Equal(expected, JacobianForward(x => Ravel(x)[..0])(c.Tensor).Shape);
        Assert.Equal(expected, JacobianReverse(x => Ravel(x)[..0])(c.Tensor).Shape);
    }

    [Property]
    public Property A_linear_function_has_its_matrix() => ForAll(Cases(minRank: 2, maxRank: 2), c =>
    {
        var (a, x) = (c.Tensor, c.Draw.Numbers([c.Shape[1]]));
        Near.Equal(a, JacobianForward(a.MatMul)(x));
        Near.Equal(a, JacobianReverse(a.MatMul)(x));
    });

    [Property]
    public Property A_quadratic_form_has_its_symmetric_part_as_hessian() => ForAll(Cases(minRank: 1, maxRank: 1), c =>
    {
        var a = c.Draw.Numbers([c.Shape[0], c.Shape[0]]);
        Near.Equal(a + a.T, Hessian(x => x.MatMul(a).MatMul(x))(c.Tensor));
    });

    [Property]
    public Property Hessians_are_symmetric_and_multiply_as_their_products() => ForAll(Cases(empty: false), c =>
    {
        Func<Tensor, Tensor> f = x => Sum(Mix(x) * Exp(Mean(x)));
        var hessian = Hessian(f)(c.Tensor).Reshape([c.Shape.Size, c.Shape.Size]);
        Near.Equal(hessian, hessian.T, 1e-11);
        Near.Equal(hessian, JacobianReverse(Grad(f))(c.Tensor).Reshape(hessian.Shape), 1e-11);
        Near.Equal(hessian, JacobianReverse(JacobianForward(f))(c.Tensor).Reshape(hessian.Shape), 1e-11);
        Near.Equal(hessian.MatMul(Ravel(c.Other)), Ravel(HessianVector(f, c.Tensor, c.Other)), 1e-11);
    });

    [Property]
    public Property A_tree_has_a_jacobian_in_each_leaf() => ForAll(Cases(empty: false), c =>
    {
        var tree = (c.Tensor, B: Sum(c.Other));
        Func<(Tensor A, Tensor B), Tensor> f = x => Sin(x.A * x.B) + Sum(x.A);
        var (forward, reverse) = (JacobianForward(f)(tree), JacobianReverse(f)(tree));
        Near.Equal(JacobianReverse(a => f((a, tree.B)))(c.Tensor), forward.Item1, 1e-12);
        Near.Equal(forward.Item1, reverse.Item1, 1e-12);
        Near.Equal(c.Tensor * Cos(c.Tensor * tree.B), forward.B, 1e-12);
        Near.Equal(forward.B, reverse.B, 1e-12);
    });

    [Property]
    public Property Jacobians_nest_in_derivatives_and_batches() => ForAll(Cases(minRank: 1, maxRank: 2, empty: false), c =>
    {
        // The sum of the squares of the Jacobian of x³ is Σ 9 x⁴.
        Near.Equal(36 * Pow(c.Tensor, 3), Grad(x => Sum(Square(JacobianForward(x => x * x * x)(x))))(c.Tensor), 1e-11);
        Near.Equal(36 * Pow(c.Tensor, 3), Grad(x => Sum(Square(JacobianReverse(x => x * x * x)(x))))(c.Tensor), 1e-11);
        Near.Equal(Stack(0, [.. Enumerable.Range(0, c.Shape[0]).Select(i => JacobianForward(Mix)(c.Tensor[i]))]), Vmap(JacobianForward(Mix))(c.Tensor), 1e-11);
        Near.Equal(Stack(0, [.. Enumerable.Range(0, c.Shape[0]).Select(i => JacobianReverse(Mix)(c.Tensor[i]))]), Vmap(JacobianReverse(Mix))(c.Tensor), 1e-11);
    });
}
