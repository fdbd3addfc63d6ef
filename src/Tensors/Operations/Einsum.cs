using Functional.Primitives;
namespace Functional;

/// <summary>The letters of the axes of each tensor and of the result.</summary>
internal sealed record Notation(string[] Inputs, string Output)
{
    const string Dots = "...";

    /// <summary>The axes of an ellipsis have letters that nobody writes, the last axis the first of them.</summary>
    const char FirstOfEllipsis = '\u2460';

    internal static bool IsOfEllipsis(char letter) => letter >= FirstOfEllipsis;

    internal static string Name(char letter) => IsOfEllipsis(letter) ? Dots : letter.ToString();

    internal static Notation Parse(string equation, ReadOnlySpan<Tensor> tensors)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var inputs = sides[0].Split(',');
        if (sides.Length > 2 || inputs.Concat(sides.Skip(1)).Any(each => !IsWellFormed(each)))
            throw new ShapeException($"Einsum: '{equation}' is not letters per tensor, commas between, and '->' with the letters of the result");
        if (inputs.Length != tensors.Length) throw new ShapeException($"Einsum: '{equation}' names {inputs.Length} tensors, not {tensors.Length}");
        var dots = "";
        for (var i = 0; i < inputs.Length; i++)
        {
            var (written, rest) = (inputs[i], tensors[i].Rank - (inputs[i].Length - (inputs[i].Contains('.') ? Dots.Length : 0)));
            if (rest < 0 || rest > 0 && !written.Contains('.'))
                throw new ShapeException($"Einsum: '{written}' in '{equation}' does not fit a tensor of shape {tensors[i].Shape}");
            inputs[i] = written.Replace(Dots, Ellipsis(rest), StringComparison.Ordinal);
            if (rest > dots.Length) dots = Ellipsis(rest);
        }
        // Without a result named, it has the axes of the ellipsis and then the letters that occur once, in alphabetical order.
        var output = sides.Length == 2 ? sides[1].Replace(Dots, dots, StringComparison.Ordinal)
            : dots + string.Concat(sides[0].Where(c => char.IsAsciiLetter(c) && sides[0].Count(other => other == c) == 1).Order());
        if (output.Distinct().Count() != output.Length || output.Any(c => !inputs.Any(input => input.Contains(c))))
            throw new ShapeException($"Einsum: the result '{sides[^1]}' of '{equation}' has a letter twice, or one that no tensor has");
        if (dots.Any(c => !output.Contains(c))) throw new ShapeException($"Einsum: the result of '{equation}' lacks the '...' of the tensors");
        return new(inputs, output);
    }

    static bool IsWellFormed(string letters)
    {
        var plain = letters.Contains(Dots, StringComparison.Ordinal)
            ? letters.Remove(letters.IndexOf(Dots, StringComparison.Ordinal), Dots.Length)
            : letters;
        return plain.All(char.IsAsciiLetter);
    }

    static string Ellipsis(int axes) => string.Concat(Enumerable.Range(0, axes).Select(i => (char)(FirstOfEllipsis + axes - 1 - i)));
}

/// <summary>Sums of products in Einstein's notation, by matrix products.</summary>
internal static class Einstein
{
    /// <summary>A tensor whose axes have letters.</summary>
    readonly record struct Lettered(Tensor Tensor, string Letters);

    internal static Tensor Sum(string equation, ReadOnlySpan<Tensor> tensors)
    {
        var notation = Notation.Parse(equation, tensors);
        var operands = new List<Lettered>();
        for (var i = 0; i < tensors.Length; i++) operands.Add(Diagonal(new(tensors[i], notation.Inputs[i]), equation));
        operands = [.. operands.Select(operand => WithoutBroadcast(operand, operands))];
        RequireExtents(equation, operands);
        while (operands.Count > 1)
        {
            var (first, second) = Cheapest(operands);
            // Letters of the result, of the operands that remain and of one of the two.
            string Needed(int one) => string.Concat([notation.Output, .. operands.Where((_, i) => i == one || i != first && i != second).Select(each => each.Letters)]);
            var product = Contract(Reduce(operands[first], Needed(second)), Reduce(operands[second], Needed(first)), Needed(-1));
            operands.RemoveAt(second);
            operands[first] = product;
        }
        return Arrange(Reduce(operands[0], notation.Output), notation.Output);
    }

    /// <summary>The two whose product takes the fewest multiplications, one for each value of their letters.</summary>
    static (int First, int Second) Cheapest(List<Lettered> operands)
    {
        var (best, least) = ((0, 1), double.PositiveInfinity);
        for (var i = 0; i < operands.Count; i++)
            for (var j = i + 1; j < operands.Count; j++)
                if (Cost(operands[i], operands[j]) is var cost && cost < least) (best, least) = ((i, j), cost);
        return best;
    }

    static double Cost(Lettered a, Lettered b)
        => Extents(a, a.Letters).Concat(Extents(b, string.Concat(b.Letters.Except(a.Letters)))).Aggregate(1.0, (product, extent) => product * extent);

    /// <summary>A tensor without the axes of an ellipsis that have extent 1 here and another elsewhere.</summary>
    static Lettered WithoutBroadcast(Lettered x, IEnumerable<Lettered> all)
    {
        var gone = Enumerable.Range(0, x.Letters.Length).Where(axis => Notation.IsOfEllipsis(x.Letters[axis]) && x.Tensor.Shape[axis] == 1
            && all.Any(other => other.Letters.IndexOf(x.Letters[axis]) is >= 0 and var at && other.Tensor.Shape[at] != 1)).ToArray();
        return gone.Length == 0 ? x : new(Operations.Squeeze(x.Tensor, gone), string.Concat(x.Letters.Where((_, axis) => !gone.Contains(axis))));
    }

    static void RequireExtents(string equation, IEnumerable<Lettered> operands)
    {
        var extents = new Dictionary<char, int>();
        foreach (var (tensor, letters) in operands)
            for (var axis = 0; axis < letters.Length; axis++)
                if (!extents.TryAdd(letters[axis], tensor.Shape[axis]) && extents[letters[axis]] != tensor.Shape[axis])
                    throw new ShapeException($"Einsum: '{Notation.Name(letters[axis])}' in '{equation}' is {extents[letters[axis]]} in one tensor and {tensor.Shape[axis]} in another");
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
    /// The sum of products of elements in Einstein's notation, as NumPy has it:
    /// <c>Einsum("bij,bjk->bik", a, b)</c> multiplies matrices, <c>"ii"</c> is the trace, <c>"ij->ji"</c> the transpose. Each tensor has a letter
    /// per axis; letters that the result lacks are summed over. <c>...</c> stands for the axes without letters, which broadcast:
    /// <c>"...ij,...jk->...ik"</c>. The product of two that takes the fewest multiplications is always next.
    /// </summary>
    /// <exception cref="ShapeException">The equation does not fit the tensors; the message names the letter.</exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> tensors) => Einstein.Sum(equation, tensors);
}
