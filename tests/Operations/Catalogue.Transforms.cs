using System.Numerics;
using static Functional.Operations;

namespace Functional.Tests.Operations;

public static partial class Catalogue
{
    static IEnumerable<Operation> Transforms()
    {
        const string group = "Transforms";
        Tensor x = R([2, 6]), y = R([2, 6], seed: 2), nothing = Tensor.Zeros([2, 0], DType.Float64);
        Tensor Pair((Tensor Re, Tensor Im) pair) => Stack(0, pair.Re, pair.Im);

        yield return Op(group, "Fft", "fft.fft", x => Pair(Fft(x[0], x[1])), [x, y], x => Both(Turned(x, -1, 1)))
            .And(x => Pair(Fft(x[0])), [x], x => Both(Turned(x, -1, 1)))
            .And(x => Pair(Fft(x[0], axis: 0)), [x], x => Both(Swapped(Turned([Swapped(x[0])], -1, 1))))
                .And(x => Pair(Fft(x[0])), [nothing], _ => new([2, 2, 0], []))
            // A product, products of many factors, a prime, a product with a large one, and one of a large power.
            .OfLengths(1, 33, 60, 64, 97, 2 * 37, 49 * 2, 1024)
            .Refuses(() => Fft(x, R([3])), "Fft: the real parts are [2, 6], the imaginary ones [3]: shapes differ")
                .Refuses(() => Fft(I(1)), "Fft: the tensor is int32, not float32 or float64: convert it with Cast") with { Tolerance = 1e-11 };
        yield return Op(group, "Ifft", "fft.ifft", x => Pair(Ifft(x[0], x[1])), [x, y], x => Both(Turned(x, 1, 1.0 / 6)))
            .And(x => Ifft(Fft(x[0]).Re, Fft(x[0]).Im).Re, [R([3, 101])], x => x[0]) with { Tolerance = 1e-12 };
        yield return Op(group, "Rfft", "fft.rfft", x => Pair(Rfft(x[0])), [x], x => First(Both(Turned(x, -1, 1)), 4))
            .And(x => Pair(Rfft(x[0])), [R([2, 7])], x => First(Both(Turned(x, -1, 1)), 4)) with { Tolerance = 1e-12 };
        yield return Op(group, "Irfft", "fft.irfft", x => Irfft(x[0], x[1]), [R([4]), R([4], seed: 2)], x => InverseOfHalf(x, 6))
            .And(x => Irfft(x[0], x[1], 7), [R([4]), R([4], seed: 2)], x => InverseOfHalf(x, 7))
            .And(x => Irfft(x[0], x[1], 1), [V(3), V(2)], _ => Values.Of(3))
                .And(x => Rfft(x[0]) is var (re, im) ? Irfft(re, im, 45) : null!, [R([2, 45])], x => x[0])
            .Refuses(() => Irfft(V(1, 2), V(1, 2), 5), "Irfft: axis 0 of [2] is not half of a transform of 5") with { Tolerance = 1e-12 };
        yield return Op(group, "Fft2", "fft.fft2", x => Pair(Fft2(x[0], x[1])), [R([3, 4]), R([3, 4], seed: 2)], x => Both(InPlane(x, -1, 1)))
            with { Tolerance = 1e-12 };
        yield return Op(group, "Ifft2", "fft.ifft2", x => Pair(Ifft2(x[0], x[1])), [R([3, 4]), R([3, 4], seed: 2)],
            x => Both(InPlane(x, 1, 1.0 / 12)))
            with { Tolerance = 1e-12 };
        yield return Op(group, "Dct", "scipy.fft.dct, –, scipy.fft.dct", x => Dct(x[0]), [R([2, 5])], x => x[0].Rows(Cosines))
            .And(x => Dct(x[0], 0), [R([6, 2])], x => x[0].Rows(Cosines, 0)).And(x => Dct(x[0]), [V(3)], _ => Values.Of(6))
            .And(x => Dct(x[0]), [nothing], _ => new([2, 0], []))
            .And(x => Dct(x[0], orthonormal: true) is var y ? Sum(y * y) : null!, [R([8])], x => Values.Scalar(x[0].Numbers.Sum(v => v * v)))
                with { Tolerance = 1e-12 };
        yield return Op(group, "Idct", "scipy.fft.idct, –, scipy.fft.idct", x => Idct(x[0]), [R([2, 5])],
            x => x[0].Rows(row => [.. row.Select((_, j) => (row[0] + 2 * row.Select((v, k) => k == 0 ? 0 : v * Math.Cos(Math.PI * k * (2 * j + 1) / (2 * row.Length))).Sum()) / (2 * row.Length))]))
            .And(x => Idct(Dct(x[0], 0, true), 0, true), [R([6, 2])], x => x[0]).And(x => Idct(x[0]), [V(6)], _ => Values.Of(3))
                with { Tolerance = 1e-12 };
        yield return Op(group, "Convolve", "convolve, –, convolve", x => Convolve(x[0], x[1]), [R([2, 5]), R([3], seed: 2)],
            x => x[0].Rows(row => Convolved(row, x[1].Numbers)))
            .And(x => Convolve(x[0], x[1]), [R([300]), R([257], seed: 2)], x => x[0].Rows(row => Convolved(row, x[1].Numbers)))
            .Refuses(() => Convolve(V(1), V()), "Convolve: left is [1], right is [0], not [batch…, n] and [m]") with { Tolerance = 1e-12 };
        yield return Op(group, "FftConvolve", "scipy.signal.fftconvolve, –, scipy.signal.fftconvolve", x => FftConvolve(x[0], x[1]),
            [R([2, 5]), R([3], seed: 2)], x => x[0].Rows(row => Convolved(row, x[1].Numbers)))
            .And(x => FftConvolve(x[0], x[1]), [V(2), V(3)], _ => Values.Of(6)) with { Tolerance = 1e-12 };
        yield return Op(group, "Convolve2", "scipy.signal.convolve2d, –, scipy.signal.convolve2d", x => Convolve2(x[0], x[1]),
            [R([2, 3, 4]), R([2, 3], seed: 2)], Convolved2)
            .And(x => Convolve2(x[0], x[1]), [R([1, 25, 25]), R([24, 25], seed: 2)], Convolved2) with { Tolerance = 1e-11 };
        yield return Op(group, "FftConvolve2", "scipy.signal.fftconvolve, –, scipy.signal.fftconvolve", x => FftConvolve2(x[0], x[1]),
            [R([2, 3, 4]), R([2, 3], seed: 2)], Convolved2)
            with { Tolerance = 1e-12 };
    }

