using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

public static partial class Operations
{
    /// <summary>Moves the elements of several axes, each by its own number of places; see <see cref="Roll(Tensor, int, int)"/>.</summary>
    /// <exception cref="ShapeException">There are more shifts than axes, or fewer, or no such axis.</exception>
    public static Tensor Roll(Tensor x, ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes)
    {
        if (shifts.Length != axes.Length) throw new ShapeException($"Roll: {shifts.Length} shifts for {axes.Length} axes");
        for (var i = 0; i < axes.Length; i++) x = Roll(x, shifts[i], axes[i]);
        return x;
    }

    /// <summary>
    /// The whole tensor, repeated so often along each axis; counts for fewer axes are those of the last, for more add axes in front.
    /// </summary>
    /// <exception cref="ShapeException">A count is negative.</exception>
    public static Tensor Tile(Tensor x, params ReadOnlySpan<int> counts)
    {
        int[] times = [.. Enumerable.Repeat(1, Math.Max(0, x.Rank - counts.Length)), .. counts];
        int[] extents = [.. Enumerable.Repeat(1, times.Length - x.Rank), .. x.Shape];
        // Each axis stands behind one along which it repeats.
        var single = Reshape(x, Shape.Of(extents.SelectMany(extent => (int[])[1, extent])));
        var repeated = Broadcast(single, Shape.Of(times.Zip(extents).SelectMany(each => (int[])[each.First, each.Second])));
        return Reshape(repeated, Shape.Of(times.Zip(extents, (count, extent) => count * extent)));
    }

    /// <summary>Each element of an axis, so often in a row: [a, b] twice is [a, a, b, b].</summary>
    /// <exception cref="ShapeException">The count is negative.</exception>
    public static Tensor Repeat(Tensor x, int count, int axis)
    {
        axis = x.Shape.Axis(axis, "Repeat");
        if (count < 0) throw new ShapeException($"Repeat: an element does not stand {count} times");
        var repeated = Broadcast(ExpandDims(x, axis + 1), Shape.Of([.. x.Shape.Take(axis + 1), count, .. x.Shape.Skip(axis + 1)]));
        return Reshape(repeated, x.Shape.With(axis, x.Shape[axis] * count));
    }

    /// <summary>
    /// The coordinates of a grid whose axes are vectors, one tensor for each: of [n] and [m] two of [n, m] (the order of indices, "ij").
    /// </summary>
    /// <exception cref="ShapeException">One of them is not a vector.</exception>
    public static Tensor[] MeshGrid(params ReadOnlySpan<Tensor> axes)
    {
        var extents = new int[axes.Length];
        for (var i = 0; i < extents.Length; i++)
            extents[i] = axes[i].Rank == 1 ? axes[i].Size : throw new ShapeException($"MeshGrid: axis {i} is {axes[i].Shape}, not a vector");
        var (grid, each) = (Shape.Create(extents), new Tensor[axes.Length]);
        for (var i = 0; i < each.Length; i++)
            each[i] = Broadcast(Reshape(axes[i], Shape.Of(Enumerable.Range(0, grid.Rank).Select(axis => axis == i ? grid[axis] : 1))), grid);
        return each;
    }

    /// <summary>Exchanges two axes.</summary>
    public static Tensor SwapAxes(Tensor x, int first, int second)
    {
        (first, second) = (x.Shape.Axis(first, "SwapAxes"), x.Shape.Axis(second, "SwapAxes"));
        return Permute(x, [.. Enumerable.Range(0, x.Rank).Select(axis => axis == first ? second : axis == second ? first : axis)]);
    }

    /// <summary>A plane turned by so many right angles, from its first axis towards the second.</summary>
    /// <exception cref="ShapeException">The axes are the same, or not there.</exception>
    public static Tensor Rot90(Tensor x, int times = 1, int first = 0, int second = 1)
    {
        (first, second) = (x.Shape.Axis(first, "Rot90"), x.Shape.Axis(second, "Rot90"));
        if (first == second) throw new ShapeException($"Rot90: a plane has two axes, not axis {first} alone");
        return (times & 3) switch
        {
            1 => Flip(SwapAxes(x, first, second), first),
            2 => Flip(x, first, second),
            3 => SwapAxes(Flip(x, first), first, second),
            _ => x,
        };
    }

    /// <summary>The parts of a tensor along an axis, without it: the opposite of <see cref="Stack"/>.</summary>
    public static Tensor[] Unstack(Tensor x, int axis = 0)
    {
        axis = x.Shape.Axis(axis, "Unstack");
        return [.. Enumerable.Range(0, x.Shape[axis]).Select(i => Squeeze(SliceAxis(x, axis, new(i, 1)), axis))];
    }

    /// <summary>Adds elements around a tensor that are copies of its own, a (low, high) pair per axis.</summary>
    /// <exception cref="ShapeException">A number is negative, or larger than there are elements to copy.</exception>
    public static Tensor Pad(Tensor x, ReadOnlySpan<(int Low, int High)> paddings, PadMode mode)
    {
        if (paddings.Length != x.Rank) throw new ShapeException($"Pad: {paddings.Length} paddings for shape {x.Shape}");
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var (low, high) = paddings[axis];
            if (low == 0 && high == 0) continue;
            var (extent, most) = (x.Shape[axis],
                mode == PadMode.Reflect ? x.Shape[axis] - 1 : mode == PadMode.Circular ? x.Shape[axis] : int.MaxValue);
            if (low < 0 || high < 0 || extent == 0 || low > most || high > most)
                throw new ShapeException($"Pad: axis {axis} of {x.Shape} has no {low} and {high} elements to continue it ({mode})");
            x = Gather(x, Tensor.Of<int>([.. Enumerable.Range(-low, low + extent + high).Select(i => Source(i, extent, mode))]), axis);
        }
        return x;
    }

    /// <summary>Which element stands at a place beyond the ends of an axis.</summary>
    static int Source(int i, int extent, PadMode mode) => mode switch
    {
        PadMode.Reflect => i < 0 ? -i : i >= extent ? 2 * (extent - 1) - i : i,
        PadMode.Circular => (i + extent) % extent,
        _ => Math.Clamp(i, 0, extent - 1),
    };
}

/// <summary>How a tensor goes on beyond its borders.</summary>
public enum PadMode
{
    /// <summary>Mirrored at its first and last elements, which are not repeated: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>Its first and last elements, again and again: a a | a b c | c c.</summary>
    Replicate,

    /// <summary>From its other end: b c | a b c | a b.</summary>
    Circular,
}
