using System.Globalization;
using Functional.Testing.Numeric;

namespace Functional.Testing;

/// <summary>The comparisons of the derivatives of one function at one point, in float64.</summary>
internal sealed class Examination
{
    /// <summary>How many times its estimated error a difference may be off.</summary>
    const double Doubt = 8;

    /// <summary>An error above this part of the size of the derivatives leaves the differences without meaning.</summary>
    const double Vague = 1e-4;

    /// <summary>Derivatives below this size are taken for zeros that rounding may hide.</summary>
    const double Small = 1e-4;

    /// <summary>How far the two sides of ⟨u, Jv⟩ = ⟨Jᵀu, v⟩ may be apart by rounding, relative to their terms, where the function has no noise.</summary>
    const double Rounding = 1e-11;

    /// <summary>The spacing of float64 numbers at 1.</summary>
    const double Unit = 1.0 / (1L << 52);

    /// <summary>How many times its noise a derivative may be off, and how many units of rounding of the value.</summary>
    const double Spread = 64, Units = 16;

    readonly Subject subject;
    readonly GradientOptions options;
    readonly Tensor[] x, y;
    readonly Direction[] cotangents;
    readonly (Direction Direction, Estimate[] Numeric)[] slopes;
    readonly double[] noise;

    /// <summary>How far numbers that are the same but for rounding may be apart, relative to their terms.</summary>
    readonly double near;

    /// <summary>How large the derivatives of each element of the result are.</summary>
    readonly double[] sizes;

    Examination(Subject subject, Tensor[] x, Key key, GradientOptions options)
    {
        (this.subject, this.options, this.x, y) = (subject, options, x, subject.Function.Value(x));
        cotangents = Direction.OfResults(subject, y, key.Fold(0), options);
        var differences = new Differences(subject.Function.Value, x);
        slopes = [.. Direction.OfArguments(subject, x, key.Fold(1), options).Select(v => (v, differences.Along(v.V, v.Scale)))];
        noise = differences.RelativeNoise;
        near = Rounding + 64 * noise.Append(0).Max();
        sizes = [.. noise.Select((_, i) => slopes.Select(slope => Math.Abs(slope.Numeric[i].Value)).Where(double.IsFinite).Append(Small).Max())];
    }

    /// <summary>What the checks of all orders find; of a higher order only where the lower ones are right.</summary>
    internal static IEnumerable<Finding> Run(Subject subject, Tensor[] x, Key key, GradientOptions options, int order = 1)
    {
        var findings = Attempt(subject, "value", () => new Examination(subject, x, key, options).Compare());
        if (order == options.Order || findings.Any(finding => finding is Discrepancy)) return findings;
        var (dx, dy) = (Direction.Random(key.Fold(2), x), Direction.Random(key.Fold(3), subject.Function.Value(x)));
        return
        [
            .. findings,
            .. Run(subject.Tangent, [.. x, .. dx], key.Fold(4), options, order + 1),
            .. Run(subject.Gradient, [.. x, .. dy], key.Fold(5), options, order + 1),
        ];
    }

    /// <summary>What a check finds, or that there is none, or that it throws.</summary>
    internal static IReadOnlyList<Finding> Attempt(Subject subject, string check, Func<IEnumerable<Finding>> findings)
    {
        try
        {
            return [.. findings()];
        }
        // A function with rules of its own need not have both.
        catch (NotSupportedException e)
        {
            return [new Unchecked(subject.Check(check), "", e.Message)];
        }
        catch (Exception e)
        {
            return [new Failure(subject.Check(check), e)];
        }
    }

    IEnumerable<Finding> Compare()
    {
        Finding[] findings = [.. Attempt(subject, "tangent", Tangents), .. Attempt(subject, "pullback", Pullbacks)];
        return findings.Any(finding => finding is Mismatch or Failure) ? findings
            : [
                .. findings, .. Attempt(subject, "transpose", Transposes), .. Attempt(subject, "Grad", Gradients),
                .. subject.Function.Tangents.SelectMany(other => Attempt(subject, other.Check, () => Tangents(other.Check, other.Tangent)))];
    }

