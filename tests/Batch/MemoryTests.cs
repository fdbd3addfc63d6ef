using Functional.Nn;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Batch;

/// <summary>Batches, derivatives and loops inside each other keep each other's arrays: large tensors give what closed forms give, and go on giving it.</summary>
public class MemoryTests
{
    /// <summary>Large enough for its arrays, and for those of each of its rows, to be shared.</summary>
    static readonly Shape Large = [8, 6000];

    static readonly Tensor X = Draw(1), V = Draw(2), W = Draw(3)[0];

    static Tensor Draw(int seed) => new Key(seed).Uniform(Large, 0.5, 1.5, DType.Float64);

    [Fact]
    public void Gradients_in_a_batch()
    {
        var gradient = Vmap(Grad(Cube))(X);
        var (values, gradients) = Vmap(ValueAndGrad(Cube))(X);
        Disturb();
        Same(3 * X * X, gradient);
        Same(3 * X * X, gradients);
        Same(Sum(X * X * X, 1), values);
    }

    [Fact]
    public void Gradients_in_a_batch_use_their_arrays_again()
    {
        var gradient = Vmap(Grad(x => Sum(Sin(x) * Exp(x) * x)));
        gradient(X);
        var before = GC.GetAllocatedBytesForCurrentThread();
        gradient(X);
        var (allocated, result) = (GC.GetAllocatedBytesForCurrentThread() - before, X.Size * sizeof(double));
        Assert.True(allocated < 1.5 * result, $"{allocated} bytes are allocated for a result of {result}");
    }

    [Fact]
    public void Gradients_of_a_batch()
    {
        var gradient = Grad(x => Sum(Vmap(Cube)(x)))(X);
        var inWeights = Grad(w => Sum(Vmap(x => Cube(x * w))(X)))(W);
        Disturb();
        Same(3 * X * X, gradient);
        Same(Sum(3 * X * X * X * W * W, 0), inWeights);
    }

    [Fact]
    public void Gradients_of_gradients_in_a_batch()
    {
        var mixed = Grad(w => Sum(Vmap(Grad(x => Cube(x * w)))(X)))(W);
        var (gradient, pullback) = Vjp(w => Vmap(Grad(x => Cube(x * w)))(X), W);
        var nested = Vmap(x => Grad(y => Sum(Grad(Cube)(y) * x))(x))(X);
        Disturb();
        Same(Sum(9 * X * X * W * W, 0), mixed);
        Same(3 * X * X * W * W * W, gradient);
        Same(Sum(9 * X * X * W * W, 0), pullback(Tensor.OnesLike(X)));
        Disturb();
        Same(Sum(9 * X * X * W * W * V, 0), pullback(V));
        Same(6 * X * X, nested);
    }

    [Fact]
    public void Tangents_with_a_batch()
    {
        var (y, dy) = Jvp(Vmap(Grad(Cube)), X, V);
        var tangent = Vmap((x, v) => Jvp(Grad(Cube), x, v).Tangent)(X, V);
        var product = HessianVector(x => Sum(Vmap(Cube)(x)), X, V);
        Disturb();
        Same(3 * X * X, y);
        Same(6 * X * V, dy);
        Same(6 * X * V, tangent);
        Same(6 * X * V, product);
    }

    [Fact]
    public void A_batch_in_a_gradient_in_a_batch()
    {
        // For each row x: the gradient of Σᵢ Σ (x vᵢ)³ over the rows vᵢ.
        var found = Vmap(Grad(x => Sum(Vmap(v => Cube(x * v))(V))))(X);
        Disturb();
        Same(3 * X * X * Sum(V * V * V, 0), found);
    }

    [Fact]
    public void Values_without_derivative_outlive_the_gradient_that_computed_them()
    {
        var aux = Vmap(x => Grad<Tensor, (Tensor, Tensor)>(x => (Cube(x), (x * 2, ArgSort(x))))(x).Aux)(X);
        Disturb();
        Same(X * 2, aux.Item1);
        Assert.Equal(ArgSort(X).ToArray<int>(), aux.Item2.ToArray<int>());
    }

    [Fact]
    public void Loops_with_a_batch()
    {
        Tensor[] batches = [V, V * 0.5];
        var descended = Training.Fold(X, batches, (s, b) => s - 0.01 * Vmap(Grad(Cube))(s));
        var folded = Vmap((x, v) => Training.Fold(x, [v, v], (s, b) => s * b))(X, V);
        var gradient = Grad(x => Sum(Vmap((x, v) => Training.Fold(x, [v, v], (s, b) => s * b))(x, V)))(X);
        Disturb();
        var once = X - 0.03 * X * X;
        Same(once - 0.03 * once * once, descended);
        Same(X * V * V, folded);
        Same(V * V, gradient);
    }

