namespace Functional;

/// <summary>
/// How a window moves along one spatial axis: its extent, its stride, the zeros before and after (negative: elements taken away),
/// the distance between its elements and the distance at which the elements of the input lie.
/// </summary>
public readonly record struct Window(int Extent, int Stride = 1, int Low = 0, int High = 0, int Dilation = 1, int InputDilation = 1)
{
    /// <summary>The extent from the window's first element to its last.</summary>
    public int Reach => (Extent - 1) * Dilation + 1;

    /// <summary>The extent of the input with its dilation.</summary>
    public int Spread(int input) => input == 0 ? 0 : (input - 1) * InputDilation + 1;

    /// <summary>How many places the window takes.</summary>
    public int Places(int input) => Spread(input) + Low + High - Reach is var slack and >= 0 ? slack / Stride + 1 : 0;

    /// <summary>How many elements of the padded input no place of the window reaches.</summary>
    public int Rest(int input) => Spread(input) + Low + High - Reach - (Places(input) - 1) * Stride;

    /// <summary>Requires that the window fits an axis of a shape.</summary>
    /// <exception cref="ShapeException">It does not fit, or a number of the window that must be positive is not.</exception>
    public void Require(string operation, Shape shape, int axis)
    {
        if (Extent < 1 || Stride < 1 || Dilation < 1 || InputDilation < 1)
            throw new ShapeException($"{operation}: window, stride and dilation are positive: {this}");
        var (reach, spread) = ((Extent - 1L) * Dilation + 1, Math.Max(0, (shape[axis] - 1L) * InputDilation + 1));
        if (reach > int.MaxValue || spread + Math.Abs((long)Low) + Math.Abs((long)High) > int.MaxValue)
            throw new ShapeException($"{operation}: axis {axis} of {shape} under {this} is longer than {int.MaxValue}");
        if (spread + Low + High < reach)
            throw new ShapeException($"{operation}: a window of {Reach} does not fit axis {axis} of {shape} padded by {Low} and {High}");
    }
}
