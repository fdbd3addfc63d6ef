using System.Numerics;

namespace Functional.Tests.Properties;

/// <summary>A function of two values so far, or of one of them and a constant.</summary>
public readonly record struct AwkwardStep(int Function, int A, int B, double Constant)
{
    public const int Unary = 24, All = Unary + 10;

    public bool IsUnary => Function < Unary;

    public T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T>
    {
        var c = T.CreateChecked(Constant);
        return Function switch
        {
            0 => T.Sqrt(a),
            1 => T.Cbrt(a),
            2 => T.Log(a),
            3 => T.Abs(a),
            4 => T.Asin(a),
            5 => T.Acos(a),
            6 => T.Pow(a, c),
            7 => T.Pow(c, a),
            8 => T.Hypot(a, c),
            9 => T.Atan2(a, c),
            10 => T.Atan2(c, a),
            11 => T.Max(a, c),
            12 => a * c,
            13 => c * a,
            14 => a + c,
            15 => c - a,
            16 => a / c,
            17 => c / a,
            18 => a * a,
            19 => -a,
            20 => T.Cos(a),
            21 => T.Exp(a),
            22 => T.Atanh(a),
            23 => T.RootN(a, 3),
            Unary => a + b,
            Unary + 1 => a - b,
            Unary + 2 or Unary + 3 => a * b,
            Unary + 4 => a / b,
            Unary + 5 => T.Hypot(a, b),
            Unary + 6 => T.Atan2(a, b),
            Unary + 7 => T.Pow(a, b),
            Unary + 8 => T.Max(a, b),
            _ => T.FusedMultiplyAdd(a, b, c),
        };
    }
}

/// <summary>
/// A straight line of steps at zeros, ones and equal arguments, where slopes are infinite and products vanish. Values that depend on the
/// same argument meet only as functions of one variable, so no two infinities of different origin cancel; and where values of
/// different arguments meet with an infinite slope, the program ends. What it leaves out is what the modes cannot agree on.
/// </summary>
public sealed class AwkwardProgram
{
    const int Arguments = 3, Length = 7;

    public double[] X { get; }

    readonly List<AwkwardStep> steps = [];

    /// <param name="draw">Decides about everything.</param>
    /// <param name="infinite">Whether values may be infinite or NaN, too, not only slopes.</param>
    public AwkwardProgram(Draw draw, bool infinite)
    {
        X = [.. Enumerable.Range(0, Arguments).Select(_ => draw.OneOf<double>(0, 0, 1, 1, -1, 0.5, 2))];
        // Which arguments a value depends on, and the variable of which it is a function: an argument, or the last place where two met.
        var (on, variable) = (Enumerable.Range(0, Arguments).Select(i => 1 << i).ToList(), Enumerable.Range(0, Arguments).ToList());
        while (steps.Count < Length)
        {
            var (known, last) = (on.Count, on.Count - 1);
            var (a, b) = (draw.Chance(0.6) ? last : draw.Int(0, last), draw.Int(0, last));
            if (draw.Chance(0.5)) (a, b) = (b, a);
            var step = new AwkwardStep(draw.Int(0, AwkwardStep.All - 1), a, b, draw.OneOf(0, 1, 0.5, -1, 2));
            var meets = !step.IsUnary && variable[a] != variable[b];
            if (meets && (on[a] & on[b]) != 0) continue;
            steps.Add(step);
            if (!infinite && !double.IsFinite(At<double>(X)))
            {
                steps.RemoveAt(steps.Count - 1);
                continue;
            }
            on.Add(step.IsUnary ? on[a] : on[a] | on[b]);
            variable.Add(meets ? known : variable[a]);
            if (meets && Enumerable.Range(0, Arguments).Any(i => !double.IsFinite(At<Dual<double>>(Along(i)).Tangent))) break;
        }
    }

    /// <summary>All values, the last of which is the result.</summary>
    List<T> Run<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
    {
        List<T> known = [.. x];
        foreach (var step in steps) known.Add(step.Apply(known[step.A], known[step.B]));
        return known;
    }

    public T At<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => Run(x)[^1];

    /// <summary>The arguments, of which one moves.</summary>
    public Dual<double>[] Along(int argument) => [.. X.Select((x, i) => new Dual<double>(x, i == argument ? 1 : 0))];

    public override string ToString() => $"{string.Join("; ", steps)} at ({string.Join(", ", X)})";
}
