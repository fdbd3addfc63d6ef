using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>The primitives that need no copy: other shapes and strides over the same array.</summary>
internal static class Views
{
    internal static ArrayTensor Broadcast(ArrayTensor x, Shape to)
    {
        var (strides, from, lead) = (new int[to.Rank], x.Strides, to.Rank - x.Rank);
        for (var axis = lead; axis < to.Rank; axis++) strides[axis] = x.Shape[axis - lead] == 1 ? 0 : from[axis - lead];
        return x.View(to, x.Offset, strides);
    }

    internal static ArrayTensor Reshape(ArrayTensor x, Shape to)
    {
        if (x.IsContiguous || x.Size == 0) return x.View(to, x.Offset, null);
        return Layout.Reshape(x.Shape, x.Strides, to) is { } strides ? x.View(to, x.Offset, strides) : x.Contiguous().View(to, 0, null);
    }

    internal static ArrayTensor Permute(ArrayTensor x, Shape to, Sequence<int> axes)
    {
        var from = x.Strides;
        return x.View(to, x.Offset, [.. axes.Select(axis => from[axis])]);
    }

    internal static ArrayTensor Slice(ArrayTensor x, Shape to, Sequence<Run> runs)
    {
        if (to.Size == 0) return x.View(to, 0, null);
        var (strides, from, offset) = (new int[to.Rank], x.Strides, x.Offset);
        for (var axis = 0; axis < to.Rank; axis++)
        {
            strides[axis] = from[axis] * runs[axis].Step;
            offset += from[axis] * runs[axis].Start;
        }
        return x.View(to, offset, strides);
    }
}
