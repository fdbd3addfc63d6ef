using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Tests;

/// <summary>
/// The page of an interpretation that is as plain as can be: every element by its own formula, from inputs read element by element.
/// It shares no code with the evaluation that it checks, and gives numbers in float64 in row-major order.
/// </summary>
public sealed partial class Reference : IRules<Few<Tensor>, double[]?>
{
    public static readonly Reference Rules = new();

    /// <summary>What a primitive should give, or null where this page does not know.</summary>
    public static double[]? Of(Primitive op, Few<Tensor> x) => op.Accept(Rules, x);

    // where tensors live does not change them
    public double[] Transfer(Transfer op, Few<Tensor> x) => Numbers(x[0]);

    // elementwise
    public double[]? Map(Map op, Few<Tensor> x) => op.Name.EndsWith('′') ? null : x.Count == 1 ? OfOne(op, x) : OfTwo(op, x);

    static double[] OfOne(Map op, Few<Tensor> x)
    {
        Func<double, double> function = op.Name switch
        {
            "Exp" => Math.Exp, "Expm1" => v => Math.Exp(v) - 1, "Log" => Math.Log, "Log1p" => v => Math.Log(1 + v), "Sqrt" => Math.Sqrt,
            "Sin" => Math.Sin, "Cos" => Math.Cos, "Tan" => Math.Tan, "Asin" => Math.Asin, "Acos" => Math.Acos, "Atan" => Math.Atan,
            "Sinh" => Math.Sinh, "Cosh" => Math.Cosh, "Tanh" => Math.Tanh, "Sigmoid" => v => 1 / (1 + Math.Exp(-v)), "Softplus" => v => Math.Log(1 + Math.Exp(v)),
            "Relu" => v => v > 0 ? v : 0, "StopGradient" => v => v, "Floor" => Math.Floor, "Ceiling" => Math.Ceiling, "Round" => v => Math.Round(v),
            "Abs" => Math.Abs, "Sign" => v => Math.Sign(v), "Negate" => v => -v, "NormalQuantile" => Quantile,
            "Erf" => v => 2 * Distribution(v * Math.Sqrt(2)) - 1, "Erfc" => v => 2 * Distribution(-v * Math.Sqrt(2)),
            "Exp2" => v => Math.Pow(2, v), "Exp10" => v => Math.Pow(10, v), "Exp2m1" => v => Math.Pow(2, v) - 1, "Exp10m1" => v => Math.Pow(10, v) - 1,
            "Log2" => Math.Log2, "Log10" => Math.Log10, "Rsqrt" => v => 1 / Math.Sqrt(v), "Cbrt" => v => Math.Sign(v) * Math.Pow(Math.Abs(v), 1 / 3.0),
            "Sinc" => v => v == 0 ? 1 : Math.Sin(Math.PI * v) / (Math.PI * v), "SinPi" => v => Math.Sin(Math.PI * v), "CosPi" => v => Math.Cos(Math.PI * v), "TanPi" => v => Math.Tan(Math.PI * v),
            "Asinh" => v => Math.Log(v + Math.Sqrt(v * v + 1)), "Acosh" => v => Math.Log(v + Math.Sqrt(v * v - 1)),
            "Atanh" => v => 0.5 * Math.Log((1 + v) / (1 - v)), "Silu" => v => v / (1 + Math.Exp(-v)), "Gelu" => v => v * Distribution(v),
            "Truncate" => Math.Truncate, "ErfInv" => v => Quantile((1 + v) / 2) / Math.Sqrt(2), "BesselI0" => v => BesselI(0, v), "BesselI1" => v => BesselI(1, v),
            "LogGamma" => v => Math.Log(Gammas(v)[0]), "Digamma" => v => Polygamma(0, v),
            _ => throw new NotSupportedException($"{op.Name} needs a formula here"),
        };
        return [.. Numbers(x[0]).Select(function)];
    }

