namespace Functional.Testing;

/// <summary>The elements of several tensors as one row of numbers.</summary>
internal static class Flat
{
    internal static double[] Numbers(Tensor[] tensors) => [.. tensors.SelectMany(each => each.Cast(DType.Float64).ToArray<double>())];

    internal static int Size(Tensor[] tensors) => tensors.Sum(each => each.Size);

    /// <summary>The name of an element: that of its tensor, and its index.</summary>
    internal static string Name(string[] names, Tensor[] tensors, int element)
    {
        var leaf = 0;
        for (; element >= tensors[leaf].Size; leaf++) element -= tensors[leaf].Size;
        var shape = tensors[leaf].Shape;
        var index = new int[shape.Rank];
        for (var axis = index.Length - 1; axis >= 0; element /= shape[axis], axis--) index[axis] = element % shape[axis];
        return index.Length == 0 ? names[leaf] : $"{names[leaf]}[{string.Join(", ", index)}]";
    }

    /// <summary>Tensors like the given ones: 1 at one element, 0 elsewhere.</summary>
    internal static Tensor[] Unit(Tensor[] like, int element) => Array.ConvertAll(like, each =>
    {
        var numbers = new double[each.Size];
        if (element >= 0 && element < numbers.Length) numbers[element] = 1;
        element -= numbers.Length;
        return Tensor.From(numbers, each.Shape).Cast(each.DType);
    });

    /// <summary>Which elements of so many are looked at one by one.</summary>
    internal static int[] Choose(Key key, int count, int most)
        => count <= most ? [.. Enumerable.Range(0, count)]
        : [.. Operations.ArgSort(key.Uniform([count])).ToArray<int>().Take(most).Order()];
}
