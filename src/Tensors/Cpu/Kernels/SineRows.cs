using System.Numerics;

namespace Functional.Cpu;

/// <summary>
/// Sine and cosine of float64 rows. Those of <c>TensorPrimitives</c> round an element differently in other company, which the alignment of memory
/// decides, and in precompiled code; here every element has the same bits always. The argument is reduced to −π/4 … π/4 with a remainder
/// (W. Cody, W. Waite 1980, "Software Manual for the Elementary Functions", ch. 8), and the polynomials are those of FDLIBM (K. Ng, Sun Microsystems 1993).
/// </summary>
internal static class SineRows
{
    /// <summary>Above this, the parts of π/2 do not have enough bits; Math.Sin takes over.</summary>
    const double Largest = 1 << 30;

    // π/2 in three parts.
    const double High = 1.5707963267948966, Middle = 6.123233995736766e-17, Low = -1.4973849048591698e-33;

    internal static void Sin(ReadOnlySpan<double> x, Span<double> y) => Apply(x, y, turns: 0, Math.Sin);

    internal static void Cos(ReadOnlySpan<double> x, Span<double> y) => Apply(x, y, turns: 1, Math.Cos);

    /// <summary>The sine of x and that many quarter turns.</summary>
    static void Apply(ReadOnlySpan<double> x, Span<double> y, long turns, Func<double, double> exact)
    {
        var i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count) Sine(new(x[i..]), turns).CopyTo(y[i..]);
        if (i < x.Length)
        {
            Span<double> rest = stackalloc double[Vector<double>.Count];
            x[i..].CopyTo(rest);
            Sine(new(rest), turns).CopyTo(rest);
            rest[..(x.Length - i)].CopyTo(y[i..]);
        }
        for (i = 0; i < x.Length; i++)
            if (!(Math.Abs(x[i]) <= Largest)) y[i] = exact(x[i]);
    }

    static Vector<double> Sine(Vector<double> x, long turns)
    {
        var n = Vector.Round(x * (2 / Math.PI));
        var quarter = Vector.ConvertToInt64(n) + new Vector<long>(turns);
        // x − n·π/2 as r + rest: the first difference is exact, the errors of the second one and of its product are kept (T. Dekker 1971).
        var first = Vector.FusedMultiplyAdd(n, new(-High), x);
        var product = n * Middle;
        var difference = first - product;
        var taken = first - difference;
        var error = first - (difference + taken) + (taken - product) - Vector.FusedMultiplyAdd(n, new(Middle), -product);
        var small = Vector.FusedMultiplyAdd(n, new(-Low), error);
        var r = difference + small;
        var rest = small - (r - difference);
        // Where n is 0, −0 stays.
        r = Vector.ConditionalSelect(Vector.Equals(n, Vector<double>.Zero), x, r);

        var isOdd = Vector.Equals(quarter & Vector<long>.One, Vector<long>.One);
        var y = Vector.ConditionalSelect(Vector.AsVectorDouble(isOdd), CosineNearZero(r, rest), SineNearZero(r, rest));
        var sign = (quarter & new Vector<long>(2)) << 62;
        return Vector.AsVectorDouble(Vector.AsVectorInt64(y) ^ sign);
    }

    static Vector<double> SineNearZero(Vector<double> r, Vector<double> rest)
    {
        var z = r * r;
        var p = Polynomial(z, 1.58969099521155010221e-10, -2.50507602534068634195e-8, 2.75573137070700676789e-6, -1.98412698298579493134e-4, 8.33333333332248946124e-3);
        var cube = z * r;
        return r - (z * (rest * 0.5 - cube * p) - rest - cube * -1.66666666666666324348e-1);
    }

    static Vector<double> CosineNearZero(Vector<double> r, Vector<double> rest)
    {
        var z = r * r;
        var p = Polynomial(z, -1.13596475577881948265e-11, 2.08757232129817482790e-9, -2.75573143513906633035e-7,
            2.48015872894767294178e-5, -1.38888888888741095749e-3, 4.16666666666666019037e-2);
        var half = z * 0.5;
        var w = Vector<double>.One - half;
        return w + (Vector<double>.One - w - half + (z * z * p - r * rest));
    }

    /// <summary>Horner's rule, the highest power first.</summary>
    static Vector<double> Polynomial(Vector<double> z, params ReadOnlySpan<double> coefficients)
    {
        var sum = new Vector<double>(coefficients[0]);
        for (var i = 1; i < coefficients.Length; i++) sum = Vector.FusedMultiplyAdd(sum, z, new(coefficients[i]));
        return sum;
    }
}
