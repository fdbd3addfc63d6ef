using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>From so many elements of the shorter one on, transforms are faster than sums of products, along one axis and in a plane.</summary>
    const int LongKernel = 256, LargeKernel = 24 * 24;

    /// <summary>
    /// Σⱼ a[i − j]·b[j] wherever they meet, along the last axis: [b…, n] and a vector [m] give [b…, n + m − 1], by Fourier transforms where both
    /// are long.
    /// </summary>
    /// <exception cref="ShapeException">One of them is empty, or b is no vector.</exception>
    public static Tensor Convolve(Tensor a, Tensor b)
    {
        if (b.Rank != 1 || a.Rank == 0 || a.Size == 0 || b.Size == 0)
            throw new ShapeException($"Convolve: left is {a.Shape}, right is {b.Shape}, not [batch…, n] and [m]");
        if (Math.Min(a.Shape[-1], b.Size) >= LongKernel) return FftConvolve(a, b);
        var rows = Reshape(a, [a.Size / a.Shape[-1], 1, a.Shape[-1]]);
        return Reshape(Conv(rows, Reshape(Flip(b), [1, 1, b.Size]), padding: b.Size - 1),
            Shape.Of([.. a.Shape.SkipLast(1), a.Shape[-1] + b.Size - 1]));
    }

    /// <summary>
    /// As <see cref="Convolve"/> in the plane of the last two axes: [b…, n, m] and a matrix [k, l] give [b…, n + k − 1, m + l − 1].
    /// </summary>
    /// <exception cref="ShapeException">One of them is empty, or b is no matrix.</exception>
    public static Tensor Convolve2(Tensor a, Tensor b)
    {
        if (b.Rank != 2 || a.Rank < 2 || a.Size == 0 || b.Size == 0)
            throw new ShapeException($"Convolve2: left is {a.Shape}, right is {b.Shape}, not [batch…, n, m] and [k, l]");
        if (Math.Min(a.Shape[-1] * a.Shape[-2], b.Size) >= LargeKernel) return FftConvolve2(a, b);
        var images = Reshape(a, [a.Size / (a.Shape[-1] * a.Shape[-2]), 1, a.Shape[-2], a.Shape[-1]]);
        Window[] windows = [new(b.Shape[0], 1, b.Shape[0] - 1, b.Shape[0] - 1), new(b.Shape[1], 1, b.Shape[1] - 1, b.Shape[1] - 1)];
        return Reshape(Conv(images, Reshape(Flip(b), [1, 1, b.Shape[0], b.Shape[1]]), windows),
            Shape.Of([.. a.Shape.SkipLast(2), a.Shape[-2] + b.Shape[0] - 1, a.Shape[-1] + b.Shape[1] - 1]));
    }

    /// <summary><see cref="Convolve"/> by Fourier transforms, whatever the lengths; leading axes broadcast.</summary>
    public static Tensor FftConvolve(Tensor a, Tensor b) => Convolved(a, b, 1);

    /// <summary><see cref="Convolve2"/> by Fourier transforms, whatever the extents; leading axes broadcast.</summary>
    public static Tensor FftConvolve2(Tensor a, Tensor b) => Convolved(a, b, 2);

    /// <summary>Over so many last axes: the product of the transforms, of real numbers along the last and of pairs along the others.</summary>
    static Tensor Convolved(Tensor a, Tensor b, int axes)
    {
        if (a.Rank < axes || b.Rank < axes || a.Size == 0 || b.Size == 0)
            throw new ShapeException($"FftConvolve: left is {a.Shape}, right is {b.Shape}: one is empty or has not {axes} axes");
        if (Widened(a) is { } wide) return Cast(Convolved(wide, Cast(b, wide.DType), axes), a.DType);
        int[] full = [.. Enumerable.Range(1, axes).Select(i => a.Shape[-i] + b.Shape[-i] - 1)];
        int[] lengths = [.. full.Select(extent => extent == 1 ? 2 : (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)extent))];
        var (p, q) = Spectrum(a);
        var (r, s) = Spectrum(b);
        var (x, y) = (p * r - q * s, p * s + q * r);
        for (var i = 2; i <= axes; i++) (x, y) = Ifft(x, y, -i);
        var whole = Irfft(x, y, lengths[0]);
        return Pad(whole, Ends(whole.Rank, full.Zip(lengths, (extent, length) => extent - length)));

        // Elements after those of the last axes, given from the last axis on.
        (int, int)[] Ends(int rank, IEnumerable<int> more) => [.. Enumerable.Repeat((0, 0), rank - axes), .. more.Select(each => (0, each)).Reverse()];

        (Tensor, Tensor) Spectrum(Tensor x)
        {
            var (re, im) = Rfft(Pad(x, Ends(x.Rank, lengths.Select((length, i) => length - x.Shape[-1 - i]))));
            for (var i = 2; i <= axes; i++) (re, im) = Fft(re, im, -i);
            return (re, im);
        }
    }
}