    [Fact]
    public void Choices_and_loops_in_a_batch()
    {
        Func<Tensor, Tensor> f = x => Cond(x[0] < 1, x => x * x, x => x * x * x, x);
        Func<Tensor, Tensor> g = x => While(x => x[0] < 4, x => x * 2, x);
        var (chosen, looped) = (Vmap(Grad(x => Sum(f(x))))(X), Grad(x => Sum(Vmap(g)(x)))(X));
        Disturb();
        var first = X[.., 0..1];
        Same(Where(first < 1, 2 * X, 3 * X * X), chosen);
        Same(Broadcast(Where(first < 0.5, Tensor.Scalar(16.0), Where(first < 1, Tensor.Scalar(8.0), Tensor.Scalar(4.0))), Large), looped);
    }

    [Fact]
    public void Every_nesting()
    {
        var x = X.Reshape([2, 4, 6000]);
        for (var seed = 0; seed < 200; seed++)
        {
            var (f, order, nesting) = Nested(new Random(seed));
            var y = f(x);
            Disturb();
            Near(Enumerable.Range(0, order).Aggregate(Pow(x, 7 - order), (y, i) => y * (7 - i)), y, 1e-10, nesting);
        }
    }

    static readonly string[] kinds = ["Derivative", "Grad", "Vjp", "Grad with aux", "Fold", "While", "Cond", "Vmap"];

    /// <summary>An elementwise function, x⁷ differentiated some times, in which transformations are nested at random.</summary>
    static (Func<Tensor, Tensor> F, int Order, string Nesting) Nested(Random random)
    {
        Func<Tensor, Tensor> f = x => x * x * x * x * x * x * x;
        var (order, batches, nesting) = (0, 0, "x⁷");
        for (var depth = random.Next(1, 6); depth > 0; depth--)
        {
            var (inner, kind) = (f, random.Next(0, 8));
            if (kind == 7 && batches++ == 2) kind = 0;
            nesting = $"{kinds[kind]}({nesting})";
            if (kind < 4) order++;
            f = kind switch
            {
                0 => Derivative(inner),
                1 => Grad(x => Sum(inner(x))),
                2 => x => Vjp(inner, x) is var (y, pullback) ? pullback(Tensor.OnesLike(y)) : x,
                3 => x => Grad<Tensor, Tensor>(x => (Sum(inner(x)), x * 2))(x) is var (gradient, twice) ? gradient * (twice / x) * 0.5 : x,
                4 => x => Training.Fold(x, [1, 2], (s, i) => i == 1 ? s * 1 : inner(s)),
                5 => x => While(s => s.Count < 1, s => (inner(s.X), s.Count + 1), (X: x, Count: Tensor.Scalar(0))).X,
                6 => x => Cond(Sum(x) > x.Size, inner, inner, x),
                _ => Vmap(inner),
            };
        }
        return (f, order, nesting);
    }

    [Fact]
    public void Wide_jacobians()
    {
        var (x, rows) = (new Key(1).Uniform([10_000], 0.5, 1.5, DType.Float64), new Key(2).Uniform([10, 10_000], 0.5, 1.5, DType.Float64));
        var wide = JacobianReverse(x => rows.MatMul(x * x))(x);
        var tall = JacobianForward(w => Square(w.MatMul(rows)))(x[..10]);
        Disturb();
        Same(2 * rows * x, wide);
        Same(2 * x[..10].MatMul(rows).Reshape(-1, 1) * rows.T, tall);

        // A million elements of a diagonal matrix, in chunks of different sizes.
        var some = x[..1000];
        foreach (var diagonal in (Tensor[])[JacobianForward(x => x * x * x)(some), JacobianReverse(x => x * x * x, chunk: 300)(some)])
        {
            Same(3 * some * some, Sum(diagonal, 0));
            Assert.Equal(1000, Sum(Cast(NotEqual(diagonal, 0), DType.Int32)).ToScalar());
        }
    }

    /// <summary>Takes and fills all arrays of these sizes that lie ready to be used again.</summary>
    static void Disturb()
    {
        foreach (var i in Enumerable.Range(0, 3))
        {
            Grad(x => Sum(x * x * x * x))(V * i);
            Grad(x => Sum(x * x * x * x))(W * i);
        }
    }

    static Tensor Cube(Tensor x) => Sum(x * x * x);

    static void Same(Tensor expected, Tensor found) => Near(expected, found, 1e-12);
}
