using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

public static partial class Operations
{
    /// <summary>The sums of the elements of an axis up to each one, itself included. Sums of integers of any type are int64.</summary>
    public static Tensor CumSum(Tensor x, int axis = -1) => new CumSum(x.Shape.Axis(axis, "CumSum")).Apply(Accumulated(x));

    /// <summary>
    /// The elements of an axis in ascending order, and the int32 indices at which they were. Equal elements keep their order, NaN goes last.
    /// Derivatives go where the elements came from.
    /// </summary>
    public static (Tensor Values, Tensor Indices) Sort(Tensor x, int axis = -1) => Ordered(x, x.Shape.Axis(axis, "Sort"), ArgSort);

    /// <summary>
    /// The k largest elements of an axis in descending order, and the int32 indices at which they were. The first of equal elements come first,
    /// NaN before all numbers.
    /// </summary>
    public static (Tensor Values, Tensor Indices) TopK(Tensor x, int k, int axis = -1)
    {
        axis = x.Shape.Axis(axis, "TopK");
        var n = x.Shape[axis];
        if (k < 0 || k > n) throw new ShapeException($"TopK: axis {axis} of {x.Shape} has no {k} elements");
        // In the reversed order of elements the first of equal ones is the last, and so is what is largest.
        return Ordered(x, axis, x => SliceAxis(n - 1 - Flip(ArgSort(Flip(x, -1)), -1), x.Rank - 1, new(0, k)));
    }

    /// <summary>The elements of an axis at the indices that a function of the last axis gives for each row, and these indices.</summary>
    static (Tensor Values, Tensor Indices) Ordered(Tensor x, int axis, Func<Tensor, Tensor> order)
    {
        var last = MoveAxis(x, axis, -1);
        var indices = order(last);
        // Row r of all rows begins at r·n.
        var each = Shape.Of([.. indices.Shape.SkipLast(1), 1]);
        var rows = Tensor.Arange(each.Size).Reshape(each) * last.Shape[-1];
        return (MoveAxis(Gather(Ravel(last), indices + rows), -1, axis), MoveAxis(indices, -1, axis));
    }
}
