using System.Text;

namespace Functional;

/// <summary>Prints tensors as NumPy does: nested brackets, aligned columns, long lines wrapped, the middle of long axes left out.</summary>
internal static class Format
{
    /// <summary>Tensors of more elements are cut.</summary>
    const int Threshold = 1000;

    /// <summary>How many elements stay at both ends of an axis that is cut.</summary>
    const int Edge = 3;

    const int LineWidth = 75;

    const string Gap = "...";

    internal static string Print(PlainTensor x)
    {
        if (x.Rank == 0) return ElementFormat.Alone(x);
        if (x.Size == 0) return "[]";
        var cut = x.Size > Threshold;
        var elements = new Queue<string>(ElementFormat.Aligned(cut ? Edges(x) : x));
        return Nested(x.Shape, 0, cut, elements);
    }

    static string Nested(Shape shape, int axis, bool cut, Queue<string> elements)
    {
        var indent = new string(' ', axis + 1);
        if (axis == shape.Rank - 1) return $"[{Row(Items(shape[axis], cut, elements.Dequeue), indent, LineWidth - axis - 1)}]";
        var separator = new string('\n', shape.Rank - 1 - axis) + indent;
        return $"[{string.Join(separator, Items(shape[axis], cut, () => Nested(shape, axis + 1, cut, elements)))}]";
    }

    /// <summary>Words on as many lines as they need; the bracket before them is as wide as the indentation of the next line.</summary>
    static string Row(IEnumerable<string> words, string indent, int width)
    {
        var (text, used) = (new StringBuilder(), indent.Length);
        foreach (var word in words)
        {
            var fits = text.Length == 0 || used + 1 + word.Length <= width;
            text.Append(text.Length == 0 ? "" : fits ? " " : "\n" + indent).Append(word);
            used = (text.Length == word.Length || !fits ? indent.Length : used + 1) + word.Length;
        }
        return text.ToString();
    }

    static IEnumerable<string> Items(int extent, bool cut, Func<string> next)
    {
        for (var i = 0; i < extent; i++)
        {
            if (cut && IsCut(extent) && i == Edge)
            {
                yield return Gap;
                i = extent - Edge;
            }
            yield return next();
        }
    }

    static bool IsCut(int extent) => extent > 2 * Edge;

    /// <summary>The elements at the ends of every axis that is cut.</summary>
    static PlainTensor Edges(Tensor x)
    {
        for (var axis = 0; axis < x.Rank; axis++)
            if (IsCut(x.Shape[axis]))
                x = Operations.Gather(x, Tensor.Of<int>([.. Enumerable.Range(0, Edge), .. Enumerable.Range(x.Shape[axis] - Edge, Edge)]), axis);
        return x.Primal;
    }
}
