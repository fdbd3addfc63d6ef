namespace Functional.GradBench;

/// <summary>Between the arrays of JSON and tensors.</summary>
internal static class Arrays
{
    /// <summary>A matrix of rows of one length.</summary>
    internal static Tensor Matrix(double[][] rows, string name)
    {
        var width = rows.Length == 0 ? 0 : rows[0].Length;
        foreach (var row in rows)
            if (row.Length != width) throw new ArgumentException($"the rows of '{name}' have {width} and {row.Length} elements: they must have the same number");
        return Tensor.From(rows.SelectMany(row => row).ToArray(), [rows.Length, width]);
    }

    /// <summary>A matrix of the given extents.</summary>
    internal static Tensor Matrix(double[][] rows, string name, int height, int width)
        => Matrix(rows, name) is var matrix && (matrix.Shape == [height, width] || height == rows.Length && matrix.Size == 0 && width == 0) ? matrix.Reshape(height, width)
        : throw new ArgumentException($"'{name}' is {matrix.Shape}, not [{height}, {width}]");

    internal static object Number(Tensor x) => x.ToScalar();

    internal static object Vector(Tensor x) => x.ToArray<double>();

    internal static object Rows(Tensor x)
    {
        var (elements, width) = (x.ToArray<double>(), x.Shape[1]);
        return Enumerable.Range(0, x.Shape[0]).Select(row => elements[(row * width)..((row + 1) * width)]).ToArray();
    }
}
