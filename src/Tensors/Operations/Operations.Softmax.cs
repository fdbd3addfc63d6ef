using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>
    /// eˣ over its sum along an axis: numbers that add up to 1, without overflow. NaN where one is ∞ or all are −∞; of an axis without elements it
    /// is empty, too.
    /// </summary>
    public static Tensor Softmax(Tensor x, int axis = -1)
    {
        if (Widened(x) is { } wide) return Cast(Softmax(wide, axis), x.DType);
        RequireFloat("Softmax", x);
        axis = x.Shape.Axis(axis, "Softmax");
        if (x.Shape[axis] == 0) return x;
        var powers = Exp(x - Largest(x, axis));
        return powers / new Sum([axis]).Apply(powers);
    }

    /// <summary>The logarithm of <see cref="Softmax"/> along an axis: x − log Σ eˣ.</summary>
    public static Tensor LogSoftmax(Tensor x, int axis = -1)
    {
        if (Widened(x) is { } wide) return Cast(LogSoftmax(wide, axis), x.DType);
        RequireFloat("LogSoftmax", x);
        axis = x.Shape.Axis(axis, "LogSoftmax");
        if (x.Shape[axis] == 0) return x;
        var shifted = x - Largest(x, axis);
        return shifted - Log(new Sum([axis]).Apply(Exp(shifted)));
    }

    /// <summary>The largest of each row, without which no power overflows.</summary>
    static Tensor Largest(Tensor x, int axis) => StopGradient(new Extremum(End.Max, [axis]).Apply(x));
}
