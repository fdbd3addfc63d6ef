using System.Globalization;
using System.Runtime.InteropServices;

namespace Functional;

/// <summary>Prints the elements of a tensor as NumPy does: as few digits as tell them apart, at most 8 after the point, all alike.</summary>
internal static class ElementFormat
{
    const int Precision = 8;

    /// <summary>An element: its value, and the decimal number of the fewest digits that is read back as it in its type.</summary>
    readonly record struct Number(double Value, double Shortest);

    /// <summary>The elements in row-major order, all of one width.</summary>
    internal static IEnumerable<string> Aligned(PlainTensor x) => x.DType.IsFloat() ? Floats(Numbers(x)) : AlignRight(Texts(x));

    /// <summary>The element of a scalar, with all its digits.</summary>
    internal static string Alone(PlainTensor x) => x.DType.IsFloat() ? Alone(Numbers(x)[0]) : Texts(x)[0];

    static Number[] Numbers(PlainTensor x)
    {
        var values = Operations.Cast(x, DType.Float64).ToArray<double>();
        return [.. values.Zip(Texts(x), (value, text) => new Number(value, double.Parse(text, CultureInfo.InvariantCulture)))];
    }

    /// <summary>Each element with as few digits as tell it apart in its type.</summary>
    static string[] Texts(PlainTensor x) => x.DType.Dispatch<Digits, string[]>(new(x.Bytes));

    readonly ref struct Digits(ReadOnlySpan<byte> bytes) : IElementWork<string[]>
    {
        readonly ReadOnlySpan<byte> bytes = bytes;

        public string[] Run<T>() where T : unmanaged
            => Array.ConvertAll(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), element => string.Format(CultureInfo.InvariantCulture, "{0}", element));
    }

    static string Alone(Number x)
    {
        if (!double.IsFinite(x.Value)) return Special(x);
        if (x.Value != 0 && Math.Abs(x.Value) is < 1e-4 or >= 1e16)
            return Scientific(x, 16) is var (mantissa, exponent) ? mantissa.TrimEnd('.') + exponent : "";
        var text = Shortest(x);
        return text.EndsWith('.') ? text + "0" : text;
    }

    static IEnumerable<string> AlignRight(string[] texts)
    {
        var width = texts.Max(text => text.Length);
        return texts.Select(text => text.PadLeft(width));
    }

    static IEnumerable<string> Floats(Number[] x)
    {
        var finite = x.Where(each => double.IsFinite(each.Value)).ToArray();
        var texts = NeedExponents(finite) ? WithExponents(finite) : Array.ConvertAll(finite, Positional);
        var before = texts.Select(text => text.IndexOf('.')).DefaultIfEmpty(0).Max();
        var after = texts.Select(text => text.Length - text.IndexOf('.') - 1).DefaultIfEmpty(0).Max();
        before = Math.Max(before, x.Where(each => !double.IsFinite(each.Value)).Select(each => Special(each).Length - after - 1).DefaultIfEmpty(0).Max());
        var next = 0;
        foreach (var each in x)
            yield return double.IsFinite(each.Value) ? AlignPoint(texts[next++], before, after) : Special(each).PadLeft(before + 1 + after);
    }

    static bool NeedExponents(Number[] x)
    {
        var sizes = x.Where(each => each.Value != 0).Select(each => Math.Abs(each.Value)).ToArray();
        return sizes.Length > 0 && (sizes.Max() >= 1e8 || sizes.Min() < 1e-4 || sizes.Max() / sizes.Min() > 1000);
    }

    static string AlignPoint(string text, int before, int after)
        => text.PadLeft(text.Length + before - text.IndexOf('.')).PadRight(before + 1 + after);

    /// <summary>Mantissas and exponents of one length.</summary>
    static string[] WithExponents(Number[] x)
    {
        var parts = Array.ConvertAll(x, each => Scientific(each, Precision));
        var digits = parts.Max(part => part.Mantissa.Length - part.Mantissa.IndexOf('.'));
        var width = parts.Max(part => part.Exponent.Length);
        return Array.ConvertAll(parts, part => part.Mantissa.PadRight(part.Mantissa.IndexOf('.') + digits, '0')
            + part.Exponent[..2] + part.Exponent[2..].PadLeft(width - 2, '0'));
    }

    /// <summary>The fewest digits that are read back as x, but no more than asked for: <c>1.5</c> and <c>e+08</c>.</summary>
    static (string Mantissa, string Exponent) Scientific(Number x, int digits)
    {
        var text = Enumerable.Range(0, digits + 1).Select(count => x.Shortest.ToString("E" + count, CultureInfo.InvariantCulture))
            .FirstOrDefault(text => double.Parse(text, CultureInfo.InvariantCulture) == x.Shortest)
            ?? x.Value.ToString("E" + digits, CultureInfo.InvariantCulture);
        var at = text.IndexOf('E');
        var exponent = int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture);
        return (Point(text[..at]), $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    static string Positional(Number x)
        => Shortest(x) is var text && text.Length - text.IndexOf('.') - 1 <= Precision ? text
        : Point(x.Value.ToString("F" + Precision, CultureInfo.InvariantCulture));

    static string Shortest(Number x)
    {
        var text = x.Shortest.ToString("R", CultureInfo.InvariantCulture);
        return Point(text.Contains('E') ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : text);
    }

    /// <summary>A number with a point, but without zeros that end it.</summary>
    static string Point(string text) => text.Contains('.') ? text.TrimEnd('0') : text + ".";

    static string Special(Number x) => double.IsNaN(x.Value) ? "nan" : x.Value < 0 ? "-inf" : "inf";
}
