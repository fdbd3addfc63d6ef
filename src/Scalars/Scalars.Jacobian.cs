using System.Numerics;

namespace Functional;

// Functions from vectors to vectors. Jacobians are [outputs, inputs].
public static partial class Scalars
{
    /// <summary>
    /// The Jacobian [m, n] in reverse mode: one evaluation and m passes back. The method of choice for few outputs.
    /// </summary>
    /// <param name="f">A function from n numbers to m, which it fills; called once.</param>
    /// <param name="x">Where to differentiate, n numbers.</param>
    /// <param name="outputs">How many outputs f fills, m.</param>
    public static T[,] JacobianReverse<T>(VectorField<Reverse<T>> f, ReadOnlySpan<T> x, int outputs) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var jacobian = new T[NotNegative(outputs), x.Length];
        var tape = Tape<T>.Open(x.Length);
        try
        {
            var y = new Reverse<T>[outputs];
            f(tape.Arguments(x), y);
            for (var i = 0; i < outputs; i++) tape.Fold(y[i], T.One, Row(jacobian, i));
            return jacobian;
        }
        finally
        {
            tape.Close();
        }
    }

    /// <inheritdoc cref="JacobianReverse{T}(VectorField{Reverse{T}}, ReadOnlySpan{T}, int)"/>
    public static double[,] JacobianReverse(VectorField<Reverse<double>> f, ReadOnlySpan<double> x, int outputs) => JacobianReverse<double>(f, x, outputs);

    /// <summary>
    /// The Jacobian [m, n] in forward mode, a register of columns at a time: n / 8 evaluations for <c>double</c>, n / 16 for <c>float</c>.
    /// The method of choice for few inputs.
    /// </summary>
    /// <param name="f">A function from n numbers to m, which it fills.</param>
    /// <param name="x">Where to differentiate, n numbers of <c>double</c> or <c>float</c>.</param>
    /// <param name="outputs">How many outputs f fills, m.</param>
    public static T[,] JacobianForward<T>(VectorField<Dual<T, Lanes<T>>> f, ReadOnlySpan<T> x, int outputs) where T : IFloatingPointIeee754<T>
    {
        Require(f);
        var jacobian = new T[NotNegative(outputs), x.Length];
        var (arguments, y) = (new Dual<T, Lanes<T>>[x.Length], new Dual<T, Lanes<T>>[outputs]);
        for (var start = 0; start < x.Length; start += Lanes<T>.Count)
        {
            var end = Math.Min(start + Lanes<T>.Count, x.Length);
            for (var j = 0; j < x.Length; j++) arguments[j] = new(x[j], j >= start && j < end ? Lanes<T>.Unit(j - start) : default);
            Array.Clear(y);
            f(arguments, y);
            for (var i = 0; i < outputs; i++)
                for (var j = start; j < end; j++) jacobian[i, j] = y[i].Tangent[j - start];
        }
        return jacobian;
    }

    /// <inheritdoc cref="JacobianForward{T}(VectorField{Dual{T, Lanes{T}}}, ReadOnlySpan{T}, int)"/>
    public static double[,] JacobianForward(VectorField<Dual<double, Lanes<double>>> f, ReadOnlySpan<double> x, int outputs)
        => JacobianForward<double>(f, x, outputs);

    /// <summary>The Jacobian [m, n] of a function over any type of numbers, in the mode that takes fewer passes.</summary>
    public static T[,] Jacobian<F, T>(ReadOnlySpan<T> x, int outputs) where F : IVectorField where T : IFloatingPointIeee754<T>
        => x.Length / Lanes<T>.Count <= NotNegative(outputs) ? JacobianForward<T>(F.Invoke, x, outputs) : JacobianReverse<T>(F.Invoke, x, outputs);

    static Span<T> Row<T>(T[,] matrix, int row)
        => matrix.Length == 0 ? [] : System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref matrix[row, 0], matrix.GetLength(1));
}
