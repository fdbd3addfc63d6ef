namespace Functional.Cpu;

/// <summary>A given value of a fused body, a view of an array in memory, of which each block takes a run of elements in row-major order.</summary>
internal sealed unsafe class FusedInput
{
    readonly int bytes, perRow, period;
    readonly bool isRow, isDense;
    readonly int[] extents = [], strides = [];

    internal FusedInput(ArrayTensor view, int register, int perRow, bool isDense)
    {
        (View, this.perRow, this.isDense, Register) = (view, perRow, isDense, register);
        bytes = view.DType.Bytes();
        isRow = view.IsContiguous || view.IsRepeated && !isDense;
        if (isRow) return;
        (extents, var walks) = Layout.Collapse(view.Shape, view.Strides);
        strides = walks[0];
        period = 1;
        for (var axis = strides[0] == 0 ? 1 : 0; axis < extents.Length; axis++) period *= extents[axis];
    }

    /// <summary>What a run was copied for that does not lie side by side: after a period of the view the same elements come again.</summary>
    internal struct Copied
    {
        public int Phase, Count;
    }

    internal ArrayTensor View { get; }

    internal int Register { get; }

    internal Array Array => (Array)View.Storage;

    /// <summary>Elements of the innermost run, in which they lie at one distance; 0 where that is all of them.</summary>
    internal int Inner => isRow ? 0 : extents[^1];

    /// <summary>The place of the elements of a block: in the array itself, or in a copy.</summary>
    internal Place At(byte* array, in FusedBlock block, byte* copy, ref Copied copied)
    {
        var (start, count) = (block.FirstRow * perRow, block.Rows * perRow);
        var first = array + (nint)View.Offset * bytes;
        if (isRow) return new(first + (nint)start * View.RowStep * bytes, View.RowStep);
        var (inner, stride) = (extents[^1], strides[^1]);
        if (start % inner + count <= inner && (stride == 1 || stride == 0 && !isDense)) return new(first + Distance(start) * bytes, stride);
        if (copied.Phase != start % period || copied.Count < count)
        {
            Copy(first, start, count, copy);
            copied = new() { Phase = start % period, Count = count };
        }
        return new(copy, 1);
    }

    void Copy(byte* first, int start, int count, byte* to)
    {
        for (int done = 0, run; done < count; done += run)
        {
            run = Math.Min(extents[^1] - (start + done) % extents[^1], count - done);
            Elements.Copy(bytes, first + Distance(start + done) * bytes, strides[^1], to + (nint)done * bytes, run);
        }
    }

    /// <summary>How far an element, counted in row-major order, lies from the first.</summary>
    nint Distance(int element)
    {
        nint distance = 0;
        for (int axis = extents.Length - 1, rest = element; axis >= 0; rest /= extents[axis], axis--)
            distance += (nint)(rest % extents[axis]) * strides[axis];
        return distance;
    }

    /// <summary>Whether some elements lie among those of another tensor.</summary>
    internal bool Overlaps(ArrayTensor other)
    {
        if (!ReferenceEquals(Array, other.Storage)) return false;
        var (low, high, steps) = (View.Offset, View.Offset, View.Strides);
        for (var axis = 0; axis < steps.Length; axis++)
        {
            low += Math.Min(0, (View.Shape[axis] - 1) * steps[axis]);
            high += Math.Max(0, (View.Shape[axis] - 1) * steps[axis]);
        }
        return low < other.Offset + other.Size && high >= other.Offset;
    }
}
