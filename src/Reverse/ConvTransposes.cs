using Functional.Primitives;
using static Functional.Operations;

namespace Functional;

/// <summary>The transposes of convolution, which are convolutions.</summary>
internal static class ConvTransposes
{
    /// <summary>The cotangent of images [n, g·c, s…]: dy [n, g·o, p…] convolved with the flipped filters [g·o, c, k…] as [g·c, o, k…].</summary>
    internal static Tensor OfImages(Conv op, Few<Tensor> x, Tensor dy)
    {
        var filters = Flip(x[1], [.. Enumerable.Range(2, op.Windows.Count)]);
        return new Conv(WindowTransposes.OfInput(op.Windows, x[0].Shape), op.Groups).Apply(dy, ExchangeInGroups(filters, op.Groups));
    }

    /// <summary>
    /// The cotangent of filters [g·o, c, k…]: images [n, g·c, s…] as [c, g·n, s…] convolved with dy [n, g·o, p…] as [g·o, n, p…] give [c, g·o, k…].
    /// </summary>
    internal static Tensor OfFilters(Conv op, Few<Tensor> x, Tensor dy)
    {
        var windows = WindowTransposes.OfFilter(op.Windows, x[0].Shape, dy.Shape);
        var images = Exchange(ExchangeInGroups(Exchange(x[0]), op.Groups));
        return Exchange(new Conv(windows, op.Groups).Apply(images, Exchange(dy)));
    }

    /// <summary>[a, b, …] as [b, a, …].</summary>
    static Tensor Exchange(Tensor x) => Permute(x, [1, 0, .. Enumerable.Range(2, x.Rank - 2)]);

    /// <summary>[g·a, b, …] as [g·b, a, …].</summary>
    static Tensor ExchangeInGroups(Tensor x, int groups)
    {
        if (groups == 1) return Exchange(x);
        var (a, b, rest) = (x.Shape[0] / groups, x.Shape[1], x.Shape.Skip(2));
        var parted = Reshape(x, Shape.Of([groups, a, b, .. rest]));
        return Reshape(Permute(parted, [0, 2, 1, .. Enumerable.Range(3, x.Rank - 2)]), Shape.Of([groups * b, a, .. rest]));
    }
}
