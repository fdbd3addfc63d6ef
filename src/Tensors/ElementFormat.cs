using System.Globalization;
using System.Numerics;
using Functional.Cpu;

namespace Functional;

/// <summary>Prints the elements of a tensor as NumPy does: as few digits as tell them apart, at most 8 after the point, all alike.</summary>
internal static class ElementFormat
{
    const int Precision = 8;

    /// <summary>The elements in row-major order, all of one width.</summary>
    internal static IEnumerable<string> Aligned(ArrayTensor x) => x switch
    {
        ArrayTensor<float> a => Floats(a.RowMajor.ToArray()),
        ArrayTensor<double> a => Floats(a.RowMajor.ToArray()),
        ArrayTensor<int> a => AlignRight(a.RowMajor.ToArray()),
        ArrayTensor<long> a => AlignRight(a.RowMajor.ToArray()),
        _ => AlignRight(((ArrayTensor<bool>)x).RowMajor.ToArray()),
    };

    /// <summary>The element of a scalar, with all its digits.</summary>
    internal static string Alone(ArrayTensor x) => x switch
    {
        ArrayTensor<float> a => Alone(a.First),
        ArrayTensor<double> a => Alone(a.First),
        _ => Aligned(x).Single(),
    };

    static string Alone<T>(T x) where T : IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(x)) return Special(x);
        var size = double.CreateChecked(T.Abs(x));
        if (size != 0 && size is < 1e-4 or >= 1e16) return Scientific(x, 16) is var (mantissa, exponent) ? mantissa.TrimEnd('.') + exponent : "";
        var text = Shortest(x);
        return text.EndsWith('.') ? text + "0" : text;
    }

    static IEnumerable<string> AlignRight<T>(T[] elements)
    {
        var texts = Array.ConvertAll(elements, element => string.Format(CultureInfo.InvariantCulture, "{0}", element));
        var width = texts.Max(text => text.Length);
        return texts.Select(text => text.PadLeft(width));
    }

    static IEnumerable<string> Floats<T>(T[] x) where T : IBinaryFloatingPointIeee754<T>
    {
        var finite = x.Where(T.IsFinite).ToArray();
        var texts = NeedExponents(finite) ? WithExponents(finite) : Array.ConvertAll(finite, Positional);
        var before = texts.Select(text => text.IndexOf('.')).DefaultIfEmpty(0).Max();
        var after = texts.Select(text => text.Length - text.IndexOf('.') - 1).DefaultIfEmpty(0).Max();
        before = Math.Max(before, x.Where(each => !T.IsFinite(each)).Select(each => Special(each).Length - after - 1).DefaultIfEmpty(0).Max());
        var next = 0;
        foreach (var element in x)
            yield return T.IsFinite(element) ? AlignPoint(texts[next++], before, after) : Special(element).PadLeft(before + 1 + after);
    }

    static bool NeedExponents<T>(T[] x) where T : IBinaryFloatingPointIeee754<T>
    {
        var sizes = x.Where(each => !T.IsZero(each)).Select(each => double.CreateChecked(T.Abs(each))).ToArray();
        return sizes.Length > 0 && (sizes.Max() >= 1e8 || sizes.Min() < 1e-4 || sizes.Max() / sizes.Min() > 1000);
    }

    static string AlignPoint(string text, int before, int after)
        => text.PadLeft(text.Length + before - text.IndexOf('.')).PadRight(before + 1 + after);

    /// <summary>Mantissas and exponents of one length.</summary>
    static string[] WithExponents<T>(T[] x) where T : IBinaryFloatingPointIeee754<T>
    {
        var parts = Array.ConvertAll(x, each => Scientific(each, Precision));
        var digits = parts.Max(part => part.Mantissa.Length - part.Mantissa.IndexOf('.'));
        var width = parts.Max(part => part.Exponent.Length);
        return Array.ConvertAll(parts, part => part.Mantissa.PadRight(part.Mantissa.IndexOf('.') + digits, '0')
            + part.Exponent[..2] + part.Exponent[2..].PadLeft(width - 2, '0'));
    }

    /// <summary>The fewest digits that are read back as x, but no more than asked for: <c>1.5</c> and <c>e+08</c>.</summary>
    static (string Mantissa, string Exponent) Scientific<T>(T x, int digits) where T : IBinaryFloatingPointIeee754<T>
    {
        var text = Enumerable.Range(0, digits + 1).Select(count => x.ToString("E" + count, CultureInfo.InvariantCulture))
            .FirstOrDefault(text => T.Parse(text, CultureInfo.InvariantCulture) == x) ?? x.ToString("E" + digits, CultureInfo.InvariantCulture);
        var at = text.IndexOf('E');
        var exponent = int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture);
        return (Point(text[..at]), $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    static string Positional<T>(T x) where T : IBinaryFloatingPointIeee754<T>
        => Shortest(x) is var text && text.Length - text.IndexOf('.') - 1 <= Precision ? text
        : Point(x.ToString("F" + Precision, CultureInfo.InvariantCulture));

    static string Shortest<T>(T x) where T : IBinaryFloatingPointIeee754<T>
    {
        var text = x.ToString("R", CultureInfo.InvariantCulture);
        return Point(text.Contains('E') ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : text);
    }

    /// <summary>A number with a point, but without zeros that end it.</summary>
    static string Point(string text) => text.Contains('.') ? text.TrimEnd('0') : text + ".";

    static string Special<T>(T x) where T : IBinaryFloatingPointIeee754<T> => T.IsNaN(x) ? "nan" : T.IsNegative(x) ? "-inf" : "inf";
}
