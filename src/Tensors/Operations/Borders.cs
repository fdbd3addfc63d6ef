using Functional.Primitives;

namespace Functional;

/// <summary>How many zeros a window meets beyond the borders of an image.</summary>
public abstract record Borders
{
    /// <summary>None: the window stays inside.</summary>
    public static readonly Borders Valid = new Fixed(0, 0);

    /// <summary>As many as make the result as large as the image divided by the stride, rounded up; an odd one goes to the high end.</summary>
    public static readonly Borders Same = new Matching();

    /// <summary>The same number at both ends of every spatial axis; negative: elements taken away.</summary>
    public static Borders Of(int both) => new Fixed(both, both);

    /// <summary>So many before and after the elements of every spatial axis; negative: elements taken away.</summary>
    public static Borders Of(int low, int high) => new Fixed(low, high);

    /// <inheritdoc cref="Of(int)"/>
    public static implicit operator Borders(int both) => Of(both);

    private protected abstract (int Low, int High) Around(int extent, int reach, int stride);

    /// <summary>The windows of these extents, each over one spatial axis of images [n, c, s…].</summary>
    /// <exception cref="ShapeException">The stride or the dilation is not positive.</exception>
    public Window[] Windows(string operation, Shape images, int[] extents, int stride, int dilation)
    {
        if (stride < 1 || dilation < 1) throw new ShapeException($"{operation}: a window moves by a positive stride and dilation, not {stride} and {dilation}");
        var windows = new Window[extents.Length];
        for (var i = 0; i < windows.Length; i++)
        {
            var (low, high) = Around(images[i + 2], (extents[i] - 1) * dilation + 1, stride);
            windows[i] = new(extents[i], stride, low, high, dilation);
        }
        return windows;
    }

    sealed record Fixed(int Low, int High) : Borders
    {
        private protected override (int, int) Around(int extent, int reach, int stride) => (Low, High);
    }

    sealed record Matching : Borders
    {
        private protected override (int, int) Around(int extent, int reach, int stride)
        {
            var total = Math.Max(0, ((extent + stride - 1) / stride - 1) * stride + reach - extent);
            return (total / 2, total - total / 2);
        }
    }
}
