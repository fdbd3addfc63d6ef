using System.Globalization;
using System.Text;
using Functional.Cpu;

namespace Functional;

/// <summary>Prints tensors as NumPy does: nested brackets, aligned columns, the middle of long axes left out.</summary>
internal static class Format
{
    /// <summary>Tensors of more elements are cut.</summary>
    const int Threshold = 1000;

    /// <summary>How many elements stay at both ends of an axis that is cut.</summary>
    const int Edge = 3;

    internal static string Print(ArrayTensor x)
    {
        var cut = x.Size > Threshold;
        var texts = new Queue<string>(Texts(cut ? Edges(x) : x));
        var text = new StringBuilder();
        Append(text, x.Shape, 0, cut, texts);
        return text.ToString();
    }

    static void Append(StringBuilder text, Shape shape, int axis, bool cut, Queue<string> elements)
    {
        if (axis == shape.Rank)
        {
            text.Append(elements.Dequeue());
            return;
        }
        var separator = axis == shape.Rank - 1 ? " " : new string('\n', shape.Rank - 1 - axis) + new string(' ', axis + 1);
        text.Append('[');
        for (var i = 0; i < (shape.Size == 0 ? 0 : shape[axis]); i++)
        {
            if (i > 0) text.Append(separator);
            if (cut && IsCut(shape[axis]) && i == Edge)
            {
                text.Append("...").Append(separator);
                i = shape[axis] - Edge;
            }
            Append(text, shape, axis + 1, cut, elements);
        }
        text.Append(']');
    }

    static bool IsCut(int extent) => extent > 2 * Edge;

    /// <summary>The elements at the ends of every axis that is cut.</summary>
    static ArrayTensor Edges(Tensor x)
    {
        for (var axis = 0; axis < x.Rank; axis++)
            if (IsCut(x.Shape[axis]))
                x = Operations.Gather(x, Tensor.Of<int>([.. Enumerable.Range(0, Edge), .. Enumerable.Range(x.Shape[axis] - Edge, Edge)]), axis);
        return x.Primal;
    }

    static IEnumerable<string> Texts(ArrayTensor x) => x switch
    {
        ArrayTensor<float> a => AlignPoints([.. a.RowMajor.ToArray().Select(Text)]),
        ArrayTensor<double> a => AlignPoints([.. a.RowMajor.ToArray().Select(Text)]),
        ArrayTensor<int> a => AlignRight([.. a.RowMajor.ToArray().Select(element => element.ToString(CultureInfo.InvariantCulture))]),
        ArrayTensor<long> a => AlignRight([.. a.RowMajor.ToArray().Select(element => element.ToString(CultureInfo.InvariantCulture))]),
        _ => AlignRight([.. ((ArrayTensor<bool>)x).RowMajor.ToArray().Select(element => element.ToString())]),
    };

    static string Text<T>(T element) where T : IFormattable => element.ToString("G8", CultureInfo.InvariantCulture) switch
    {
        "NaN" => "nan",
        "Infinity" => "inf",
        "-Infinity" => "-inf",
        var text => text.Contains('.') || text.Contains('E') ? text.Replace("E", "e", StringComparison.Ordinal) : text + ".",
    };

    static IEnumerable<string> AlignRight(string[] texts)
    {
        var width = texts.Select(text => text.Length).DefaultIfEmpty().Max();
        return texts.Select(text => text.PadLeft(width));
    }

    /// <summary>Pads both sides so that the decimal points of a column meet.</summary>
    static IEnumerable<string> AlignPoints(string[] texts)
    {
        var before = texts.Select(Point).DefaultIfEmpty().Max();
        var after = texts.Select(text => text.Length - Point(text)).DefaultIfEmpty().Max();
        return texts.Select(text => text.PadLeft(text.Length + before - Point(text)).PadRight(before + after));
    }

    static int Point(string text) => text.IndexOf('.') is var point and >= 0 ? point : text.Length;
}
