using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>
    /// eˣ over its sum along an axis: numbers above 0 that add up to 1, without overflow. Where all are −∞, as behind a mask that hides everything, it is 0; of an axis without elements it
    /// is empty, too.
    /// </summary>
    public static Tensor Softmax(Tensor x, int axis = -1)
    {
        if (Widened(x) is { } wide) return Cast(Softmax(wide, axis), x.DType);
        RequireFloat("Softmax", x);
        axis = x.Shape.Axis(axis, "Softmax");
        if (x.Shape[axis] == 0) return x;
        var powers = Exp(x - Shift(x, axis));
        var total = new Sum([axis]).Apply(powers);
        return powers / Where(Equal(total, 0), 1, total);
    }

    /// <summary>The logarithm of <see cref="Softmax"/> along an axis: x − log Σ eˣ. Where all are −∞ it is −∞.</summary>
    public static Tensor LogSoftmax(Tensor x, int axis = -1)
    {
        if (Widened(x) is { } wide) return Cast(LogSoftmax(wide, axis), x.DType);
        RequireFloat("LogSoftmax", x);
        axis = x.Shape.Axis(axis, "LogSoftmax");
        if (x.Shape[axis] == 0) return x;
        var shifted = x - Shift(x, axis);
        var total = new Sum([axis]).Apply(Exp(shifted));
        return shifted - Log(Where(Equal(total, 0), 1, total));
    }

    /// <summary>The largest of each row, by which its powers do not overflow; 0 for a row of −∞.</summary>
    static Tensor Shift(Tensor x, int axis)
    {
        var top = StopGradient(new Extremum(End.Max, [axis]).Apply(x));
        return Where(Equal(top, double.NegativeInfinity), 0, top);
    }
}