    /// <summary>J·v against the differences along v.</summary>
    IEnumerable<Finding> Tangents()
    {
        foreach (var (v, numeric) in slopes)
        {
            var (value, tangent) = subject.Function.Jvp(x, v.V);
            if ((Misvalued(value) ?? Misfit("tangent", subject.Results, y, tangent)) is { } misfit)
            {
                yield return misfit;
                yield break;
            }
            var analytic = Flat.Numbers(tangent);
            for (var i = 0; i < analytic.Length; i++)
                yield return Compare("tangent", Flat.Name(subject.Results, y, i), v, analytic[i], numeric[i], sizes[i], () => OfTangent(v)[i]);
        }
    }

    /// <summary>⟨Jᵀ·u, v⟩ against the differences of ⟨u, y⟩ along v.</summary>
    IEnumerable<Finding> Pullbacks()
    {
        var (value, pullback) = subject.Function.Vjp(x);
        foreach (var u in cotangents)
        {
            var gradient = pullback(u.V);
            if ((Misvalued(value) ?? Misfit("pullback", subject.Arguments, x, gradient)) is { } misfit)
            {
                yield return misfit;
                yield break;
            }
            var analytic = Flat.Numbers(gradient);
            foreach (var (v, numeric) in slopes)
            {
                var (values, errors) = (Array.ConvertAll(numeric, each => each.Value), Array.ConvertAll(numeric, each => each.Error));
                yield return Compare(
                    "pullback", u.Name, v, v.Dot(analytic), new(u.Dot(values), u.Size(errors)), u.Size(sizes),
                    () => v.Size(OfGradient(u)) + u.Size(OfValue(v)));
            }
        }
    }

    /// <summary>⟨u, J·v⟩ = ⟨Jᵀ·u, v⟩, which holds at kinks, too.</summary>
    IEnumerable<Finding> Transposes()
    {
        var pullback = subject.Function.Vjp(x).Pullback;
        foreach (var v in Oblique)
        {
            var tangent = Flat.Numbers(subject.Function.Jvp(x, v.V).Tangent);
            foreach (var u in cotangents.Where(u => u.Element is null))
            {
                var gradient = Flat.Numbers(pullback(u.V));
                var (pushed, pulled, size) = (u.Dot(tangent), v.Dot(gradient), u.Size(tangent) + v.Size(gradient));
                // Two infinite ones have no distance.
                if (Math.Abs(pushed - pulled) > near * size && !IsNear(pushed, pulled, near * size, () => u.Size(OfTangent(v)) + v.Size(OfGradient(u))))
                    yield return new Difference(subject.Check("transpose"), u.Name, v.Name, pulled, pushed, near * size);
            }
        }
    }

    /// <summary>What <c>Grad</c> gives, which uses arrays again that no rule may have kept, against the pullback of 1.</summary>
    IEnumerable<Finding> Gradients()
        => y is [{ Rank: 0 } only] && subject.Function.Grad(x) is { } gradient
            ? Same("Grad", i => (subject.Results[0], Flat.Name(subject.Arguments, x, i)),
                gradient, subject.Function.Vjp(x).Pullback([Tensor.OnesLike(only)]), () => OfGradient(new("1", [Tensor.OnesLike(only)], null, 1)))
            : [];

    /// <summary>What another way to the tangent gives, against the first.</summary>
    IEnumerable<Finding> Tangents(string check, Func<Tensor[], Tensor[], Tensor[]> tangent)
        => Oblique.SelectMany(v => Same(
            check, i => (Flat.Name(subject.Results, y, i), v.Name), tangent(x, v.V), subject.Function.Jvp(x, v.V).Tangent, () => OfTangent(v)));

    /// <summary>Where numbers differ that are the same but for rounding.</summary>
    IEnumerable<Finding> Same(string check, Func<int, (string Result, string Argument)> names, Tensor[] these, Tensor[] those, Func<double[]> floor)
    {
        var (found, expected) = (Flat.Numbers(these), Flat.Numbers(those));
        var error = near * expected.Where(double.IsFinite).Select(Math.Abs).Append(0).Max();
        return
            from i in Enumerable.Range(0, found.Length)
            where double.IsFinite(expected[i]) && !IsNear(found[i], expected[i], error, () => floor()[i])
            let name = names(i)
            select new Difference(subject.Check(check), name.Result, name.Argument, found[i], expected[i], error);
    }

