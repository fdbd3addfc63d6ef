using FsCheck;
using Functional.Cpu;
using Functional.Functions;
using Functional.Primitives;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.ForwardMode;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Every primitive in every interpretation: a primitive without a sample, or with a wrong rule, fails here.</summary>
public partial class EveryPrimitive
{
    public static TheoryData<string> Names => [.. Samples.Of.Keys.Select(Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void Each_has_a_sample() => Assert.Empty(Reachable().Where(type => !Samples.Of.ContainsKey(type)).Select(Name));

    [Fact]
    public void Each_sample_is_of_the_primitive_it_is_listed_under()
        => Assert.All(Samples.Of, listed => Assert.Equal(listed.Key, listed.Value(new Draw(1)).Op.GetType()));

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Evaluates_to_what_its_formula_gives(string name) => ForSamples(name, sample =>
    {
        var y = Apply(sample);
        if (Reference.Of(sample.Op, new Few<Tensor>(sample.Inputs)) is { } expected) Near(expected, y, 1e-13);
    });

    /// <summary>One pass over memory rounds as its formula does, primitive by primitive.</summary>
    [PropertyTheory, MemberData(nameof(Names))]
    public Property Expands_to_the_same_bits(string name) => ForSamples(name, sample =>
    {
        if (sample.Op.Expand(new Few<Tensor>(sample.Inputs)) is { } expanded) Assert.Equal(Reference.Numbers(expanded), Reference.Numbers(Apply(sample)));
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Evaluates_in_other_types_too(string name) => ForSamples(name, sample =>
    {
        foreach (var type in (DType[])[DType.Float32, DType.Int32, DType.Int64])
        {
            // Integers are twenty times as large, so that those apart stay apart.
            var inputs = Array.ConvertAll(sample.Inputs, x => x.DType.IsFloat() ? Operations.Cast(type == DType.Float32 ? x : x * 20, type) : x);
            if (Accepts(sample.Op, inputs) && Reference.Of(sample.Op, new Few<Tensor>(inputs)) is { } expected)
                Near(name == Name(typeof(Zip<Divide>)) && type != DType.Float32 ? [.. expected.Select(Math.Truncate)] : expected,
                    Apply(new(sample.Op, inputs)), type == DType.Float32 ? Math.ScaleB(64, -24) : 0);
        }
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Infers_what_it_gives(string name) => ForSamples(name, sample =>
    {
        var y = Apply(sample);
        Assert.Equal(sample.Op.Infer(new Few<Tensor>(sample.Inputs)), (y.DType, y.Shape));
    });

    /// <summary>Without their first axes, inputs fit by chance or are refused in words.</summary>
    [PropertyTheory, MemberData(nameof(Names))]
    public Property Refuses_inputs_of_other_ranks(string name) => ForSamples(name, sample =>
    {
        Tensor[] inputs = [.. sample.Inputs.Select(x => x.Rank == 0 || x.Shape[0] == 0 ? x : x[0])];
        if (Record.Exception(() => sample.Op.Apply(new Few<Tensor>(inputs))) is { } refusal)
            Assert.True(refusal is ShapeException or DTypeException or MatrixException || sample.Op is Gather or Scatter && refusal is ArgumentOutOfRangeException, $"{refusal.GetType().Name}: {refusal.Message}");
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Is_equal_to_itself_made_again(string name) => ForSamples(name, (sample, draw) =>
    {
        var (a, b) = (sample.Op, Samples.Of[Type(name)](draw.Choices.Draw).Op);
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Gives_the_same_for_views(string name) => ForSamples(name, (sample, draw) =>
    {
        var expected = Apply(sample);
        foreach (var view in Views.All)
        {
            var y = Apply(sample with { Inputs = [.. sample.Inputs.Select(view)] });
            Assert.Equal(expected.Shape, y.Shape);
            Near(Reference.Numbers(expected), y, 4e-15);
        }
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Gives_the_same_for_broadcast_views(string name) => ForSamples(name, sample =>
    {
        var views = sample.Inputs.Select(x => Views.Repeated(x, sample.Whole)).ToArray();
        Near(Reference.Numbers(Apply(sample with { Inputs = [.. views.Select(Views.Copy)] })), Apply(sample with { Inputs = views }), 4e-15);
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Pushes_the_tangent_that_differences_show(string name) => ForDifferentiable(name, (draw, f, x) =>
    {
        var dx = Directions(draw, x);
        var (y, dy) = Jvp(f, x, dx);
        Assert.Equal((y.DType, y.Shape), (dy.DType, dy.Shape));
        Agrees(Numeric.Directional(f, x, dx), dy);
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Pulls_back_the_transpose_of_the_tangent(string name) => ForDifferentiable(name, (draw, f, x) =>
    {
        var dx = Directions(draw, x);
        var (y, pullback) = Vjp(f, x);
        var u = draw.Like(y);
        var cotangents = pullback(u);
        Assert.All(cotangents.Zip(x), each => Assert.Equal((each.Second.DType, each.Second.Shape), (each.First.DType, each.First.Shape)));
        Near([Dot([u], [Jvp(f, x, dx).Tangent])], Tensor.Scalar(Dot(cotangents, dx)), 1e-12);
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Has_linear_derivatives(string name) => ForDifferentiable(name, (draw, f, x) =>
    {
        var (a, b) = (Directions(draw, x), Directions(draw, x));
        Tensor[] sum = [.. a.Zip(b, (a, b) => a * 2 - b * 3)];
        Near(Reference.Numbers(Jvp(f, x, a).Tangent * 2 - Jvp(f, x, b).Tangent * 3), Jvp(f, x, sum).Tangent, 1e-12);

        var (y, pullback) = Vjp(f, x);
        var (u, v) = (draw.Like(y), draw.Like(y));
        foreach (var (parts, whole) in pullback(u).Zip(pullback(v), (p, q) => p * 2 - q * 3).Zip(pullback(u * 2 - v * 3)))
            Near(Reference.Numbers(parts), whole, 1e-12);
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Has_second_derivatives_in_all_mixtures(string name) => ForDifferentiable(name, (draw, f, x) =>
    {
        var (v, w) = (Directions(draw, x), Directions(draw, x));
        var u = draw.Like(f(x));
        var along = (Func<Tensor[], Tensor>)(x => Jvp(f, x, v).Tangent);
        Agrees(Numeric.Directional(along, x, w), Jvp(along, x, w).Tangent);

        // The Hessian of ⟨u, f⟩ times v, by differences of the gradient and in three mixtures of modes.
        Func<Tensor[], Tensor[]> gradient = x => Vjp(f, x).Pullback(u);
        var forwardOverReverse = Jvp(gradient, x, v).Tangent;
        var reverseOverForward = Grad<Tensor[]>(x => Operations.Sum(u * Jvp(f, x, v).Tangent))(x);
        var reverseOverReverse = Grad<Tensor[]>(x => gradient(x).Zip(v, (g, v) => Operations.Sum(g * v)).Aggregate((a, b) => a + b))(x);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = Numeric.Directional(x => gradient(x)[i], x, v);
            Agrees(expected, forwardOverReverse[i]);
            Agrees(expected, reverseOverForward[i]);
            Agrees(expected, reverseOverReverse[i]);
        }
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Has_a_pullback_with_the_tangent_as_derivative(string name) => ForDifferentiable(name, (draw, f, x) =>
    {
        var v = Directions(draw, x);
        var u = draw.Like(f(x));
        var derivative = Grad(u => Vjp(f, x).Pullback(u).Zip(v, (g, v) => Operations.Sum(g * v)).Aggregate((a, b) => a + b))(u);
        Near(Reference.Numbers(Jvp(f, x, v).Tangent), derivative, 1e-12);
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Has_the_same_derivatives_at_views(string name) => ForDifferentiable(name, (draw, f, x) =>
    {
        var dx = Directions(draw, x);
        var (y, dy) = Jvp(f, x, dx);
        var (u, gradient) = (draw.Like(y), Vjp(f, x).Pullback);
        foreach (var view in Views.All)
        {
            Tensor[] seen = [.. x.Select(view)];
            Near(Reference.Numbers(dy), Jvp(f, seen, [.. dx.Select(view)]).Tangent, 1e-12);
            foreach (var (expected, found) in gradient(u).Zip(Vjp(f, seen).Pullback(view(u)))) Near(Reference.Numbers(expected), found, 1e-12);
        }
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Without_a_derivative_gives_constants(string name) => ForSamples(name, sample =>
    {
        if (sample.Op.IsDifferentiable) return;
        foreach (var i in Floats(sample.Inputs))
            Assert.All(Grad(x => Operations.Sum(x * 0) + Operations.Sum(Operations.Cast(Apply(sample, [i], [x]), DType.Float64)))(sample.Inputs[i]).ToArray<double>(),
                each => Assert.Equal(0, each));
    });

    /// <summary>All primitives there are; of the generic ones, with all functions there are.</summary>
    static IEnumerable<Type> Reachable()
    {
        var functions = typeof(IMapFunction).Assembly.GetTypes();
        return typeof(Primitive).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Primitive)) && !type.IsAbstract).SelectMany(type =>
            type.IsGenericTypeDefinition ? functions.Where(function => Fits(type, function)).Select(function => type.MakeGenericType(function)) : [type])
            .Where(type => !Samples.IsUnused(type));
    }

    static bool Fits(Type primitive, Type function)
    {
        var contract = primitive.GetGenericArguments()[0].GetGenericParameterConstraints().Single(each => each.IsInterface);
        return function.IsValueType && function.GetInterfaces().Any(each => each.Name == contract.Name && each.Namespace == contract.Namespace);
    }

    internal static Property ForSamples(string name, Action<Sample> check) => ForSamples(name, (sample, _) => check(sample));

    static Property ForSamples(string name, Action<Sample, Draw> check) => ForAll(SamplesOf(Type(name)), drawn => check(drawn.Value, drawn.More));

    /// <summary>Checks a sample as a function of each of its differentiable inputs alone, the others constant, and of all of them.</summary>
    static Property ForDifferentiable(string name, Action<Draw, Func<Tensor[], Tensor>, Tensor[]> check) => ForSamples(name, (sample, draw) =>
    {
        if (!sample.Op.IsDifferentiable || !sample.Op.Infer(new Few<Tensor>(sample.Inputs)).DType.IsFloat()) return;
        var floats = Floats(sample.Inputs);
        foreach (var chosen in floats.Select(i => new[] { i }).Append(floats).DistinctBy(each => string.Join(",", each)))
            check(draw, x => Apply(sample, chosen, x), [.. chosen.Select(i => sample.Inputs[i])]);
    });

    static bool Accepts(Primitive op, Tensor[] inputs)
    {
        try
        {
            op.Infer(new Few<Tensor>(inputs));
            return inputs[0].DType.IsFloat() || !(op is Pad pad && pad.Value == 1.5);
        }
        catch (DTypeException)
        {
            return false;
        }
    }

    static int[] Floats(Tensor[] inputs) => [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i].DType.IsFloat())];

    static Tensor Apply(Sample sample) => sample.Op.Apply(new Few<Tensor>(sample.Inputs));

    static Tensor Apply(Sample sample, int[] chosen, Tensor[] x)
    {
        Tensor[] inputs = [.. sample.Inputs];
        for (var i = 0; i < chosen.Length; i++) inputs[chosen[i]] = x[i];
        return sample.Op.Apply(new Few<Tensor>(inputs));
    }

    static Tensor[] Directions(Draw draw, Tensor[] x) => [.. x.Select(draw.Like)];

    static double Dot(Tensor[] a, Tensor[] b) => a.Zip(b).Sum(pair => Operations.Sum(pair.First * pair.Second).ToScalar());

    static void Agrees(Estimate expected, Tensor found)
    {
        var numbers = found.ToArray<double>();
        Assert.Equal(expected.Value.Length, numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            Assert.True(expected.Error[i] < 1e-4 * Math.Max(1, Math.Abs(expected.Value[i])), $"the differences at {i} do not converge: {expected.Value[i]} ± {expected.Error[i]}");
            Assert.True(Math.Abs(expected.Value[i] - numbers[i]) <= 4 * expected.Error[i], $"element {i} is {numbers[i]:R}, differences show {expected.Value[i]:R} ± {expected.Error[i]:E1}");
        }
    }

    /// <summary>Equal but for rounding relative to the largest number.</summary>
    static void Near(double[] expected, Tensor found, double relative)
    {
        var numbers = Reference.Numbers(found);
        Assert.Equal(expected.Length, numbers.Length);
        var scale = expected.Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < numbers.Length; i++)
            Assert.True(Math.Abs(expected[i] - numbers[i]) <= relative * scale, $"element {i} is {numbers[i]:R}, not {expected[i]:R}");
    }

    static string Name(Type type) => type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{type.GetGenericArguments()[0].Name}>" : type.Name;

    static Type Type(string name) => Samples.Of.Keys.First(type => Name(type) == name);
}