    /// <summary>The sum that is the transform, by complex numbers.</summary>
    static (Values Re, Values Im) Turned(Values[] x, int sign, double factor)
    {
        var n = x[0].Shape[^1];
        Complex At(int row, int j) => new(x[0].Numbers[row * n + j], x.Length > 1 ? x[1].Numbers[row * n + j] : 0);
        Complex[] sums = [.. Enumerable.Range(0, x[0].Numbers.Length).Select(i => factor * Enumerable.Range(0, n).Select(j => At(i / n, j) * Complex.FromPolarCoordinates(1, sign * Math.Tau * ((long)j * (i % n) % n) / n)).Aggregate(Complex.Zero, (a, b) => a + b))];
        return (new(x[0].Shape, [.. sums.Select(z => z.Real)]), new(x[0].Shape, [.. sums.Select(z => z.Imaginary)]));
    }

    static (Values, Values) InPlane(Values[] x, int sign, double factor)
    {
        var (re, im) = Turned(x, sign, factor);
        var (a, b) = Turned([Swapped(re), Swapped(im)], sign, 1);
        return (Swapped(a), Swapped(b));
    }

    static Values Swapped(Values x) => Values.Tabulate([x.Shape[1], x.Shape[0]], at => x[at[1], at[0]]);

    static (Values, Values) Swapped((Values A, Values B) pair) => (Swapped(pair.A), Swapped(pair.B));

    static Values Both((Values Re, Values Im) pair) => new([2, .. pair.Re.Shape], [.. pair.Re.Numbers, .. pair.Im.Numbers]);

    static Values First(Values x, int count) => x.Rows(row => row[..count]);

    static Operation OfLengths(this Operation operation, params int[] lengths)
        => lengths.Aggregate(operation, (all, n) => all.Of(R([2, n], -1, 1, n), R([2, n], -1, 1, n + 1)));

    static Values InverseOfHalf(Values[] x, int n) => Values.Tabulate([n], at => (x[0][0] + Enumerable.Range(1, n - 1).Sum(k =>
    {
        var (from, sign) = k <= n / 2 ? (k, 1) : (n - k, -1);
        var angle = Math.Tau * k * at[0] / n;
        return x[0][from] * Math.Cos(angle) - sign * (2 * from == n ? 0 : x[1][from]) * Math.Sin(angle);
    })) / n);

    static double[] Cosines(double[] x)
        => [.. x.Select((_, k) => 2 * x.Select((v, j) => v * Math.Cos(Math.PI * k * (2 * j + 1) / (2 * x.Length))).Sum())];

    static double[] Convolved(double[] a, double[] b)
        => [.. Enumerable.Range(0, a.Length + b.Length - 1).Select(i => a.Select((v, j) => i - j >= 0 && i - j < b.Length ? v * b[i - j] : 0).Sum())];

    static Values Convolved2(Values[] x)
    {
        var (n, m, k, l) = (x[0].Shape[1], x[0].Shape[2], x[1].Shape[0], x[1].Shape[1]);
        return Values.Tabulate([x[0].Shape[0], n + k - 1, m + l - 1],
            at => Values.Places([k, l]).Sum(p => at[1] - p[0] is >= 0 and var i && i < n && at[2] - p[1] is >= 0 and var j && j < m ? x[0][at[0], i, j] * x[1][p] : 0));
    }
}