    /// <summary>The directions along all elements.</summary>
    IEnumerable<Direction> Oblique => slopes.Select(slope => slope.Direction).Where(v => v.Element is null);

    /// <summary>
    /// How far the tangent may be off by rounding: terms that cancel may be much larger than their sum, which the noise of the rule and the size of the
    /// value tell. It is asked for where a comparison fails without.
    /// </summary>
    double[] OfTangent(Direction v)
        => [.. Noise.Beside(x => Flat.Numbers(subject.Function.Jvp(x, v.V).Tangent), x).Zip(OfValue(v), (noise, floor) => Spread * noise + floor)];

    /// <summary>How far the gradient may be off by rounding, see <see cref="OfTangent"/>.</summary>
    double[] OfGradient(Direction u)
        => Array.ConvertAll(Noise.Beside(x => Flat.Numbers(subject.Function.Vjp(x).Pullback(u.V)), x), noise => Spread * noise);

    /// <summary>By how much a derivative along v would be off if each element of the value had some units of rounding more.</summary>
    double[] OfValue(Direction v) => Array.ConvertAll(Flat.Numbers(y), value => double.IsFinite(value) ? Units * Unit * Math.Abs(value) / v.Scale : 0);

    Finding Compare(string check, string result, Direction v, double analytic, Estimate numeric, double size, Func<double> floor)
    {
        var (expected, error) = numeric;
        if (!(error <= Vague * Math.Max(Math.Abs(expected), size)))
            return new Unchecked(subject.Check(check), $"∂{result}/∂{v.Name}", double.IsFinite(expected)
                ? string.Create(CultureInfo.InvariantCulture, $"the numeric derivative does not converge, {expected:G4} ± {error:0e+0}")
                : "the function is not finite there");
        return IsNear(analytic, expected, Doubt * error + options.Tolerance * Math.Max(Math.Abs(analytic), Math.Abs(expected)), floor)
            ? new Agreement(subject.Check(check))
            : new Difference(subject.Check(check), result, v.Name, analytic, expected, error);
    }

    /// <summary>Whether numbers are as near as is allowed, or one is nothing but rounding, and the other not much more.</summary>
    static bool IsNear(double a, double b, double allowed, Func<double> floor)
        => Math.Abs(a - b) is var apart && (apart <= allowed || floor() is var rounding && Math.Min(Math.Abs(a), Math.Abs(b)) <= rounding && apart <= allowed + rounding);

    /// <summary>The first leaf whose element type or shape is not what it should be.</summary>
    Mismatch? Misfit(string check, string[] names, Tensor[] expected, Tensor[] found)
        => names.Zip(expected, found).Where(leaf => (leaf.Second.DType, leaf.Second.Shape) != (leaf.Third.DType, leaf.Third.Shape))
            .Select(leaf => new Mismatch(subject.Check(check), leaf.First, Kind(leaf.Third), Kind(leaf.Second))).FirstOrDefault();

    /// <summary>Where the value that comes with a derivative is not that of the function.</summary>
    Mismatch? Misvalued(Tensor[] value)
    {
        if (Misfit("value", subject.Results, y, value) is { } misfit) return misfit;
        var (found, expected) = (Flat.Numbers(value), Flat.Numbers(y));
        var at = Enumerable.Range(0, found.Length).FirstOrDefault(
            i => Math.Abs(found[i] - expected[i]) > (Rounding + 64 * noise[i]) * Math.Abs(expected[i]), -1);
        return at < 0 ? null : new(subject.Check("value"), Flat.Name(subject.Results, y, at), Number(found[at]), Number(expected[at]));
    }

    static string Number(double x) => x.ToString("G10", CultureInfo.InvariantCulture);

    internal static string Kind(Tensor x) => $"{x.DType.Name()} {x.Shape}";
}
