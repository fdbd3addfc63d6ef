using FsCheck;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>
/// Random programs of transformations within each other, whose functions capture whatever is in scope, have the same values and derivatives
/// where a part that runs again, a batch or a function with rules of its own is applied as it is.
/// </summary>
public class NestedReplayLaws
{
    const int Depth = 4, Programs = 1500;

    static readonly (string Name, Func<Func<Tensor, Tensor, Tensor>, Tensor, Tensor, Tensor> Of)[] modes =
    [
        ("Grad", (f, a, b) => Slope(f, a, b)),
        ("Grad of Grad", (f, a, b) => Slope((a, b) => Slope(f, b, a) * a, a, b)),
        ("Grad of Jvp", (f, a, b) => Slope((a, b) => Jvp(c => f(c, a), b, a).Tangent, a, b)),
        ("Jvp of Grad", (f, a, b) => Jvp((Tensor a, Tensor b) => Slope(f, a, b), (a, b), (b, a)).Tangent),
    ];

    const string InAStep = ", in a step";

    public static TheoryData<string> Names => [.. modes.Select(mode => mode.Name), .. modes.Select(mode => mode.Name + InAStep)];

    [PropertyTheory(MaxTest = Programs), MemberData(nameof(Names))]
    public Property Nested_programs_have_the_same_derivatives(string mode)
        => ForAll(Of(d => Draw(d, Depth, 2)), drawn => Compare(mode, drawn.Value, drawn.More));

    /// <summary>The law for programs of some seeds.</summary>
    internal static void Check(string mode, int first, int count)
    {
        for (var seed = first; seed < first + count; seed++)
            if (new Draw(seed) is var d) Compare(mode, Draw(d, Depth, 2), d);
    }

    static void Compare(string mode, Expression program, Draw more)
    {
        var (of, a, b) = (modes.Single(each => each.Name == mode.Replace(InAStep, "", StringComparison.Ordinal)).Of, more.Numbers([3], -1, 1), more.Numbers([3], -1, 1));
        var found = mode.EndsWith(InAStep, StringComparison.Ordinal) ? Recycling<(Tensor A, Tensor B), Tensor>(x => of(Apply(true), x.A, x.B))((a, b)) : of(Apply(true), a, b);
        Near.Equal(of(Apply(false), a, b), found, 1e-9);

        Func<Tensor, Tensor, Tensor> Apply(bool replayed) => (a, b) => program.Of(replayed, [a, b]);
    }

    /// <summary>A random expression of so many values.</summary>
    static Expression Draw(Draw d, int depth, int values)
    {
        if (depth == 0) return Value(d.Int(0, values - 1));
        var x = Draw(d, depth - 1, values);
        var (y, captured) = (Value(d.Int(0, values - 1)), d.Int(0, values - 1));
        return d.Int(0, 10) switch
        {
            0 => new($"sin({x.Text})", (again, v) => Sin(x.Of(again, v))),
            1 => new($"({x.Text} * {y.Text})", (again, v) => x.Of(again, v) * y.Of(again, v)),
            2 => Applied("Grad", (again, f, x, v) => Grad((Tensor x) => Sum(f(x)))(x)),
            3 => Applied($"Jvp along v{captured}", (again, f, x, v) => Jvp(f, x, v[captured]) is var (y, dy) ? y + dy : x),
            4 => Applied("Vmap", (again, f, x, v) => Stack(0, x, v[0]) is var xs && again ? Sum(Vmap(f)(xs), 0) : f(xs[0]) + f(xs[1])),
            5 => Applied("Custom", (again, f, x, v)
                => again ? Custom(f, (x, dx, y) => Jvp(f, x, dx).Tangent, (x, y, dy) => Vjp(f, x).Pullback(dy))(x) : f(x)),
            6 => Applied("Scan", (again, f, x, v)
                => again && Scan(x => (f(x), x * v[captured]), x, 1) is var (y, z) ? y + z[0] : f(x) + x * v[captured]),
            7 => Applied("Rules", (_, f, x, v) => Custom(f, (x, dx, _) => Cos(x) * dx, (x, _, dy) => Cos(x) * dy)(x)),
            8 => Applied("Recycling", (again, f, x, v) => (again ? Recycling(f) : f)(x)),
            _ => Applied("Checkpoint", (again, f, x, v) => (again ? Checkpoint(f) : f)(x)),
        };

        Expression Applied(string name, Func<bool, Func<Tensor, Tensor>, Tensor, Tensor[], Tensor> transformation)
            => Draw(d, depth - 1, values + 1) is var body ? new($"{name}(v{values} ↦ {body.Text})({x.Text})",
                (again, v) => transformation(again, inner => body.Of(again, [.. v, inner]), x.Of(again, v), v)) : x;
    }

    static Expression Value(int i) => new($"v{i}", (_, v) => v[i]);

    static Tensor Slope(Func<Tensor, Tensor, Tensor> f, Tensor a, Tensor b) => Grad((Tensor a, Tensor b) => Sum(f(a, b)))(a, b) is var (da, db) ? da + Sin(db) : a;

    /// <summary>A function of the values in scope, with the parts that run again or as they are.</summary>
    sealed record Expression(string Text, Func<bool, Tensor[], Tensor> Of)
    {
        public override string ToString() => $"(v0, v1) ↦ {Text}";
    }
}
