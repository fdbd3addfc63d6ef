using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

/// <summary>The observer of a gradient: what it is told, in which order, and when.</summary>
public class FinalTests
{
    static readonly Tensor X = V(0.1, -0.2, 0.3);

    static readonly Tensor[] parameters = [V(1, 2, 3), V(0.5, 0.6, 0.7), V(-1, 1, 2)];

    /// <summary>Each layer multiplies by its parameter, and before it stands a step that notes in a log when it is folded.</summary>
    static Tensor Layers(Tensor[] p, List<string> log, Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>> wrap)
        => Sum(p.Select((w, layer) => (w, layer)).Aggregate(X, (x, each) =>
        {
            var noted = Custom(x => x, (_, dx, _) => dx, (_, _, dy) => { log.Add($"fold {each.layer}"); return dy; });
            return wrap(x => Tanh(x * each.w))(noted(x));
        }));

    static readonly Dictionary<string, Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>> wraps = new()
    {
        ["as it is"] = f => f,
        ["Checkpoint"] = f => Checkpoint(f),
        ["Checkpoint in Checkpoint"] = f => Checkpoint(Checkpoint(f)),
        ["Scan"] = f => x => Scan(x => (f(x), x), x, length: 1).Carry,
        // What the function captures keeps its own derivative.
        ["Custom"] = f => x => Custom((Tensor z) => f(x), (z, _, _) => Tensor.ZerosLike(z), (z, _, _) => Tensor.ZerosLike(z))(x),
    };

