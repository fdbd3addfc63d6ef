using System.Numerics;
using System.Reflection;
using FsCheck;
using FsCheck.Xunit;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Every static member of generic math, at every type of differentiable numbers, against <c>double</c> and numerical differentiation.</summary>
public class ScalarLaws
{
    static readonly double[] special =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 0.5, 2.5, -3, 1e-310, -double.Epsilon, double.MaxValue, 1e300, -1e-300, 7];

    public static IEnumerable<object[]> All => Members<double>.All.Select((member, i) => (object[])[i, member.Signature]);

    [Fact]
    public void No_member_is_missing_from_the_tables()
    {
        var table = typeof(IFloatingPointIeee754<double>);
        var expected = table.GetInterfaces().Append(table)
            .SelectMany(each => each.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.Name.Contains('.'))
            .Select(method => $"{method.Name}/{method.GetParameters().Length}").Distinct().Order(StringComparer.Ordinal);
        var found = Members<double>.All.Select(member => member.Signature).Concat(Members<double>.Looks.Select(look => look.Signature).Where(name => name.Contains('/')))
            .Concat(Members.Elsewhere).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, found);
    }

    [PropertyTheory, MemberData(nameof(All))]
    public Property A_member_has_the_value_of_double_and_the_derivatives_of_differences(int member, string _) => ForAll(Of(draw => Arguments(member, draw)), drawn =>
    {
        var (table, from) = (Members<double>.All[member], drawn.Value);
        for (var varying = -1; varying < from.Length; varying++)
        {
            var curve = new Members.Curve(member, from, varying);
            var value = curve.At(curve.Start);
            // What double computes coarsely is compared with the differences of what the dual number computes.
            var (first, error) = from is [] ? (0, 0) : Difference(t => table.Ulps < 0 ? curve.At<Dual<double>>(t).Primal : curve.At(t), curve.Start);
            var (second, secondError) = from is [] ? (0, 0) : Difference(t => curve.At(new Dual<double>(t, 1)).Tangent, curve.Start);
            double[] expected = [value, first, second, double.NaN], errors = [0, error, secondError];
            foreach (var face in Face.All)
            {
                var found = face.Derivatives(curve, curve.Start);
                Assert.True(Same(value, found[0], table.Ulps), $"{face}: the value at {string.Join(", ", from)} is {found[0]:R}, not {value:R}");
                for (var order = 1; order < found.Length; order++)
                    if (double.IsNaN(expected[order]) && order == 3) expected[order] = found[order];
                    else
                    {
                        var allowed = 4 * errors.ElementAtOrDefault(order) + (order == 3 ? 1e-9 : 1e-10) * (1 + Math.Abs(expected[order]));
                        Assert.True(Math.Abs(expected[order] - found[order]) <= allowed,
                            $"{face}: derivative {order} at {string.Join(", ", from)} along {varying} is {found[order]:R}, not {expected[order]:R}");
                    }
            }
            var single = curve.At(new Dual<float>((float)curve.Start, 1));
            Assert.True(Same(curve.At((float)curve.Start), single.Primal, table.Ulps), $"Dual<float>: the value at {string.Join(", ", from)} is {single.Primal:R}");
            Assert.Equal(first, single.Tangent, 4 * error + 2e-4 * (1 + Math.Abs(first)));
        }
    });

    [Theory, MemberData(nameof(All))]
    public void A_member_has_the_value_of_double_at_the_edges(int member, string name)
    {
        var table = Members<double>.All[member];
        if (table.Ulps < 0 || name.Contains("Native")) return;
        foreach (var a in special)
            foreach (var b in table.Domains.Length > 1 ? special : [0])
                foreach (var c in table.Domains.Length > 2 ? special : [0])
                    for (var varying = 0; varying < table.Domains.Length; varying++)
                    {
                        if (name == "Clamp/3" && b > c) continue;
                        double[] from = [.. new[] { a, b, c }.Take(table.Domains.Length)];
                        var curve = new Members.Curve(member, from, varying);
                        var value = curve.At(curve.Start);
                        foreach (var face in Face.All)
                            if (face.Derivatives(curve, curve.Start) is var found)
                                Assert.True(Same(value, found[0], 0), $"{face}: the value at {string.Join(", ", from)} along {varying} is {found[0]:R}, not {value:R}");
                    }
    }

    [Fact]
    public void A_look_sees_what_it_sees_of_double()
    {
        for (var look = 0; look < Members<double>.Looks.Length; look++)
            foreach (var a in special)
                foreach (var b in special)
                {
                    var expected = new Members.Glance(look, b);
                    expected.At(a);
                    foreach (var face in Face.All)
                    {
                        var found = new Members.Glance(look, b);
                        face.Derivatives(found, a);
                        Assert.True(Equals(expected.Seen, found.Seen), $"{face}: {Members<double>.Looks[look].Signature} of {a:R}, {b:R} is {found.Seen}, not {expected.Seen}");
                    }
                }
    }

    static double[] Arguments(int member, Draw draw) => [.. Members<double>.All[member].Domains.Select(domain => draw.Number(domain.Low, domain.High))];

    /// <summary>Equal to the last bit, or as many units in the last place; anything where double computes coarsely.</summary>
    static bool Same<T>(T expected, T found, double ulps) where T : IFloatingPointIeee754<T>
        => ulps < 0 ? T.Abs(expected - found) <= T.CreateChecked(1e-3) * T.Abs(expected)
        : expected.Equals(found) && T.IsNegative(expected) == T.IsNegative(found) || T.IsNaN(expected) && T.IsNaN(found);

    internal static (double Value, double Error) Difference(Func<double, double> f, double x)
    {
        var estimate = Numeric.Directional(x => Tensor.Scalar(f(x[0].ToScalar())), [Tensor.Scalar(x)], [Tensor.Scalar(1.0)]);
        return (estimate.Value[0], estimate.Error[0]);
    }
}
