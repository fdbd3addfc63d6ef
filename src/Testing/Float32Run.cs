using Functional.Testing.Numeric;

namespace Functional.Testing;

/// <summary>The derivatives of a function in float32 against those in float64.</summary>
internal static class Float32Run
{
    /// <summary>The spacing of float32 numbers at 1, and by how much more a derivative may be off because of rounding inside it.</summary>
    const double Unit = 1.0 / (1 << 23), Growth = 512;

    /// <summary>How many times its noise a derivative may be off, and by how much more float32 rounds than float64.</summary>
    const double Spread = 64, Wider = 1L << 29;

    /// <summary>The smallest float32 number with all its digits, 2⁻¹²⁶.</summary>
    const double Smallest = 1.17549435e-38;

    internal static IReadOnlyList<Finding> Of(Subject subject, Tensor[] x, Key key)
        => Examination.Attempt(subject, "float32", () => Findings(subject, x, key));

    static IEnumerable<Finding> Findings(Subject subject, Tensor[] x, Key key)
    {
        Tensor[] single = To(DType.Float32, x), twice = To(DType.Float64, single), y;
        try
        {
            y = subject.Function.Single.Value(single);
        }
        catch (DTypeException e)
        {
            return [new Unchecked("float32", "y", $"the function takes no float32: {e.Message}")];
        }
        if (!Flat.Numbers(y).Select(double.IsFinite).SequenceEqual(Flat.Numbers(subject.Function.Value(twice)).Select(double.IsFinite)))
            return [new Unchecked("float32", "y", "the function leaves the range of float32")];
        return [.. Tangents(subject, single, twice, y, key.Fold(0)), .. Pullbacks(subject, single, twice, y, key.Fold(1))];
    }

    static IReadOnlyList<Finding> Tangents(Subject subject, Tensor[] single, Tensor[] twice, Tensor[] y, Key key)
        => Examination.Attempt(subject, "float32 tangent", () =>
        {
            var v = Direction.Random(key, single);
            return Compare("float32 tangent", "v1", y, subject.Results, y, subject.Function.Single.Jvp(single, v).Tangent,
                x => subject.Function.Jvp(x, To(DType.Float64, v)).Tangent, twice, key);
        });

    static IReadOnlyList<Finding> Pullbacks(Subject subject, Tensor[] single, Tensor[] twice, Tensor[] y, Key key)
        => Examination.Attempt(subject, "float32 pullback", () =>
        {
            var u = Direction.Random(key, y);
            return Compare("float32 pullback", "u1", y, subject.Arguments, single, subject.Function.Single.Vjp(single).Pullback(u), x =>
            {
                var (wide, pullback) = subject.Function.Vjp(x);
                return pullback([.. u.Zip(wide, (u, y) => u.Cast(y.DType))]);
            }, twice, key);
        });

    /// <summary>
    /// The element types and shapes of a derivative, and its numbers leaf by leaf: they may be off by rounding relative to the largest of
    /// them and of the values (1 − y², the derivative of tanh, may be all but 0), by what float64 finds when the argument is rounded otherwise, and,
    /// where terms cancel to nothing, by as many units of float32 as the derivative in float64 has noise.
    /// </summary>
    static IEnumerable<Finding> Compare(
        string check, string along, Tensor[] y, string[] names, Tensor[] like, Tensor[] found,
        Func<Tensor[], Tensor[]> derivative, Tensor[] at, Key key)
    {
        var value = Flat.Numbers(y).Where(double.IsFinite).Select(Math.Abs).Append(0).Max();
        var expected = derivative(at);
        var others = Enumerable.Range(1, 3).Select(i => derivative(Rounded(at, key.Fold(i)))).ToArray();
        for (var leaf = 0; leaf < names.Length; leaf++)
        {
            if ((found[leaf].DType, found[leaf].Shape) != (like[leaf].DType, like[leaf].Shape))
            {
                yield return new Mismatch(check, names[leaf], Examination.Kind(found[leaf]), Examination.Kind(like[leaf]));
                continue;
            }
            double[] numbers = Flat.Numbers([found[leaf]]), exact = Flat.Numbers([expected[leaf]]);
            var spread = others.SelectMany(other => Flat.Numbers([other[leaf]]).Zip(exact, (a, b) => Math.Abs(a - b))).Append(0).Max();
            var error = Growth * Unit * exact.Select(Math.Abs).Append(value).Max() + 16 * spread + Smallest;
            for (var i = 0; i < numbers.Length; i++)
                if (float.IsFinite((float)exact[i]) && double.IsFinite(error) && !(Math.Abs(numbers[i] - exact[i]) <= error) && !Cancels(leaf, i))
                {
                    yield return new Difference(check, Flat.Name([names[leaf]], [found[leaf]], i), along, numbers[i], exact[i], error);
                    break;
                }
        }

        // Where float64 finds nothing but its rounding, float32 may find as many units of its own.
        bool Cancels(int leaf, int i)
        {
            var noise = Spread * Noise.Beside(x => Flat.Numbers([derivative(x)[leaf]]), at)[i];
            return Math.Abs(Flat.Numbers([expected[leaf]])[i]) <= noise && Math.Abs(Flat.Numbers([found[leaf]])[i]) <= noise * Wider;
        }
    }

    /// <summary>An argument that float32 might round to the same.</summary>
    static Tensor[] Rounded(Tensor[] at, Key key) => [.. at.Zip(Direction.Random(key, at), (x, r) => x * (1 + r * (2 * Unit)))];

    static Tensor[] To(DType type, Tensor[] x) => Array.ConvertAll(x, each => each.Cast(type));
}