    public static TheoryData<string> Names => [.. wraps.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_last_layer_s_parameters_are_final_first_and_before_earlier_layers_are_folded(string wrap)
    {
        var (log, told) = (new List<string>(), new List<(int Leaf, Tensor Cotangent)>());
        var gradient = Grad<Tensor[]>(p => Layers(p, log, wraps[wrap]), (leaf, cotangent) =>
        {
            told.Add((leaf, cotangent));
            log.Add($"final {leaf}");
        })(parameters);
        Assert.Equal(["final 2", "fold 2", "final 1", "fold 1", "final 0"], log);
        Assert.All(told, each => Assert.Same(gradient[each.Leaf], each.Cotangent));
        Assert.Equal(Numbers(Grad<Tensor[]>(p => Layers(p, [], f => f))(parameters)), Numbers(gradient));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_gradient_of_a_gradient_tells_of_both(string wrap)
    {
        var (inner, outer) = (new List<int>(), new List<(int Leaf, Tensor Cotangent)>());
        // The square of the slope, whose gradient goes through what the inner observer saw.
        Tensor Slopes(Tensor[] p, Action<int, Tensor> told)
        {
            var seen = new Tensor[3];
            var gradient = Grad<Tensor[]>(p => Layers(p, [], wraps[wrap]), (leaf, cotangent) => { seen[leaf] = cotangent; told(leaf, cotangent); })(p);
            for (var i = 0; i < 3; i++) Assert.Same(gradient[i], seen[i]);
            return seen.Select(each => Sum(Square(each))).Aggregate((a, b) => a + b);
        }

        var found = Grad<Tensor[]>(p => Slopes(p, (leaf, _) => inner.Add(leaf)), (leaf, cotangent) => outer.Add((leaf, cotangent)))(parameters);
        Assert.Equal([2, 1, 0], inner);
        Assert.Equal([0, 1, 2], outer.Select(each => each.Leaf).Order());
        Assert.All(outer, each => Assert.Same(found[each.Leaf], each.Cotangent));
        var expected = Numbers(Grad<Tensor[]>(p => Grad<Tensor[]>(p => Layers(p, [], f => f))(p).Select(each => Sum(Square(each))).Aggregate((a, b) => a + b))(parameters));
        foreach (var (a, b) in expected.Zip(Numbers(found))) Assert.Equal(a, b, 1e-13);
        // A tangent of the gradient reaches the observer, too.
        var tangents = new List<Tensor>();
        Jvp(p => Grad<Tensor[]>(p => Layers(p, [], wraps[wrap]), (_, cotangent) => tangents.Add(StopGradient(Sum(cotangent))))(p), parameters, parameters);
        Assert.Equal(3, tangents.Count);
    }

    [Fact]
    public void What_is_not_used_is_told_of_first_as_zeros_and_results_as_they_are()
    {
        var told = new List<(int Leaf, string Cotangent)>();
        var (y, pullback) = Vjp<Tensor[], Tensor[]>(p => [p[3], Sin(p[1]), p[0] * 2], [N(0), N(0), V(1, 2), N(5)], (leaf, cotangent) => told.Add((leaf, cotangent.ToString())));
        Assert.Equal(3, y.Length);
        for (var call = 0; call < 2; call++)
        {
            told.Clear();
            Assert.Equal(["20.0", "3.0", "[0. 0.]", "7.0"], pullback([N(7), N(3), N(10)]).Select(each => each.ToString()));
            Assert.Equal([(2, "[0. 0.]"), (3, "7.0"), (0, "20.0"), (1, "3.0")], told);
        }
    }

    [Fact]
    public void A_leaf_is_final_when_its_first_use_is_folded()
    {
        var log = new List<string>();
        var noted = Custom(x => x, pullback: (_, _, dy) => { log.Add("fold"); return dy; });
        Tensor F((Tensor A, Tensor B) p) => noted(p.A * p.B) * p.B;
        var (value, (a, b)) = ValueAndGrad<(Tensor A, Tensor B)>(F, (leaf, cotangent) => log.Add($"{leaf}: {cotangent}"))((N(2), N(3)));
        Assert.Equal(["fold", "0: 9.0", "1: 12.0"], log);
        Assert.Equal((18, 9, 12), (value.ToScalar(), a.ToScalar(), b.ToScalar()));
        log.Clear();
        var (_, _, aux) = ValueAndGrad<(Tensor A, Tensor B), Tensor>(p => (F(p), p.A + 1), (leaf, _) => log.Add($"{leaf}"))((N(2), N(3)));
        Assert.Equal(["fold", "0", "1"], log);
        Assert.Equal(3, aux.ToScalar());
    }

    [Fact]
    public void What_the_observer_keeps_and_computes_stays_what_it_is()
    {
        var x = new Key(1).Uniform([100, 200], 0.5, 1.5, DType.Float64);
        var kept = new Dictionary<int, (Tensor Cotangent, Tensor Computed)>();
        var gradient = Grad<Tensor[]>(p => Sum(p[0] * Sin(p[1] * x)) + Sum(p[1]), (leaf, cotangent) => kept[leaf] = (cotangent, cotangent + 1))([x, x + 1]);
        for (var i = 0; i < 4; i++) Grad<Tensor[]>(p => Sum(p[0] * Sin(p[1] * x)))([x * i, x]);
        Assert.Equal(Numbers(Sin((x + 1) * x)), Numbers(kept[0].Cotangent));
        for (var leaf = 0; leaf < 2; leaf++)
        {
            Assert.Same(gradient[leaf], kept[leaf].Cotangent);
            Assert.Equal(Numbers(gradient[leaf] + 1), Numbers(kept[leaf].Computed));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void An_observer_that_throws_ends_the_derivative_and_nothing_else(string wrap)
    {
        var fails = true;
        void Observe(int leaf, Tensor cotangent)
        {
            if (leaf == 1 && fails) throw new InvalidTimeZoneException("enough");
        }

        var (y, pullback) = Vjp<Tensor[], Tensor>(p => Layers(p, [], wraps[wrap]), parameters, Observe);
        var expected = Numbers(Grad<Tensor[]>(p => Layers(p, [], wraps[wrap]))(parameters));
        for (var call = 0; call < 2; call++)
        {
            fails = true;
            Assert.Throws<InvalidTimeZoneException>(() => pullback(Tensor.OnesLike(y)));
            Assert.Throws<InvalidTimeZoneException>(() => Grad<Tensor[]>(p => Layers(p, [], wraps[wrap]), Observe)(parameters));
            fails = false;
            Assert.Equal(expected, Numbers(pullback(Tensor.OnesLike(y))));
            Assert.Equal(expected, Numbers(Grad<Tensor[]>(p => Layers(p, [], wraps[wrap]), Observe)(parameters)));
        }
    }

    static double[] Numbers(params Tensor[] x) => [.. x.SelectMany(each => each.ToArray<double>())];
}
