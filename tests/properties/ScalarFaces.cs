using System.Numerics;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Properties;

/// <summary>A type of numbers: what it says of a curve at a place. The value, the first derivative, and as many more as it knows.</summary>
public sealed record Face(string Name, Func<ICurve, double, double[]> Derivatives)
{
    public static readonly Face[] All =
    [
        new("Dual<double>", (f, x) => f.At(new Dual<double>(x, 1)) is var y ? [y.Primal, y.Tangent] : []),
        new("Dual<double, Lanes<double>>", (f, x) =>
        {
            var y = f.At(new Dual<double, Lanes<double>>(x, Lanes<double>.Unit(1) - Lanes<double>.Unit(6) * 2));
            AssertLanes(y.Tangent, 1, 6);
            return [y.Primal, y.Tangent[1]];
        }),
        new("Dual<double, Twice<Lanes<double>, double>>", (f, x) =>
        {
            var y = f.At(new Dual<double, Twice<Lanes<double>, double>>(x, Twice<Lanes<double>, double>.Unit(13) - Twice<Lanes<double>, double>.Unit(2) * 2));
            AssertLanes(y.Tangent, 13, 2);
            return [y.Primal, y.Tangent[13]];
        }),
        new("Reverse<double>", (f, x) =>
        {
            var gradient = new double[1];
            return [ValueAndGradient<double>(x => f.At(x[0]), [x], gradient), gradient[0]];
        }),
        new("Jet<double>", (f, x) => Taylor(f.At, x, 3)),
        new("Dual<Dual<double>>", (f, x) =>
        {
            var y = f.At(new Dual<Dual<double>>(new(x, 1), 1));
            return [y.Primal.Primal, Agreed(y.Primal.Tangent, y.Tangent.Primal), y.Tangent.Tangent];
        }),
        new("Dual<Reverse<double>>", (f, x) =>
        {
            var (value, first, gradient) = (0.0, 0.0, new double[1]);
            ValueAndGradient<double>(x =>
            {
                var y = f.At(new Dual<Reverse<double>>(x[0], 1));
                (value, first) = (y.Primal.Primal, y.Tangent.Primal);
                return y.Tangent;
            }, [x], gradient);
            return [value, first, gradient[0]];
        }),
        new("Reverse<Dual<double>>", (f, x) =>
        {
            var gradient = new Dual<double>[1];
            var y = ValueAndGradient<Dual<double>>(x => f.At(x[0]), [new(x, 1)], gradient);
            return [y.Primal, Agreed(y.Tangent, gradient[0].Primal), gradient[0].Tangent];
        }),
        new("Reverse<Reverse<double>>", (f, x) =>
        {
            var (value, gradient) = (0.0, new double[1]);
            var first = ValueAndGradient<double>(x =>
            {
                var inner = new Reverse<double>[1];
                value = ValueAndGradient<Reverse<double>>(x => f.At(x[0]), x, inner).Primal;
                return inner[0];
            }, [x], gradient);
            return [value, first, gradient[0]];
        }),
        new("Dual<Dual<Dual<double>>>", (f, x) =>
        {
            var y = f.At(new Dual<Dual<Dual<double>>>(new(new(x, 1), 1), new Dual<double>(1, 0)));
            return [y.Primal.Primal.Primal, y.Primal.Primal.Tangent, Agreed(y.Primal.Tangent.Tangent, y.Tangent.Primal.Tangent), y.Tangent.Tangent.Tangent];
        }),
        new("Jet<Dual<double>>", (f, x) =>
        {
            var derivatives = Taylor<Dual<double>>(f.At, new(x, 1), 2);
            return [derivatives[0].Primal, Agreed(derivatives[0].Tangent, derivatives[1].Primal), Agreed(derivatives[1].Tangent, derivatives[2].Primal), derivatives[2].Tangent];
        }),
    ];

    static double Agreed(double a, double b)
    {
        Assert.True(!double.IsFinite(a - b) || Math.Abs(a - b) <= 1e-11 * (1 + Math.Abs(a)), $"{a:R} and {b:R} are the same derivative");
        return a;
    }

    /// <summary>The derivative in one lane, −2 times it in another, and nothing elsewhere.</summary>
    static void AssertLanes<TLanes>(TLanes tangent, int once, int minusTwice) where TLanes : struct, ITangents<TLanes, double>
    {
        for (var lane = 0; lane < TLanes.Count; lane++)
            if (lane == minusTwice) Agreed(-2 * tangent[once], tangent[lane]);
            else if (lane != once && double.IsFinite(tangent[once])) Assert.Equal(0, tangent[lane]);
    }

    public override string ToString() => Name;
}
