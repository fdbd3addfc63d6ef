using FsCheck;
using FsCheck.Xunit;
using Functional.Primitives;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>A function whose own rules are those of the function it imitates has its derivatives, to second order, in all mixtures of modes.</summary>
public class CustomLaws
{
    [Property]
    public Property Rules_of_the_sine_give_its_derivatives() => Imitates(Sin, Custom(Sin, (x, dx, _) => Cos(x) * dx, (x, _, dy) => Cos(x) * dy));

    [Property]
    public Property Rules_of_the_exponential_give_its_derivatives() => Imitates(Exp, Custom(Exp, (_, dx, y) => y * dx, (_, y, dy) => y * dy));

    [Property]
    public Property Rules_of_the_softmax_give_its_derivatives()
    {
        Func<Tensor, Tensor> softmax = x => Exp(x - LogSumExp(x));
        Func<Tensor, Tensor, Tensor> product = (y, d) => y * (d - Sum(y * d));
        return Imitates(softmax, Custom(softmax, (_, dx, y) => product(y, dx), (_, y, dy) => product(y, dy)));
    }

    [Property]
    public void Rules_of_the_matrix_product_give_its_derivatives(Draw d)
    {
        var (m, k, n) = (d.Int(1, 3), d.Int(1, 3), d.Int(1, 3));
        var custom = Custom<Tensor[], Tensor>(x => x[0].MatMul(x[1]),
            (x, dx, _) => dx[0].MatMul(x[1]) + x[0].MatMul(dx[1]), (x, _, dy) => [dy.MatMul(x[1].T), x[0].T.MatMul(dy)]);
        Same<Tensor[]>(x => x[0].MatMul(x[1]), custom, [d.Numbers([m, k]), d.Numbers([k, n])], [d.Numbers([m, k]), d.Numbers([k, n])]);
    }

    [Property]
    public void What_is_captured_has_the_derivatives_of_the_program(Case each)
    {
        Func<Tensor, Tensor, Tensor> f = (c, x) => Sin(c * x) * c;
        Func<Tensor, Tensor, Tensor> slope = (c, x) => Cos(c * x) * c * c;
        Same<Tensor[]>(p => f(p[0], p[1]),
            p => Custom(x => f(p[0], x), (x, dx, _) => slope(p[0], x) * dx, (x, _, dy) => slope(p[0], x) * dy)(p[1]),
            [each.Tensor, each.Other], [each.Other, each.Tensor]);
    }

    static Property Imitates(Func<Tensor, Tensor> f, Func<Tensor, Tensor> custom) => ForAll(Cases(empty: false), each => Same(f, custom, each.Tensor, each.Other));

    static void Same<TX>(Func<TX, Tensor> f, Func<TX, Tensor> custom, TX x, TX v)
    {
        Near.Same(f(x), custom(x));
        foreach (var derivative in Derivatives(v))
            foreach (var (expected, found) in Tree.Leaves(derivative(f)(x)).Zip(Tree.Leaves(derivative(custom)(x)))) Near.Equal(expected, found, 1e-12);
    }

    /// <summary>The first and second derivatives of a function along v, in all mixtures of modes.</summary>
    static IEnumerable<Func<Func<TX, Tensor>, Func<TX, TX>>> Derivatives<TX>(TX v)
    {
        yield return f => Grad((TX x) => Loss(f(x)));
        yield return f => Grad((TX x) => Loss(Jvp(f, x, v).Tangent));
        yield return f => x => Jvp(Grad((TX x) => Loss(f(x))), x, v).Tangent;
        yield return f => Grad((TX x) => Tree.Leaves(Grad((TX x) => Loss(f(x)))(x)).Select(Loss).Aggregate((a, b) => a + b));
        yield return f => x => Vjp<TX, TX>(Grad((TX x) => Loss(f(x))), x).Pullback(v);
        yield return f => x => Tree.Map(x, _ => Jvp(x => Jvp(f, x, v).Tangent, x, v).Tangent);
    }

    static Tensor Loss(Tensor y) => Sum(Square(y) + 3 * y);
}
