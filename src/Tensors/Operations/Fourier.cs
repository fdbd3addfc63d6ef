using System.Collections.Concurrent;
using Functional.Functions;
using static Functional.Operations;

namespace Functional;

/// <summary>
/// Discrete Fourier transforms of the rows of matrices of real and imaginary parts. A length that is a product takes those of its factors, with a
/// turn of each element between them (J. Cooley, J. Tukey 1965): the factors, up to <see cref="Direct"/>, are products with matrices, which is what
/// runs fast. A length with a larger prime is a convolution with a chirp (L. Bluestein 1970).
/// </summary>
internal static class Fourier
{
    /// <summary>Up to this length a transform is one product with its matrix.</summary>
    const int Direct = 32;

    /// <summary>How many tables of turns are kept.</summary>
    const int Kept = 64;

    static readonly ConcurrentDictionary<(string Kind, int A, int B, DType DType), Tensor> tables = new();

    /// <summary>Σⱼ xⱼ·e^(−2πi·jk/n) of each row [b, n]; without imaginary parts they are 0.</summary>
    internal static (Tensor Re, Tensor Im) Transform(Tensor re, Tensor? im)
    {
        var n = re.Shape[1];
        if (n <= 1) return (re, im ?? Tensor.Zeros(re.Shape, re.DType));
        if (n <= Direct) return Halves(MatMul(im is null ? re : Concat(1, re, im), Matrix(n, im is null, re)), 1);
        var factor = Enumerable.Range(2, Direct - 1).LastOrDefault(factor => n % factor == 0 && n / factor >= Math.Min(factor, Direct / 2), 0);
        if (factor == 0) factor = Enumerable.Range(2, Direct - 1).LastOrDefault(factor => n % factor == 0, 0);
        return factor == 0 ? Chirped(re, im) : Factored(re, im, factor, n / factor);
    }

    /// <summary>Element j = j₁·m + j₂ and result k = k₁ + f·k₂: transforms over j₁, turns by e^(−2πi·k₁j₂/n), transforms over j₂.</summary>
    static (Tensor, Tensor) Factored(Tensor re, Tensor? im, int f, int m)
    {
        var (rows, n) = (re.Shape[0], f * m);
        var columns = im is null ? Reshape(re, [rows, f, m]) : Concat(1, Reshape(re, [rows, f, m]), Reshape(im, [rows, f, m]));
        var (a, b) = Halves(MatMul(Transpose(Matrix(f, im is null, re)), columns), 1);
        var (cos, sin) = (Turns("cos", f, m, re), Turns("sin", f, m, re));
        var (turnedRe, turnedIm) = (a * cos + b * sin, b * cos - a * sin);
        var (x, y) = Transform(Reshape(turnedRe, [rows * f, m]), Reshape(turnedIm, [rows * f, m]));
        return (Interleaved(x), Interleaved(y));

        Tensor Interleaved(Tensor x) => Reshape(Transpose(Reshape(x, [rows, f, m])), [rows, n]);
    }

    /// <summary>
    /// With jk = (j² + k² − (k − j)²)/2 it is a convolution with e^(πi·j²/n), whose length can be any that is large enough: a power of 2.
    /// </summary>
    static (Tensor, Tensor) Chirped(Tensor re, Tensor? im)
    {
        var n = re.Shape[1];
        var length = 1;
        while (length < 2 * n - 1) length *= 2;
        var (cos, sin) = (Chirp("cos", n, n, re), Chirp("sin", n, n, re));
        var (a, b) = im is null ? (re * cos, -re * sin) : (re * cos + im * sin, im * cos - re * sin);
        var (p, q) = Transform(Pad(a, [(0, 0), (0, length - n)]), Pad(b, [(0, 0), (0, length - n)]));
        var (c, d) = (Table(("chirpRe", n, length, re.DType), re, () => OfChirp(n, length).Re),
            Table(("chirpIm", n, length, re.DType), re, () => OfChirp(n, length).Im));
        // Exchanged parts make a transform its inverse.
        var (y, x) = Transform(p * d + q * c, p * c - q * d);
        (x, y) = (Reshape(x[.., ..n], [re.Shape[0], n]) * (1.0 / length), Reshape(y[.., ..n], [re.Shape[0], n]) * (1.0 / length));
        return (x * cos + y * sin, y * cos - x * sin);
    }

    /// <summary>The transform of the chirp at distances −n + 1 … n − 1, in float64.</summary>
    static (Tensor Re, Tensor Im) OfChirp(int n, int length)
    {
        Tensor Around(Func<double, double> f)
        {
            var distances = Enumerable.Range(0, length).Select(j => Math.Min(j, length - j));
            return Tensor.From<double>([.. distances.Select(away => away < n ? f(HalfTurns(away, n)) : 0)], [1, length]);
        }
        return Transform(Around(Cos), Around(Sin));
    }

    /// <summary>
    /// [cos, −sin; sin, cos] of 2πjk/n, which takes a row of real parts and then imaginary ones to the same of its transform; without these the
    /// upper half.
    /// </summary>
    static Tensor Matrix(int n, bool isReal, Tensor like) => Table((isReal ? "real" : "complex", n, n, like.DType), like, () =>
    {
        var (cos, sin) = (Turned(Cos), Turned(Sin));
        var upper = Concat(1, cos, -sin);
        return isReal ? upper : Concat(0, upper, Concat(1, sin, cos));

        Tensor Turned(Func<double, double> f)
            => Tensor.From<double>([.. Enumerable.Range(0, n * n).Select(i => f(2.0 * (i / n * (i % n) % n) / n))], [n, n]);
    });

    static Tensor Turns(string kind, int f, int m, Tensor like) => Table((kind, f, m, like.DType), like, ()
        => Tensor.From<double>([.. Enumerable.Range(0, f * m).Select(i => Of(kind)(2.0 * ((long)(i / m) * (i % m) % (f * m)) / (f * m)))], [f, m]));

    static Tensor Chirp(string kind, int n, int count, Tensor like) => Table(($"chirp {kind}", n, count, like.DType), like, ()
        => Tensor.Of<double>([.. Enumerable.Range(0, count).Select(j => Of(kind)(HalfTurns(j, n)))]));

    /// <summary>j²/n in half turns, of which whole ones are taken away before anything is rounded.</summary>
    static double HalfTurns(int j, int n) => (double)((long)j * j % (2L * n)) / n;

    static Func<double, double> Of(string kind) => kind == "cos" ? Cos : Sin;

    // Those of half turns have the same bits everywhere.
    static double Cos(double halfTurns) => Numbers.Map<CosPi, double>(halfTurns);

    static double Sin(double halfTurns) => Numbers.Map<SinPi, double>(halfTurns);

    static (Tensor, Tensor) Halves(Tensor x, int axis)
        => Split(x, axis, x.Shape[axis] / 2, x.Shape[axis] / 2) is [var first, var second] ? (first, second) : default;

    /// <summary>A table in the type and on the device of the numbers that it is for.</summary>
    static Tensor Table((string, int, int, DType DType) name, Tensor like, Func<Tensor> compute)
    {
        if (!tables.TryGetValue(name, out var table))
        {
            if (tables.Count >= Kept) tables.Clear();
            tables[name] = table = compute().Cast(name.DType);
        }
        return like.Device == Device.Cpu ? table : table.To(like.Device);
    }
}
