using Functional.Primitives;
using static Functional.Operations;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>
/// Updates of the elements of a vector that are in order by the place where they go, those of one place, a segment, as they came.
/// </summary>
/// <param name="Order">Which update stands at each place of the order, int32 [m].</param>
/// <param name="Target">Where it goes, int32 [m], ascending.</param>
/// <param name="Extent">The number of elements of the vector.</param>
internal sealed record Segments(Tensor Order, Tensor Target, int Extent)
{
    internal static Segments Of(Tensor targets, int extent)
    {
        var flat = Ravel(targets);
        var order = ArgSort(flat);
        return new(order, Gather(flat, order), extent);
    }

    /// <summary>Where a segment ends.</summary>
    Tensor IsLast => Size == 0 ? Tensor.Zeros([0], DType.Bool)
        : Concat(0, NotEqual(SliceAxis(Target, 0, new(0, Size - 1)), SliceAxis(Target, 0, new(1, Size - 1))), Tensor.Ones([1], DType.Bool));

    int Size => Target.Size;

    /// <summary>x with the last update of each segment.</summary>
    internal Tensor Set(Tensor x, Tensor updates) => Where(Touched, Ends(Gather(updates, Order)), x);

    /// <summary>The larger of x and the largest update of each segment.</summary>
    internal Tensor Max(Tensor x, Tensor updates)
    {
        // In order by size, and then, which keeps it, by place.
        var bySize = ArgSort(StopGradient(updates));
        var inOrder = Gather(bySize, ArgSort(Gather(Gather(Target, ArgSort(Order)), bySize)));
        return Where(Touched, Maximum(x, Ends(Gather(updates, inOrder))), x);
    }

    /// <summary>x times all updates of each segment.</summary>
    internal Tensor Multiply(Tensor x, Tensor updates)
    {
        var product = Gather(updates, Order);
        for (var distance = 1; distance < Size; distance *= 2)
        {
            var earlier = Gather(product, Operations.Maximum(Tensor.Arange(Size) - distance, 0));
            var target = Gather(Target, Operations.Maximum(Tensor.Arange(Size) - distance, 0));
            var same = And(Equal(target, Target), Tensor.Arange(Size) >= distance);
            product = Where(same, earlier, 1) * product;
        }
        return x * Where(Touched, Ends(product), 1);
    }

    /// <summary>Which elements have an update.</summary>
    Tensor Touched => Scatter(Tensor.Ones([Size], DType.Int32), Target, Extent) > 0;

    /// <summary>The last of each segment at its place, and zeros.</summary>
    Tensor Ends(Tensor inOrder)
    {
        var last = IsLast;
        var zeros = Like(0, inOrder);
        return inOrder.DType == DType.Bool
            ? Scatter(Cast(And(last, inOrder), DType.Int32), Target, Extent) > 0
            : Scatter(Where(last, inOrder, zeros), Target, Extent);
    }
}
