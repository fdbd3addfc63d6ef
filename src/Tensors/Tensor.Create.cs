using System.Runtime.InteropServices;
using Functional.Primitives;

namespace Functional;

/// <summary>Creation. The default element type is float32.</summary>
public abstract partial class Tensor
{
    /// <summary>A copy of the elements, in row-major order, under a shape of as many.</summary>
    public static Tensor From<T>(ReadOnlySpan<T> elements, Shape shape) where T : unmanaged
        => elements.Length == shape.Size ? FromBytes(MemoryMarshal.AsBytes(elements), DTypes.Of<T>(), shape)
        : throw new ShapeException($"From: {elements.Length} elements do not fill {shape}");

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape)"/>
    public static Tensor From<T>(T[] elements, Shape shape) where T : unmanaged => From((ReadOnlySpan<T>)elements, shape);

    /// <summary>A vector.</summary>
    public static Tensor Of<T>(params ReadOnlySpan<T> elements) where T : unmanaged => From(elements, [elements.Length]);

    /// <summary>A matrix.</summary>
    public static Tensor Of<T>(T[,] elements) where T : unmanaged => FromArray<T>(elements);

    /// <summary>A tensor of rank 3.</summary>
    public static Tensor Of<T>(T[,,] elements) where T : unmanaged => FromArray<T>(elements);

    /// <summary>A tensor of rank 4.</summary>
    public static Tensor Of<T>(T[,,,] elements) where T : unmanaged => FromArray<T>(elements);

    /// <summary>A copy of a tensor of <c>System.Numerics.Tensors</c>.</summary>
    public static Tensor From<T>(System.Numerics.Tensors.Tensor<T> tensor) where T : unmanaged
    {
        var elements = new T[checked((int)tensor.FlattenedLength)];
        tensor.FlattenTo(elements);
        return From(elements, Shape.Of(tensor.Lengths.ToArray().Select(length => checked((int)length))));
    }

    /// <summary>A tensor of rank 0.</summary>
    public static Tensor Scalar<T>(T value) where T : unmanaged => From([value], Shape.Scalar);

    /// <summary>0 everywhere.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Full(shape, 0, dtype);

    /// <summary>1 everywhere.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>One value everywhere; a repeated element, not an array of them.</summary>
    /// <exception cref="DTypeException">An integer type cannot hold the value.</exception>
    public static Tensor Full(Shape shape, Literal value, DType dtype = DType.Float32) => value.Repeat(shape, dtype).AsConstant();

    /// <summary>Zeros of the shape and element type of x.</summary>
    public static Tensor ZerosLike(Tensor x) => Zeros(x.Shape, x.DType);

    /// <summary>Ones of the shape and element type of x.</summary>
    public static Tensor OnesLike(Tensor x) => Ones(x.Shape, x.DType);

    /// <summary>The int32 numbers 0 … count − 1.</summary>
    public static Tensor Arange(int count) => Arange(0, count);

    /// <summary>The integers start, start + step, … below (for a negative step: above) end.</summary>
    /// <exception cref="DTypeException">An integer type cannot hold them.</exception>
    public static Tensor Arange(long start, long end, long step = 1, DType dtype = DType.Int32)
    {
        if (step == 0) throw new ArgumentOutOfRangeException(nameof(step), $"Arange: a step of {step} leads nowhere");
        var (distance, stride) = step > 0 ? ((Int128)end - start, (Int128)step) : ((Int128)start - end, -(Int128)step);
        var elements = new long[checked((int)Int128.Max(0, (distance + stride - 1) / stride))];
        for (var i = 0; i < elements.Length; i++) elements[i] = start + i * step;
        return Cast(elements, [elements.Length], dtype);
    }

    /// <summary>The numbers start, start + step, … below (for a negative step: above) end.</summary>
    /// <exception cref="DTypeException">An integer type cannot hold them.</exception>
    public static Tensor Arange(double start, double end, double step = 1, DType dtype = DType.Int32)
    {
        if (step == 0 || !double.IsFinite(step))
            throw new ArgumentOutOfRangeException(nameof(step), FormattableString.Invariant($"Arange: a step of {step} leads nowhere"));
        var count = checked((int)Math.Max(0, Math.Ceiling((end - start) / step)));
        return Tabulate([count], dtype, i => start + i * step);
    }

    /// <summary>So many evenly spaced numbers from start to end, both included.</summary>
    public static Tensor Linspace(double start, double end, int count, DType dtype = DType.Float32)
    {
        if (count < 0) throw new ShapeException($"Linspace: there is no vector of {count} numbers");
        var steps = Math.Max(count - 1, 1);
        // The distance of the ends may be beyond the range where they are not.
        return Tabulate([count], dtype, i => i == count - 1 && i > 0 ? end
            : double.IsFinite(end - start) ? start + i * ((end - start) / steps)
            : start * (1 - (double)i / steps) + end * ((double)i / steps));
    }

    /// <summary>Ones on the diagonal of a matrix, zeros beside it.</summary>
    public static Tensor Eye(int rows, int? columns = null, DType dtype = DType.Float32)
    {
        var width = columns ?? rows;
        return Tabulate([rows, width], dtype, i => i / width == i % width ? 1 : 0);
    }

    /// <summary>For each integer a row of zeros with a one at that place, negative ones counting from the end: [a] gives [a, classes].</summary>
    /// <exception cref="ArgumentOutOfRangeException">An integer is outside −classes … classes − 1.</exception>
    public static Tensor OneHot(Tensor indices, int classes, DType dtype = DType.Float32)
        => indices.DType.IsInteger() ? Operations.Cast(Operations.Equal(Operations.ExpandDims(Operations.Places("OneHot", indices, classes), -1), Arange(classes)), dtype)
        : throw new DTypeException($"OneHot: the indices are {indices.DType.Name()}, not integers");

    /// <summary>
    /// The indices of a grid of [n] and [m] places, both of [n, m], to take elements by: <c>var (i, j) = Tensor.Grid(rows, columns); x[i, j]</c>.
    /// </summary>
    /// <exception cref="ShapeException">One of them is not a vector.</exception>
    public static (Tensor I, Tensor J) Grid(Tensor a, Tensor b) => Operations.MeshGrid(a, b) is [var i, var j] ? (i, j) : default;

    /// <summary>The elements given by a function of their row-major index.</summary>
    static Tensor Tabulate(Shape shape, DType dtype, Func<int, double> element)
    {
        var elements = new double[shape.Size];
        for (var i = 0; i < elements.Length; i++) elements[i] = element(i);
        return Cast(elements, shape, dtype);
    }

    /// <summary>Numbers as elements of a type, which if it is of integers must be able to hold the first and the last.</summary>
    static Tensor Cast<T>(T[] elements, Shape shape, DType dtype) where T : unmanaged, System.Numerics.INumber<T>
    {
        if (dtype.IsInteger() && elements.Length > 0)
            foreach (var end in (T[])[elements[0], elements[^1]]) _ = Full(Shape.Scalar, Whole(end), dtype);
        return Operations.Cast(From(elements, shape), dtype);

        // The numbers between two integers are rounded towards zero, as in every cast of floats.
        static Literal Whole(T x) => x is long integer ? (Literal)integer : double.Truncate(double.CreateChecked(x));
    }

    static Tensor FromArray<T>(Array elements) where T : unmanaged
    {
        var shape = Shape.Of(Enumerable.Range(0, elements.Rank).Select(elements.GetLength));
        return From<T>([.. elements.Cast<T>()], shape);
    }

    /// <summary>
    /// Elements from their bytes, in row-major order and as many as the shape holds. For bool, 0 and 1 are all that bytes may be.
    /// </summary>
    /// <exception cref="ShapeException">They are fewer or more.</exception>
    public static Tensor FromBytes(ReadOnlySpan<byte> elements, DType dtype, Shape shape)
        => elements.Length == (long)shape.Size * dtype.Bytes() ? Device.Cpu.Create(dtype, shape, elements).AsLiteral()
        : throw new ShapeException($"FromBytes: {elements.Length} bytes are not {shape.Size} elements of {dtype.Name()}");
}
