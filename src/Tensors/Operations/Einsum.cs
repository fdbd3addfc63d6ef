using Functional.Primitives;
namespace Functional;

/// <summary>Sums of products in Einstein's notation, by matrix products.</summary>
internal static class Einstein
{
    /// <summary>A tensor whose axes have letters.</summary>
    readonly record struct Lettered(Tensor Tensor, string Letters);

    internal static Tensor Sum(string equation, ReadOnlySpan<Tensor> tensors)
    {
        var (inputs, output) = Parse(equation, tensors);
        var operands = new Queue<Lettered>();
        for (var i = 0; i < inputs.Length; i++) operands.Enqueue(Diagonal(new(tensors[i], inputs[i]), equation));
        RequireExtents(equation, operands);
        var result = operands.Dequeue();
        while (operands.TryDequeue(out var next))
        {
            var needed = output + string.Concat(operands.Select(operand => operand.Letters));
            result = Contract(Reduce(result, needed + next.Letters), Reduce(next, needed + result.Letters), needed);
        }
        return Arrange(Reduce(result, output), output);
    }

    static (string[] Inputs, string Output) Parse(string equation, ReadOnlySpan<Tensor> tensors)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var inputs = sides[0].Split(',');
        if (sides.Length > 2 || sides.Any(side => side.Any(c => !char.IsAsciiLetter(c) && c != ',')) || sides[^1].Contains(',') && sides.Length == 2)
            throw new ShapeException($"Einsum: '{equation}' is not letters per tensor, commas between, and '->' with the letters of the result");
        if (inputs.Length != tensors.Length) throw new ShapeException($"Einsum: '{equation}' names {inputs.Length} tensors, not {tensors.Length}");
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i].Length != tensors[i].Rank) throw new ShapeException($"Einsum: '{inputs[i]}' in '{equation}' does not fit a tensor of shape {tensors[i].Shape}");
        // Without a result named, it has the letters that occur once, in alphabetical order.
        var output = sides.Length == 2 ? sides[1] : string.Concat(sides[0].Where(char.IsAsciiLetter).GroupBy(c => c).Where(same => same.Count() == 1).Select(same => same.Key).Order());
        if (output.Distinct().Count() != output.Length || output.Any(c => !sides[0].Contains(c)))
            throw new ShapeException($"Einsum: the result '{output}' of '{equation}' has a letter twice, or one that no tensor has");
        return (inputs, output);
    }

    static void RequireExtents(string equation, IEnumerable<Lettered> operands)
    {
        var extents = new Dictionary<char, int>();
        foreach (var (tensor, letters) in operands)
            for (var axis = 0; axis < letters.Length; axis++)
                if (!extents.TryAdd(letters[axis], tensor.Shape[axis]) && extents[letters[axis]] != tensor.Shape[axis])
                    throw new ShapeException($"Einsum: '{letters[axis]}' in '{equation}' is {extents[letters[axis]]} in one tensor and {tensor.Shape[axis]} in another");
    }

    /// <summary>Takes the diagonal of axes that share a letter.</summary>
    static Lettered Diagonal(Lettered x, string equation)
    {
        var letter = x.Letters.FirstOrDefault(c => x.Letters.Count(other => other == c) > 1);
        if (letter == default) return x;
        var (first, second) = (x.Letters.IndexOf(letter), x.Letters.LastIndexOf(letter));
        var (extent, rest) = (x.Tensor.Shape[first], Enumerable.Range(0, x.Tensor.Rank).Where(axis => axis != first && axis != second).ToArray());
        if (x.Tensor.Shape[second] != extent)
            throw new ShapeException($"Einsum: '{letter}' in '{equation}' stands for axes of {extent} and {x.Tensor.Shape[second]}");
        var square = Operations.Permute(x.Tensor, [first, second, .. rest]);
        var along = square.Reshape(Shape.Of([extent * extent, .. square.Shape.Skip(2)]));
        var diagonal = Formulas.SliceAxis(along, 0, new(0, extent, extent + 1));
        return Diagonal(new(diagonal, letter + string.Concat(rest.Select(axis => x.Letters[axis]))), equation);
    }

    /// <summary>Sums over the letters that nobody else needs, in the type of the product.</summary>
    static Lettered Reduce(Lettered x, string needed)
    {
        var gone = Enumerable.Range(0, x.Letters.Length).Where(axis => !needed.Contains(x.Letters[axis])).ToArray();
        return gone.Length == 0 ? x : new(new Sum(gone.ToSequence(), KeepsAxes: false).Apply(x.Tensor), string.Concat(x.Letters.Where(needed.Contains)));
    }

    /// <summary>One batched matrix product: shared letters that stay are its batch, shared ones that go its inner axis.</summary>
    static Lettered Contract(Lettered a, Lettered b, string needed)
    {
        var batch = string.Concat(a.Letters.Where(c => b.Letters.Contains(c) && needed.Contains(c)));
        var inner = string.Concat(a.Letters.Where(c => b.Letters.Contains(c) && !needed.Contains(c)));
        var (left, right) = (string.Concat(a.Letters.Except(b.Letters)), string.Concat(b.Letters.Except(a.Letters)));
        var product = Grouped(a, batch, left, inner).MatMul(Grouped(b, batch, inner, right));
        return new(product.Reshape(Shape.Of([.. Extents(a, batch), .. Extents(a, left), .. Extents(b, right)])), batch + left + right);
    }

    static Tensor Grouped(Lettered x, params ReadOnlySpan<string> groups)
    {
        var extents = new List<int>();
        foreach (var group in groups) extents.Add(Extents(x, group).Aggregate(1, (size, extent) => size * extent));
        return Arrange(x, string.Concat(groups.ToArray())).Reshape(Shape.Of(extents));
    }

    static IEnumerable<int> Extents(Lettered x, string letters) => letters.Select(c => x.Tensor.Shape[x.Letters.IndexOf(c)]);

    static Tensor Arrange(Lettered x, string letters) => Operations.Permute(x.Tensor, [.. letters.Select(c => x.Letters.IndexOf(c))]);
}

public static partial class Operations
{
    /// <summary>
    /// The sum of products of elements in Einstein's notation, as NumPy has it: <c>Einsum("bij,bjk->bik", a, b)</c> multiplies matrices,
    /// <c>"ii"</c> is the trace, <c>"ij->ji"</c> the transpose. Each tensor has a letter per axis; letters that the result lacks are summed over.
    /// </summary>
    /// <exception cref="ShapeException">The equation does not fit the tensors; the message names the letter.</exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> tensors) => Einstein.Sum(equation, tensors);
}
