using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

// Jacobians and Hessians with many zeros: find the pattern, colour it, compute one colour at a time.
public static partial class Scalars
{
    /// <summary>Which outputs depend on which inputs at x, by what the branches taken there compute: [m, n].</summary>
    public static SparsePattern JacobianPattern<F, T>(ReadOnlySpan<T> x, int outputs) where F : IVectorField where T : IFloatingPointIeee754<T>
    {
        var y = new Dependence<T>[NotNegative(outputs)];
        F.Invoke<Dependence<T>>(Dependence<T>.Arguments(x), y);
        return SparsePattern.Of(x.Length, Array.ConvertAll(y, each => each.On));
    }

    /// <summary>Which pairs of inputs interact at x: [n, n], symmetric.</summary>
    public static SparsePattern HessianPattern<F, T>(ReadOnlySpan<T> x) where F : IScalarField where T : IFloatingPointIeee754<T>
        => SparsePattern.Of(x.Length, Array.ConvertAll(Gradient<F, Dependence<T>>(Dependence<T>.Arguments(x)), each => each.On));

    /// <summary>
    /// The Jacobian [m, n] where its pattern has places. Columns that share no row are computed together, several such groups at once:
    /// for a band of width b, b / 8 evaluations, whatever n. F is a type and not a lambda, because it runs at two types of numbers, for the
    /// pattern and for the derivatives, and a lambda has one.
    /// </summary>
    /// <example><code>
    /// readonly struct Products : IVectorField
    /// {
    ///     public static void Invoke&lt;T&gt;(ReadOnlySpan&lt;T&gt; x, Span&lt;T&gt; y) where T : IFloatingPointIeee754&lt;T&gt;
    ///     { for (var i = 1; i &lt; x.Length; i++) y[i] = x[i] * x[i - 1]; }
    /// }
    /// var jacobian = SparseJacobian&lt;Products, double&gt;([1, 2, 3], outputs: 3);
    /// </code></example>
    /// <param name="x">Where to differentiate, n numbers of <c>double</c> or <c>float</c>.</param>
    /// <param name="outputs">How many outputs F fills, m.</param>
    /// <param name="pattern">The pattern, if it is known already: it must have a place for every element that is not zero.</param>
    /// <exception cref="ArgumentException">The pattern has other sizes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of outputs is negative.</exception>
    public static SparseMatrix<T> SparseJacobian<F, T>(ReadOnlySpan<T> x, int outputs, SparsePattern? pattern = null)
        where F : IVectorField where T : IFloatingPointIeee754<T>
    {
        pattern ??= JacobianPattern<F, T>(x, NotNegative(outputs));
        Require(pattern, outputs, x.Length);
        var colours = Colouring.OfColumns(pattern);
        var (values, y) = (new T[pattern.Count], new Dual<T, Lanes<T>>[outputs]);
        for (var start = 0; start < Colouring.Count(colours); start += Lanes<T>.Count)
        {
            Array.Clear(y);
            F.Invoke<Dual<T, Lanes<T>>>(Seeds(x, colours, start), y);
            Collect(pattern, values, y, colours, start, symmetric: false);
        }
        return new(pattern, values.ToSequence());
    }

    /// <summary>
    /// The Hessian [n, n] where its pattern has places, in as few evaluations as a star colouring of the pattern has groups of 8 colours.
    /// F is a type and not a lambda, because it runs at two types of numbers, for the pattern and for the derivatives, and a lambda has one.
    /// </summary>
    /// <example><code>
    /// readonly struct Chain : IScalarField
    /// {
    ///     public static T Invoke&lt;T&gt;(ReadOnlySpan&lt;T&gt; x) where T : IFloatingPointIeee754&lt;T&gt;
    ///     { var sum = T.Zero; for (var i = 1; i &lt; x.Length; i++) sum += T.Sin(x[i] * x[i - 1]); return sum; }
    /// }
    /// var hessian = SparseHessian&lt;Chain, double&gt;([1, 2, 3]);
    /// </code></example>
    /// <param name="x">Where to differentiate, n numbers of <c>double</c> or <c>float</c>.</param>
    /// <param name="pattern">The pattern, if it is known already: symmetric, with a place for every element that is not zero.</param>
    /// <exception cref="ArgumentException">The pattern has other sizes, or is not symmetric.</exception>
    public static SparseMatrix<T> SparseHessian<F, T>(ReadOnlySpan<T> x, SparsePattern? pattern = null)
        where F : IScalarField where T : IFloatingPointIeee754<T>
    {
        var places = pattern ?? HessianPattern<F, T>(x);
        Require(places, x.Length, x.Length);
        if (pattern is not null && pattern != pattern.Transpose())
            throw new ArgumentException("SparseHessian: the pattern is not symmetric: take the one of HessianPattern, or add the places that mirror its own");
        var colours = Colouring.OfSymmetric(places);
        var (values, gradient) = (new T[places.Count], new Dual<T, Lanes<T>>[x.Length]);
        for (var start = 0; start < Colouring.Count(colours); start += Lanes<T>.Count)
        {
            ValueAndGradient<Dual<T, Lanes<T>>>(F.Invoke, Seeds(x, colours, start), gradient);
            Collect(places, values, gradient, colours, start, symmetric: true);
        }
        return new(places, values.ToSequence());
    }

    /// <summary>The arguments with a tangent in the lane of their colour, for a register of colours.</summary>
    static Dual<T, Lanes<T>>[] Seeds<T>(ReadOnlySpan<T> x, int[] colours, int start) where T : IFloatingPointIeee754<T>
    {
        var seeds = new Dual<T, Lanes<T>>[x.Length];
        for (var j = 0; j < x.Length; j++) seeds[j] = new(x[j], Lane<T>(colours[j], start) is { } lane ? Lanes<T>.Unit(lane) : default);
        return seeds;
    }

    static int? Lane<T>(int colour, int start) where T : IFloatingPointIeee754<T>
        => colour - start is var lane && lane >= 0 && lane < Lanes<T>.Count ? lane : null;

    /// <summary>Fills in the values of the colours that were computed: in each row the sum over a colour is one element.</summary>
    static void Collect<T>(SparsePattern pattern, T[] values, Dual<T, Lanes<T>>[] rows, int[] colours, int start, bool symmetric)
        where T : IFloatingPointIeee754<T>
    {
        for (var row = 0; row < pattern.Rows; row++)
            for (var at = pattern.Starts[row]; at < pattern.Starts[row + 1]; at++)
            {
                var (i, j) = (row, pattern.Indices[at]);
                // An element of a symmetric matrix that is not alone in its row's sum is alone in its column's.
                if (symmetric && Colouring.Occurs(pattern, colours, i, j)) (i, j) = (j, i);
                if (Lane<T>(colours[j], start) is { } lane) values[at] = rows[i].Tangent[lane];
            }
    }

    static void Require(SparsePattern pattern, int rows, int columns, [CallerMemberName] string operation = "")
    {
        if (pattern.Rows != rows || pattern.Columns != columns)
            throw new ArgumentException($"{operation}: the pattern is [{pattern.Rows}, {pattern.Columns}], the matrix is [{rows}, {columns}]: "
                + "leave the pattern out, or take it at as many arguments");
    }
}
