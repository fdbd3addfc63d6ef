namespace Functional.Testing;

/// <summary>A direction in the space of the arguments, or a cotangent in that of the results: along one element, or along all.</summary>
/// <param name="Name">How a report names it: <c>x[0, 1]</c>, <c>v1</c>.</param>
/// <param name="V">The direction.</param>
/// <param name="Element">The only element that is not 0, and is 1; otherwise null.</param>
/// <param name="Scale">The step for which each element moves by about its size, but at least by 1.</param>
internal sealed record Direction(string Name, Tensor[] V, int? Element, double Scale)
{
    readonly double[] numbers = Flat.Numbers(V);

    /// <summary>The product with a row of numbers; elements that are 0 here count for nothing, whatever they meet.</summary>
    internal double Dot(double[] row) => Element is { } only ? row[only] : Sum(row, each => each);

    /// <summary>The sum of the sizes of the terms of <see cref="Dot"/>.</summary>
    internal double Size(double[] row) => Element is { } only ? Math.Abs(row[only]) : Sum(row, Math.Abs);

    double Sum(double[] row, Func<double, double> part)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
            if (numbers[i] != 0) sum += part(numbers[i] * row[i]);
        return sum;
    }

    /// <summary>Directions of arguments: single elements, all together by 1, and random ones in which every element moves by about its size.</summary>
    internal static Direction[] OfArguments(Subject subject, Tensor[] x, Key key, GradientOptions options)
    {
        var at = Flat.Numbers(x);
        return
        [
            .. Flat.Choose(key.Fold(0), at.Length, options.Elements).Select(i =>
                new Direction(Flat.Name(subject.Arguments, x, i), Flat.Unit(x, i), i, Math.Max(1, Math.Abs(at[i])))),
            // Equal elements stay equal, so that what depends on the largest of them has a derivative even there.
            new("v0", Array.ConvertAll(x, Tensor.OnesLike), null, 1),
            .. Enumerable.Range(1, options.Directions).Select(i =>
                new Direction($"v{i}", Random(key.Fold(i), x, x => Operations.Maximum(Operations.Abs(x), 1)), null, 1)),
        ];
    }

    /// <summary>Cotangents of results: single elements and random ones.</summary>
    internal static Direction[] OfResults(Subject subject, Tensor[] y, Key key, GradientOptions options) =>
    [
        .. Flat.Choose(key.Fold(0), Flat.Size(y), options.Elements).Select(i => new Direction(Flat.Name(subject.Results, y, i), Flat.Unit(y, i), i, 1)),
        .. Enumerable.Range(1, options.Directions).Select(i => new Direction($"⟨u{i}, {subject.Result}⟩", Random(key.Fold(i), y), null, 1)),
    ];

    /// <summary>Numbers of sizes ½ … 1 and of either sign, in units of <paramref name="size"/>.</summary>
    internal static Tensor[] Random(Key key, Tensor[] like, Func<Tensor, Tensor>? size = null) =>
    [
        .. like.Select((each, i) =>
        {
            var (magnitude, sign) = key.Fold(i).Split();
            var number = magnitude.Uniform(each.Shape, 0.5, 1, each.DType) * (sign.Bits(each.Shape, 1).Cast(each.DType) * 2 - 1);
            return size is null ? number : number * size(each);
        }),
    ];
}
