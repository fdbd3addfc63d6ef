using System.Numerics;
using Functional.Primitives;

namespace Functional.Cpu;

internal static class Contractions
{
    internal static ArrayTensor MatMul(ArrayTensor a, ArrayTensor b, Shape to) => a switch
    {
        ArrayTensor<float> x => MatMul(x, (ArrayTensor<float>)b, to),
        ArrayTensor<double> x => MatMul(x, (ArrayTensor<double>)b, to),
        ArrayTensor<int> x => MatMul(x, (ArrayTensor<int>)b, to),
        _ => MatMul((ArrayTensor<long>)a, (ArrayTensor<long>)b, to),
    };

    static ArrayTensor MatMul<T>(ArrayTensor<T> a, ArrayTensor<T> b, Shape to) where T : unmanaged, INumber<T>
    {
        int m = to[-2], n = to[-1], k = a.Shape[-1];
        var (x, w, y) = (a.RowMajor.ToArray(), b.RowMajor.ToArray(), new T[to.Size]);
        for (var i = 0; i < y.Length; i++)
        {
            var (batch, row, column) = (i / (m * n), i / n % m, i % n);
            for (var j = 0; j < k; j++) y[i] += x[(batch * m + row) * k + j] * w[(batch * k + j) * n + column];
        }
        return new ArrayTensor<T>(to, y);
    }

    internal static ArrayTensor Conv(ArrayTensor a, ArrayTensor b, Shape to, Conv op) => a switch
    {
        ArrayTensor<float> x => Conv(x, (ArrayTensor<float>)b, to, op),
        ArrayTensor<double> x => Conv(x, (ArrayTensor<double>)b, to, op),
        ArrayTensor<int> x => Conv(x, (ArrayTensor<int>)b, to, op),
        _ => Conv((ArrayTensor<long>)a, (ArrayTensor<long>)b, to, op),
    };

    static int[] Three(IEnumerable<int> extents, int fill) => [.. Enumerable.Repeat(fill, 3 - extents.Count()), .. extents];

    static ArrayTensor Conv<T>(ArrayTensor<T> a, ArrayTensor<T> b, Shape to, Conv op) where T : unmanaged, INumber<T>
    {
        var (x, w, y) = (a.RowMajor.ToArray(), b.RowMajor.ToArray(), new T[to.Size]);
        var (image, filter, places) = (Three(a.Shape.Skip(2), 1), Three(b.Shape.Skip(2), 1), Three(to.Skip(2), 1));
        var windows = (Window[])[.. Enumerable.Repeat(new Window(1), 3 - op.Windows.Count), .. op.Windows];
        int o = b.Shape[0], c = b.Shape[1], perGroup = o / op.Groups;
        for (var i = 0; i < y.Length; i++)
        {
            int p2 = i % places[2], p1 = i / places[2] % places[1], p0 = i / places[2] / places[1] % places[0];
            var rest = i / places[2] / places[1] / places[0];
            int f = rest % o, n = rest / o;
            for (var j = 0; j < c * filter[0] * filter[1] * filter[2]; j++)
            {
                int q2 = j % filter[2], q1 = j / filter[2] % filter[1], q0 = j / filter[2] / filter[1] % filter[0], ch = j / filter[2] / filter[1] / filter[0];
                if (At(0, p0, q0, out var s0) && At(1, p1, q1, out var s1) && At(2, p2, q2, out var s2))
                    y[i] += w[f * c * filter[0] * filter[1] * filter[2] + j]
                        * x[(((n * a.Shape[1] + f / perGroup * c + ch) * image[0] + s0) * image[1] + s1) * image[2] + s2];
            }
        }
        return new ArrayTensor<T>(to, y);

        bool At(int axis, int p, int q, out int s)
        {
            var window = windows[axis];
            var at = p * window.Stride + q * window.Dilation - window.Low;
            s = at / window.InputDilation;
            return at >= 0 && at % window.InputDilation == 0 && s < image[axis];
        }
    }

    internal static ArrayTensor WindowSum(ArrayTensor x, Shape to, Sequence<Window> windows)
    {
        var shape = x.Shape;
        Shape flat = Shape.Of([shape[0] * shape[1], 1, .. shape.Skip(2)]), places = Shape.Of([shape[0] * shape[1], 1, .. to.Skip(2)]);
        var ones = (ArrayTensor)Tensor.Ones(Shape.Of([1, 1, .. windows.Select(w => w.Extent)]), x.DType);
        return Conv(Views.Reshape(x, flat), ones, places, new(windows)).View(to, 0, null);
    }

    internal static ArrayTensor WindowArgMax(ArrayTensor a, Shape to, Sequence<Window> op) => a switch
    {
        ArrayTensor<float> x => ArgMax(x, to, op),
        ArrayTensor<double> x => ArgMax(x, to, op),
        ArrayTensor<int> x => ArgMax(x, to, op),
        _ => ArgMax((ArrayTensor<long>)a, to, op),
    };

    static ArrayTensor ArgMax<T>(ArrayTensor<T> a, Shape to, Sequence<Window> op) where T : unmanaged, INumber<T>
    {
        var (x, y) = (a.RowMajor.ToArray(), new int[to.Size]);
        var (image, places) = (Three(a.Shape.Skip(2), 1), Three(to.Skip(2), 1));
        var windows = (Window[])[.. Enumerable.Repeat(new Window(1), 3 - op.Count), .. op];
        for (var i = 0; i < y.Length; i++)
        {
            int p2 = i % places[2], p1 = i / places[2] % places[1], p0 = i / places[2] / places[1] % places[0];
            var plane = i / places[2] / places[1] / places[0];
            y[i] = -1;
            for (var q0 = 0; q0 < windows[0].Extent; q0++)
                for (var q1 = 0; q1 < windows[1].Extent; q1++)
                    for (var q2 = 0; q2 < windows[2].Extent; q2++)
                    {
                        int s0 = p0 * windows[0].Stride + q0 * windows[0].Dilation - windows[0].Low, s1 = p1 * windows[1].Stride + q1 * windows[1].Dilation - windows[1].Low,
                            s2 = p2 * windows[2].Stride + q2 * windows[2].Dilation - windows[2].Low;
                        if (s0 < 0 || s0 >= image[0] || s1 < 0 || s1 >= image[1] || s2 < 0 || s2 >= image[2]) continue;
                        var at = ((plane * image[0] + s0) * image[1] + s1) * image[2] + s2;
                        if (y[i] < 0 || !T.IsNaN(x[y[i]]) && (x[at] > x[y[i]] || T.IsNaN(x[at]))) y[i] = at;
                    }
        }
        return new ArrayTensor<int>(to, y);
    }
}
