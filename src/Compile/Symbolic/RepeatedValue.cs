using System.Text.Json;

namespace Functional.Graphs;

/// <summary>
/// A repeated element that depends on an extent n, such as the divisor of a mean: a·n + b, or a whole number divided by it. The formula must give the
/// elements to the bit where the graph was traced.
/// </summary>
static class RepeatedValue
{
    /// <summary>Writes the formula of the constants at several extents, if there is one.</summary>
    internal static bool TryWrite(Utf8JsonWriter json, int[] extents, PlainTensor[] constants)
    {
        var values = Array.ConvertAll(constants, each => Operations.Cast(Element(each), DType.Float64).ToScalar());
        if (Formula(extents, values, 1) is { } affine && Gives(extents, constants, n => affine.At(n)))
        {
            affine.Write(json);
            return true;
        }
        // 1/(a·n + b), and k/n.
        foreach (var numerator in new[] { 1, Math.Round(values[0] * extents[0]) })
            if (Formula(extents, Array.ConvertAll(values, value => numerator / value), numerator) is { } divisor && Gives(extents, constants, n => numerator / divisor.At(n)))
            {
                json.WriteStartArray();
                json.WriteNumberValue(numerator);
                divisor.Write(json);
                json.WriteEndArray();
                return true;
            }
        return false;
    }

    /// <summary>The affine formula through numbers that are whole up to rounding.</summary>
    static Affine? Formula(int[] extents, double[] values, double numerator)
        => numerator != 0 && values.All(value => Math.Abs(value) < 1 << 30) ? Affine.Through(extents, Array.ConvertAll(values, value => (long)Math.Round(value))) : null;

    static bool Gives(int[] extents, PlainTensor[] constants, Func<int, double> formula)
    {
        for (var i = 0; i < extents.Length; i++)
            if (!Is(formula(extents[i]), constants[i])) return false;
        return true;
    }

    static bool Is(double value, PlainTensor constant)
        => (!constant.DType.IsInteger() || double.IsInteger(value)) && double.IsFinite(value)
        && ((PlainTensor)Operations.Cast(Tensor.Scalar(value), constant.DType)).FirstBytes.SequenceEqual(constant.FirstBytes);

    static Tensor Element(PlainTensor x) => Tensor.FromBytes(x.FirstBytes, x.DType, Shape.Scalar);
}
