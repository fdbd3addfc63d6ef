using System.Numerics;
using FsCheck;
using FsCheck.Xunit;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Scalars;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Where slopes are infinite and products vanish, all numbers give the same derivatives (see the remarks of <see cref="Scalars"/>).</summary>
public class AwkwardLaws
{
    /// <summary>A gradient in one type of numbers.</summary>
    sealed record Mode(string Name, Func<AwkwardProgram, double[]> Gradient);

    static readonly Mode[] forward =
    [
        new("Dual", f => Each(f, i => f.At<Dual<double>>(f.Along(i)).Tangent)),
        new("Dual of lanes", f => [.. JacobianForward((x, y) => y[0] = f.At(x), f.X, 1).Cast<double>()]),
        new("Jet", f => Each(f, i => Taylor(t => f.At<Jet<double>>([.. f.X.Select((x, j) => i == j ? t : x)]), f.X[i], 1)[1])),
        new("Dual of Dual", f => Each(f, i => f.At<Dual<Dual<double>>>(Moving(f, i, (x, _) => new Dual<double>(x, 1))).Tangent.Primal)),
        new("Dual of Reverse, its tangent", f => Each(f, i =>
        {
            var slope = 0.0;
            Gradient(x =>
            {
                var arguments = x.ToArray();
                var y = f.At<Dual<Reverse<double>>>(Moving(f, i, (_, j) => arguments[j]));
                slope = y.Tangent.Primal;
                return y.Primal;
            }, f.X);
            return slope;
        })),
    ];

    static readonly Mode[] modes =
    [
        .. forward,
        new("Reverse", f => Gradient(f.At, f.X)),
        new("Dual of Reverse, its primal", f => Gradient(x =>
        {
            var arguments = x.ToArray();
            return f.At<Dual<Reverse<double>>>(Moving(f, 1, (_, j) => arguments[j])).Primal;
        }, f.X)),
    ];

    /// <summary>The arguments as dual numbers of some numbers, of which one moves.</summary>
    static Dual<T>[] Moving<T>(AwkwardProgram f, int argument, Func<double, int, T> lift) where T : IFloatingPointIeee754<T>
        => [.. f.X.Select((x, i) => new Dual<T>(lift(x, i), i == argument ? T.One : T.Zero))];

    static double[] Each(AwkwardProgram f, Func<int, double> derivative) => [.. Enumerable.Range(0, f.X.Length).Select(derivative)];

    [Property]
    public Property All_modes_agree_where_slopes_are_infinite() => ForAll(Programs(infinite: false), drawn => { Agree(drawn.Value, modes); });

    [Property]
    public Property Forward_modes_agree_where_values_are_infinite_too() => ForAll(Programs(infinite: true), drawn => { Agree(drawn.Value, forward); });

    [Fact]
    public void They_agree_in_many_programs_of_which_a_part_is_awkward()
    {
        var awkward = 0;
        for (var seed = 0; seed < 5000; seed++)
        {
            if (!Agree(new(new Draw(seed), infinite: false), modes).All(double.IsFinite)) awkward++;
            if (!Agree(new(new Draw(seed), infinite: true), forward).All(double.IsFinite)) awkward++;
        }
        Assert.InRange(awkward, 1500, 8500);
    }

    static Arbitrary<Drawn<AwkwardProgram>> Programs(bool infinite) => Of(draw => new AwkwardProgram(draw, infinite));

    static double[] Agree(AwkwardProgram program, IEnumerable<Mode> modes)
    {
        var expected = forward[0].Gradient(program);
        foreach (var (name, gradient) in modes)
        {
            var found = gradient(program);
            for (var i = 0; i < found.Length; i++)
                Assert.True(expected[i].Equals(found[i]) || Math.Abs(expected[i] - found[i]) <= 1e-11 * (1 + Math.Abs(expected[i])),
                    $"{name}: the derivative in argument {i} is {found[i]:R}, not {expected[i]:R} as in {forward[0].Name}: {program}");
        }
        return expected;
    }
}
