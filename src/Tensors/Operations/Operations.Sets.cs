using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>
/// Operations whose number of results depends on the elements. Without <c>size</c> they read it on the host, so that they cannot be traced or
/// mapped over a batch; with it they have so many, whatever there are, and read nothing.
/// </summary>
public static partial class Operations
{
    /// <summary>
    /// The indices of the elements that are true or not 0, in row-major order: int32 [count, rank].
    /// </summary>
    /// <param name="size">How many rows; those without an element are <paramref name="fill"/>, and elements without a row are left out. Without it,
    /// all, which reads on the host.</param>
    public static Tensor NonZero(Tensor x, int? size = null, int fill = -1)
    {
        var chosen = Ravel(x.DType == DType.Bool ? x : NotEqual(x, 0));
        var count = size ?? Count(chosen).ToScalar<int>();
        // Those that are not chosen go last.
        var order = Sized(ArgSort(Cast(Not(chosen), DType.UInt8)), count, 0);
        var isThere = Tensor.Arange(count) < Count(chosen);
        var (columns, stride) = (new Tensor[x.Rank], x.Size);
        for (var axis = 0; axis < columns.Length; axis++)
        {
            stride /= Math.Max(1, x.Shape[axis]);
            columns[axis] = Where(isThere, Fmod(order / Math.Max(1, stride), Math.Max(1, x.Shape[axis])), fill);
        }
        return columns.Length == 0 ? Tensor.Zeros([count, 0], DType.Int32) : Stack(1, columns);
    }

    /// <summary>
    /// The different elements in ascending order, at which of them each element of x is (int32, in the shape of x), and how many equal each
    /// (int32). NaN equals NaN here.
    /// </summary>
    /// <param name="size">How many values; places without one repeat the largest, with count 0, and those beyond are left out, with indices that
    /// name no value. Without it, all, which reads on the host.</param>
    public static (Tensor Values, Tensor Inverse, Tensor Counts) Unique(Tensor x, int? size = null)
    {
        if (x.DType == DType.Bool) throw new DTypeException("Unique: the tensor is bool: convert it with Cast");
        var (sorted, order) = Sort(Ravel(x));
        if (x.Size == 0 && size is null or 0) return (Tensor.Zeros([0], x.DType), Tensor.Zeros(x.Shape, DType.Int32), Tensor.Zeros([0], DType.Int32));
        if (x.Size == 0) throw new ShapeException($"Unique: {x.Shape} is empty and has no {size} values");
        var (before, after) = (SliceAxis(sorted, 0, new(0, x.Size - 1)), SliceAxis(sorted, 0, new(1, x.Size - 1)));
        var isNew = And(NotEqual(before, after), Not(And(IsNaN(before), IsNaN(after))));
        var rank = Concat(0, Tensor.Zeros([1], DType.Int32), Cast(CumSum(Cast(isNew, DType.Int32)), DType.Int32));
        var count = size ?? rank[^1].ToScalar<int>() + 1;
        // The first element of each rank; ranks that are not there lead to the last one.
        var places = Tensor.Arange(count);
        var first = Minimum(SearchSorted(rank, places), x.Size - 1);
        var inverse = Gather(rank, ArgSort(order));
        var counts = SearchSorted(rank, places, right: true) - SearchSorted(rank, places);
        return (Gather(sorted, first), Reshape(inverse, x.Shape), counts);
    }

    /// <summary>How often each of the integers 0, 1, … stands in a tensor, or the sums of the weights beside them.</summary>
    /// <param name="size">How many integers; a larger one is an error. Without it, one more than the largest, which reads on the host.</param>
    /// <exception cref="ArgumentOutOfRangeException">An integer is negative, or as large as the size.</exception>
    public static Tensor BinCount(Tensor x, Tensor? weights = null, int? size = null)
    {
        Primitives.Gather.RequireIndices("BinCount", x);
        if (weights is not null && weights.Shape != x.Shape)
            throw new ShapeException($"BinCount: the integers are {x.Shape}, the weights {weights.Shape}: shapes differ");
        var count = size ?? (x.Size == 0 ? 0 : Cast(Max(x), DType.Int32).ToScalar<int>() + 1);
        var places = new Gather(0, "BinCount", IsFromEnd: false).Apply(Tensor.Arange(Math.Max(count, 0)), Ravel(x));
        return Scatter(weights is null ? Tensor.Ones([x.Size], DType.Int32) : Ravel(weights), places, Math.Max(count, 0));
    }

    /// <summary>
    /// How many elements lie in each of so many bins of equal width over low … high, of which the last holds its end: int32 [bins]. Elements
    /// elsewhere, and NaN, are not counted.
    /// </summary>
    public static Tensor Histogram(Tensor x, int bins, double low, double high)
    {
        RequireFloat("Histogram", x);
        if (bins < 1 || !(low < high))
            throw new ArgumentOutOfRangeException(nameof(bins), FormattableString.Invariant($"Histogram: {bins} bins over {low} … {high}"));
        var edges = Cast(Tensor.Linspace(low, high, bins + 1, DType.Float64), x.DType.Computed());
        var elements = Cast(Ravel(StopGradient(x)), x.DType.Computed());
        var bin = Minimum(SearchSorted(edges, elements, right: true) - 1, bins - 1);
        var isInside = And(elements >= low, elements <= high);
        return SliceAxis(Scatter(Tensor.Ones([x.Size], DType.Int32), Where(isInside, bin, bins), bins + 1), 0, new(0, bins));
    }

    /// <summary>A vector with so many elements: the first of them, or all and more.</summary>
    static Tensor Sized(Tensor x, int size, double fill) => size == x.Size ? x : Pad(x, [(0, size - x.Size)], fill);
}
