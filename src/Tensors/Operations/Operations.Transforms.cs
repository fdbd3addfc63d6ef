using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>
/// Fourier transforms of any length, of pairs of real and imaginary parts; a transform and its inverse as NumPy has them, the factor 1/n in the
/// inverse.
/// </summary>
public static partial class Operations
{
    /// <summary>Σⱼ xⱼ·e^(−2πi·jk/n) along an axis, of real and imaginary parts, or of real numbers.</summary>
    /// <exception cref="ShapeException">The parts differ in shape, or there is no such axis.</exception>
    public static (Tensor Re, Tensor Im) Fft(Tensor re, Tensor? im = null, int axis = -1) => Transformed("Fft", re, im, axis);

    /// <summary>Σₖ xₖ·e^(2πi·jk/n) / n along an axis: the inverse of <see cref="Fft"/>.</summary>
    public static (Tensor Re, Tensor Im) Ifft(Tensor re, Tensor im, int axis = -1)
    {
        // Exchanged parts make a transform its inverse.
        var (y, x) = Transformed("Ifft", im, re, axis);
        var share = 1.0 / Math.Max(1, re.Shape[axis]);
        return (x * share, y * share);
    }

    /// <summary>The transform of real numbers along an axis: results 0 … n/2 alone, of which the others are conjugates.</summary>
    public static (Tensor Re, Tensor Im) Rfft(Tensor x, int axis = -1)
    {
        var (re, im) = Transformed("Rfft", x, null, axis);
        axis = x.Shape.Axis(axis, "Rfft");
        var half = new Run(0, x.Shape[axis] == 0 ? 0 : x.Shape[axis] / 2 + 1);
        return (SliceAxis(re, axis, half), SliceAxis(im, axis, half));
    }

    /// <summary>
    /// The real numbers whose <see cref="Rfft"/> is given: so many, of which there are one less than twice the results, or one less again, which is
    /// what is taken unless a length says otherwise. Imaginary parts that real numbers cannot have do not count.
    /// </summary>
    /// <exception cref="ShapeException">The length does not fit the results.</exception>
    public static Tensor Irfft(Tensor re, Tensor im, int? length = null, int axis = -1)
    {
        axis = re.Shape.Axis(axis, "Irfft");
        var half = re.Shape[axis];
        var n = length ?? 2 * (half - 1);
        if (half == 0 || n < 1 || n / 2 + 1 != half) throw new ShapeException($"Irfft: axis {axis} of {re.Shape} is not half of a transform of {n}");
        var rest = new Run(n - half, n - half, -1);
        if (n > half) (re, im) = (Concat(axis, re, SliceAxis(re, axis, rest)), Concat(axis, im, -SliceAxis(im, axis, rest)));
        return Ifft(re, im, axis).Re;
    }

    /// <summary>The transform along the last two axes.</summary>
    public static (Tensor Re, Tensor Im) Fft2(Tensor re, Tensor? im = null)
    {
        var (x, y) = Fft(re, im, -1);
        return Fft(x, y, -2);
    }

    /// <summary>The inverse of <see cref="Fft2"/>.</summary>
    public static (Tensor Re, Tensor Im) Ifft2(Tensor re, Tensor im)
    {
        var (x, y) = Ifft(re, im, -1);
        return Ifft(x, y, -2);
    }

    /// <summary>
    /// The cosine transform 2·Σⱼ xⱼ·cos(πk(2j + 1)/2n) along an axis (N. Ahmed, T. Natarajan, K. Rao 1974; type II), by one Fourier transform (J.
    /// Makhoul 1980); orthonormal with factors √(1/4n) for k = 0 and √(1/2n).
    /// </summary>
    public static Tensor Dct(Tensor x, int axis = -1, bool orthonormal = false)
    {
        if (Widened(x) is { } wide) return Cast(Dct(wide, axis, orthonormal), x.DType);
        axis = x.Shape.Axis(axis, "Dct");
        var last = MoveAxis(x, axis, -1);
        var n = last.Shape[-1];
        if (n == 0) return x;
        // Elements with even places, and then those with odd ones backwards.
        var (evens, odds) = (new Run(0, (n + 1) / 2, 2), new Run(n % 2 == 0 ? n - 1 : n - 2, n / 2, -2));
        var folded = n == 1 ? last : Concat(last.Rank - 1, SliceAxis(last, last.Rank - 1, evens), SliceAxis(last, last.Rank - 1, odds));
        var (re, im) = Fft(folded);
        var (cos, sin) = Quarters(n, x);
        var y = 2 * (re * cos + im * sin);
        return MoveAxis(orthonormal ? y * Lengths(n, x) : y, -1, axis);
    }

    /// <summary>The inverse of <see cref="Dct"/> (type III).</summary>
    public static Tensor Idct(Tensor y, int axis = -1, bool orthonormal = false)
    {
        if (Widened(y) is { } wide) return Cast(Idct(wide, axis, orthonormal), y.DType);
        axis = y.Shape.Axis(axis, "Idct");
        var last = MoveAxis(y, axis, -1);
        var n = last.Shape[-1];
        if (n <= 1) return n == 0 ? y : orthonormal ? y : y * 0.5;
        if (orthonormal) last = last / Lengths(n, y);
        var back = Pad(SliceAxis(last, last.Rank - 1, new(n - 1, n - 1, -1)), [.. Enumerable.Repeat((0, 0), last.Rank - 1), (1, 0)]);
        var (cos, sin) = Quarters(n, y);
        var folded = Ifft(0.5 * (last * cos + back * sin), 0.5 * (last * sin - back * cos)).Re;
        int[] places = [.. Enumerable.Range(0, n).Select(j => j % 2 == 0 ? j / 2 : n - 1 - j / 2)];
        return MoveAxis(Gather(folded, Tensor.Of<int>(places), -1), -1, axis);
    }

    static (Tensor, Tensor) Transformed(string operation, Tensor re, Tensor? im, int axis)
    {
        RequireFloat(operation, re);
        if (im is not null && im.Shape != re.Shape)
            throw new ShapeException($"{operation}: the real parts are {re.Shape}, the imaginary ones {im.Shape}: shapes differ");
        if (Widened(re) is { } wide && Transformed(operation, wide, im?.Cast(wide.DType), axis) is var (x, y))
            return (Cast(x, re.DType), Cast(y, re.DType));
        axis = re.Shape.Axis(axis, operation);
        var (last, other) = (MoveAxis(re, axis, -1), im is null ? null : MoveAxis(im, axis, -1));
        var n = last.Shape[-1];
        Shape rows = [n == 0 ? 0 : last.Size / n, n];
        var (a, b) = Fourier.Transform(Reshape(last, rows), other is null ? null : Reshape(other, rows));
        return (MoveAxis(Reshape(a, last.Shape), -1, axis), MoveAxis(Reshape(b, last.Shape), -1, axis));
    }

    /// <summary>The cosines and sines of πk/2n.</summary>
    static (Tensor Cos, Tensor Sin) Quarters(int n, Tensor like)
    {
        var turns = Tensor.Arange(0, n, dtype: DType.Float64) * (Math.PI / (2 * n));
        return (Cast(Cos(turns), like.DType), Cast(Sin(turns), like.DType));
    }

    static Tensor Lengths(int n, Tensor like)
        => Cast(Tensor.Of<double>([.. Enumerable.Range(0, n).Select(k => Math.Sqrt(k == 0 ? 0.25 / n : 0.5 / n))]), like.DType);
}