    static double[] OfTwo(Map op, Few<Tensor> x)
    {
        Func<double, double, double> function = op.Name switch
        {
            "Add" => (a, b) => a + b, "Subtract" => (a, b) => a - b, "Multiply" => (a, b) => a * b, "Divide" => (a, b) => a / b,
            "Maximum" => (a, b) => a > b ? a : b, "Minimum" => (a, b) => a < b ? a : b, "Pow" => Math.Pow, "Atan2" => Math.Atan2, "Polygamma" => Polygamma,
            "PowLog" => (a, b) => Math.Pow(a, b) * Math.Log(a), "InverseSquare" => (a, b) => a / (a * a + b * b),
            "ChainProduct" => (a, b) => a * b, "Hypot" => (a, b) => Math.Sqrt(a * a + b * b),
            "Equal" => (a, b) => a == b ? 1 : 0, "NotEqual" => (a, b) => a != b ? 1 : 0, "Less" => (a, b) => a < b ? 1 : 0, "LessOrEqual" => (a, b) => a <= b ? 1 : 0,
            "And" => (a, b) => (long)a & (long)b, "Or" => (a, b) => (long)a | (long)b, "Xor" => (a, b) => (long)a ^ (long)b,
            "CopySign" => Math.CopySign, "Fmod" => (a, b) => a % b, "LogAddExp" => (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b)), "XLogY" => (a, b) => a == 0 ? 0 : a * Math.Log(b),
            _ => throw new NotSupportedException($"{op.Name} needs a formula here"),
        };
        return [.. Numbers(x[0]).Zip(Numbers(x[1]), function)];
    }

    /// <summary>The integral of e^(x·cos t)·cos nt over half a turn, divided by π, by the trapezoidal rule, which is as good as exact for a period.</summary>
    static double BesselI(int n, double x)
    {
        const int steps = 100;
        return Enumerable.Range(0, steps).Sum(i => Math.Exp(x * Math.Cos(2 * Math.PI * i / steps)) * Math.Cos(2 * Math.PI * n * i / steps)) / steps;
    }

    public double[] Select(Select op, Few<Tensor> x)
    {
        var (condition, a, b) = (Numbers(x[0]), Numbers(x[1]), Numbers(x[2]));
        return [.. condition.Select((holds, i) => holds != 0 ? a[i] : b[i])];
    }

    public double[] Cast(Cast op, Few<Tensor> x)
        => [.. Numbers(x[0]).Select(v => op.To == DType.Bool ? v != 0 ? 1 : 0 : op.To.IsInteger() ? Math.Truncate(v) : op.To == DType.Float32 ? (float)v : v)];

    // layout
    public double[] Broadcast(Broadcast op, Few<Tensor> x)
        => Tabulate(op.To, at => At(x[0], [.. at.Skip(op.To.Rank - x[0].Rank).Select((i, axis) => x[0].Shape[axis] == 1 ? 0 : i)]));

    public double[] Reshape(Reshape op, Few<Tensor> x) => Numbers(x[0]);

    public double[] Permute(Permute op, Few<Tensor> x) => Tabulate(op.Axes.Select(axis => x[0].Shape[axis]).ToArray(), at =>
    {
        var from = new int[at.Length];
        for (var i = 0; i < at.Length; i++) from[op.Axes[i]] = at[i];
        return At(x[0], from);
    });

    public double[] Slice(Slice op, Few<Tensor> x)
        => Tabulate(op.Runs.Select(run => run.Count).ToArray(), at => At(x[0], [.. at.Select((i, axis) => op.Runs[axis].Start + i * op.Runs[axis].Step)]));

    public double[] Pad(Pad op, Few<Tensor> x)
    {
        var to = op.Paddings.Select((p, axis) => p.Low + p.High + Math.Max(0, (x[0].Shape[axis] - 1) * (p.Between + 1) + 1)).ToArray();
        return Tabulate(to, at =>
        {
            var from = new int[at.Length];
            for (var axis = 0; axis < at.Length; axis++)
            {
                var place = at[axis] - op.Paddings[axis].Low;
                from[axis] = place / (op.Paddings[axis].Between + 1);
                if (place < 0 || place % (op.Paddings[axis].Between + 1) != 0 || from[axis] >= x[0].Shape[axis]) return op.Value.ToDouble();
            }
            return At(x[0], from);
        });
    }

    public double[] Concat(Concat op, Few<Tensor> x)
    {
        var parts = Enumerable.Range(0, x.Count).Select(i => x[i]).ToArray();
        int[] to = [.. parts[0].Shape];
        to[op.Axis] = parts.Sum(part => part.Shape[op.Axis]);
        return Tabulate(to, at =>
        {
            var part = 0;
            for (; at[op.Axis] >= parts[part].Shape[op.Axis]; part++) at[op.Axis] -= parts[part].Shape[op.Axis];
            return At(parts[part], at);
        });
    }

    public double[] Gather(Gather op, Few<Tensor> x)
    {
        var rank = x[1].Rank;
        int[] to = [.. x[0].Shape.Take(op.Axis), .. x[1].Shape, .. x[0].Shape.Skip(op.Axis + 1)];
        return Tabulate(to, at => At(x[0], [.. at[..op.Axis], Index(op.Operation, x[1], at[op.Axis..(op.Axis + rank)], x[0].Shape[op.Axis], op.IsFromEnd), .. at[(op.Axis + rank)..]]));
    }

    public double[] Scatter(Scatter op, Few<Tensor> x)
    {
        var rank = x[1].Rank;
        int[] to = [.. x[0].Shape.Take(op.Axis), op.Extent, .. x[0].Shape.Skip(op.Axis + rank)];
        var places = Places([.. x[1].Shape]).ToArray();
        return Tabulate(to, at => places.Where(place => Index("Scatter", x[1], place, op.Extent) == at[op.Axis])
            .Sum(place => At(x[0], [.. at[..op.Axis], .. place, .. at[(op.Axis + 1)..]])));
    }

    // reduction and order
    public double[] Sum(Sum op, Few<Tensor> x) => Reduce(x[0], op.Axes, all => all.Sum());

    public double[] CumSum(CumSum op, Few<Tensor> x)
        => Tabulate(x[0].Shape, at => Enumerable.Range(0, at[op.Axis] + 1).Sum(i => At(x[0], [.. at[..op.Axis], i, .. at[(op.Axis + 1)..]])));

    public double[] Extremum(Extremum op, Few<Tensor> x) => Reduce(x[0], op.Axes, all => op.End == End.Max ? all.Max() : all.Min());

    public double[] ArgExtremum(ArgExtremum op, Few<Tensor> x)
        => Reduce(x[0], [op.Axis], all => all.ToList().IndexOf(op.End == End.Max ? all.Max() : all.Min()));

    public double[] ArgSort(ArgSort op, Few<Tensor> x)
    {
        var row = x[0].Shape[-1];
        return row == 0 ? [] : [.. Numbers(x[0]).Chunk(row).SelectMany(each => Enumerable.Range(0, row).OrderBy(i => each[i]).Select(i => (double)i))];
    }

    // contraction and windows
    public double[] MatMul(MatMul op, Few<Tensor> x)
        => Tabulate([.. x[0].Shape.SkipLast(1), x[1].Shape[-1]], at => Enumerable.Range(0, x[0].Shape[-1])
            .Sum(k => At(x[0], [.. at[..^1], k]) * At(x[1], [.. at[..^2], k, at[^1]])));

    public double[] Conv(Conv op, Few<Tensor> x)
    {
        var (channels, perGroup) = (x[1].Shape[1], x[1].Shape[0] / op.Groups);
        int[] extents = [.. x[1].Shape.Skip(2)], to = [x[0].Shape[0], x[1].Shape[0], .. Slid(op.Windows, x[0])];
        return Tabulate(to, at => Places([channels, .. extents]).Sum(q =>
            InWindow(op.Windows, x[0], at[0], at[1] / perGroup * channels + q[0], at[2..], q[1..]) is { } image ? At(x[0], image) * At(x[1], [at[1], .. q]) : 0));
    }

    public double[] WindowSum(WindowSum op, Few<Tensor> x)
        => Tabulate([x[0].Shape[0], x[0].Shape[1], .. Slid(op.Windows, x[0])], at => Places([.. op.Windows.Select(w => w.Extent)])
            .Sum(q => InWindow(op.Windows, x[0], at[0], at[1], at[2..], q) is { } image ? At(x[0], image) : 0));

    public double[] WindowArgMax(WindowArgMax op, Few<Tensor> x)
        => Tabulate([x[0].Shape[0], x[0].Shape[1], .. Slid(op.Windows, x[0])], at => Places([.. op.Windows.Select(w => w.Extent)])
            .Select(q => InWindow(op.Windows, x[0], at[0], at[1], at[2..], q)).OfType<int[]>().Select(image => Flat(x[0].Shape, image)).MaxBy(i => Numbers(x[0])[i]));

    // randomness has known answers elsewhere
    public double[]? RandomBits(RandomBits op, Few<Tensor> x) => null;

    /// <summary>How many places a window takes, by trying them.</summary>
    static int[] Slid(Sequence<Window> windows, Tensor x) => [.. windows.Select((w, i) =>
    {
        var (places, end) = (0, (x.Shape[i + 2] == 0 ? 0 : (x.Shape[i + 2] - 1) * w.InputDilation + 1) + w.Low + w.High);
        while (places * w.Stride + (w.Extent - 1) * w.Dilation < end) places++;
        return places;
    })];

    /// <summary>The element of an image that a window at place p has at q; null in the padding and between elements.</summary>
    static int[]? InWindow(Sequence<Window> windows, Tensor x, int n, int c, int[] p, int[] q)
    {
        int[] image = [n, c, .. p];
        for (var i = 0; i < p.Length; i++)
        {
            var at = p[i] * windows[i].Stride + q[i] * windows[i].Dilation - windows[i].Low;
            if (at < 0 || at % windows[i].InputDilation != 0 || at / windows[i].InputDilation >= x.Shape[i + 2]) return null;
            image[i + 2] = at / windows[i].InputDilation;
        }
        return image;
    }

    static double[] Reduce(Tensor x, Sequence<int> axes, Func<IEnumerable<double>, double> function)
    {
        int[] kept = [.. x.Shape.Select((extent, axis) => axes.Contains(axis) ? 1 : extent)], folded = [.. x.Shape.Select((extent, axis) => axes.Contains(axis) ? extent : 1)];
        return Tabulate(kept, at => function(Places(folded).Select(place => At(x, [.. at.Zip(place, (i, j) => i + j)]))));
    }

    static int Index(string operation, Tensor indices, int[] at, int extent, bool isFromEnd = true) => At(indices, at) switch
    {
        var i when i < (isFromEnd ? -extent : 0) || i >= extent
            => throw new ArgumentOutOfRangeException(nameof(indices), $"{operation}: index {i} is out of range for an axis of {extent}"),
        var i => i < 0 ? (int)i + extent : (int)i,
    };

    static double[] Tabulate(int[] shape, Func<int[], double> element) => [.. Places(shape).Select(element)];

    static double[] Tabulate(Shape shape, Func<int[], double> element) => Tabulate([.. shape], element);

    /// <summary>All places of a shape in row-major order.</summary>
    static IEnumerable<int[]> Places(int[] shape)
        => shape.Aggregate<int, IEnumerable<int[]>>([[]], (places, extent) => places.SelectMany(place => Enumerable.Range(0, extent).Select(i => (int[])[.. place, i])));

    static double At(Tensor x, int[] at) => Numbers(x)[Flat(x.Shape, at)];

    static int Flat(Shape shape, int[] at) => at.Select((i, axis) => (i, axis)).Aggregate(0, (flat, each) => flat * shape[each.axis] + each.i);

    static readonly ConditionalWeakTable<Tensor, double[]> numbers = [];

    /// <summary>The elements in row-major order, read once.</summary>
    public static double[] Numbers(Tensor x) => numbers.GetValue(x, Read);

    static double[] Read(Tensor x) => x.DType switch
    {
        DType.Float64 => x.ToArray<double>(),
        DType.Float32 => [.. x.ToArray<float>().Select(v => (double)v)],
        DType.Int32 => [.. x.ToArray<int>().Select(v => (double)v)],
        DType.Int64 => [.. x.ToArray<long>().Select(v => (double)v)],
        DType.UInt8 => [.. x.ToArray<byte>().Select(v => (double)v)],
        DType.Float16 => [.. x.ToArray<Half>().Select(v => (double)v)],
        DType.BFloat16 => [.. x.ToArray<BFloat16>().Select(v => (double)v)],
        _ => [.. x.ToArray<bool>().Select(v => v ? 1.0 : 0.0)],
    };

    /// <summary>The normal quantile by bisection of the distribution function, which Simpson's rule integrates.</summary>
    static double Quantile(double p)
    {
        double low = -3, high = 3;
        for (var i = 0; i < 60; i++)
            if (Distribution((low + high) / 2) < p) low = (low + high) / 2;
            else high = (low + high) / 2;
        return (low + high) / 2;
    }

    /// <summary>The cumulants of t under the density e^(x·t − eᵗ)/Γ(x): the derivatives of log Γ.</summary>
    static double Polygamma(double order, double x)
    {
        var mean = Gammas(x)[1] / Gammas(x)[0];
        var about = Gammas(x, mean).Select(each => each / Gammas(x)[0]).ToArray();
        var cumulants = new double[about.Length];
        for (var n = 2; n < cumulants.Length; n++)
            cumulants[n] = about[n] - Enumerable.Range(2, n - 2).Sum(k => Choose(n - 1, k - 1) * cumulants[k] * about[n - k]);
        return order == 0 ? mean : cumulants[(int)order + 1];
    }

    static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);

    /// <summary>
    /// ∫ (t − center)ᵏ e^(x·t − eᵗ) dt over all t, for k from 0 on, by the trapezoidal rule, which is exact to rounding here. The first is
    /// Γ(x).
    /// </summary>
    static double[] Gammas(double x, double center = 0)
    {
        const double step = 1.0 / 32;
        var integrals = new double[9];
        for (var t = -100.0; t < 6; t += step)
            for (var (k, term) = (0, step * Math.Exp(x * t - Math.Exp(t))); k < integrals.Length; k++, term *= t - center) integrals[k] += term;
        return integrals;
    }

    static double Distribution(double x)
    {
        const int steps = 1600;
        var sum = 0.0;
        for (var i = 0; i <= steps; i++) sum += (i is 0 or steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-(x * i / steps) * (x * i / steps) / 2);
        return 0.5 + sum * x / steps / 3 / Math.Sqrt(2 * Math.PI);
    }
}
