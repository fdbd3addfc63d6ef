using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>
/// Running results along an axis, by log n passes in which each element meets the result that ends so many places before it (W. Hillis, G. Steele
/// 1986).
/// </summary>
public static partial class Operations
{
    /// <summary>The products of the elements of an axis up to each one, itself included. Their derivatives are right at zeros, too.</summary>
    public static Tensor CumProd(Tensor x, int axis = -1)
        => x.DType == DType.Bool ? throw new DTypeException("CumProd: the tensor is bool: convert it with Cast")
        : Running(x, x.Shape.Axis(axis, "CumProd"), 1, Multiply);

    /// <summary>log Σ eˣ of the elements of an axis up to each one, itself included, without overflow.</summary>
    public static Tensor LogCumSumExp(Tensor x, int axis = -1)
    {
        if (Widened(x) is { } wide) return Cast(LogCumSumExp(wide, axis), x.DType);
        RequireFloat("LogCumSumExp", x);
        return Running(x, x.Shape.Axis(axis, "LogCumSumExp"), double.NegativeInfinity, LogAddExp);
    }

    /// <summary>
    /// The largest of the elements of an axis up to each one, itself included, and the int32 index of the first that is as large. NaN wins.
    /// Derivatives go where the elements came from.
    /// </summary>
    public static (Tensor Values, Tensor Indices) CumMax(Tensor x, int axis = -1) => RunningExtremum("CumMax", x, axis, Less);

    /// <summary>The smallest of the elements of an axis up to each one; see <see cref="CumMax"/>.</summary>
    public static (Tensor Values, Tensor Indices) CumMin(Tensor x, int axis = -1) => RunningExtremum("CumMin", x, axis, (a, b) => Less(b, a));

    static Tensor Running(Tensor x, int axis, double neutral, Func<Tensor, Tensor, Tensor> join)
    {
        for (var distance = 1; distance < x.Shape[axis]; distance *= 2) x = join(Delayed(x, axis, distance, neutral), x);
        return x;
    }

    /// <summary>The elements some places later along an axis, after as many that are constant.</summary>
    static Tensor Delayed(Tensor x, int axis, int places, double before)
    {
        var paddings = new Padding[x.Rank];
        paddings[axis] = new(places, -places);
        return new Pad(paddings, before).Apply(x);
    }

    static (Tensor, Tensor) RunningExtremum(string operation, Tensor x, int axis, Func<Tensor, Tensor, Tensor> isBeyond)
    {
        if (x.DType == DType.Bool) throw new DTypeException($"{operation}: the tensor is bool: convert it with Cast");
        axis = x.Shape.Axis(axis, operation);
        var extent = x.Shape[axis];
        var indices = Broadcast(Reshape(Tensor.Arange(extent), Shape.Of(Enumerable.Range(0, x.Rank).Select(i => i == axis ? extent : 1))), x.Shape);
        var best = StopGradient(x);
        for (var distance = 1; distance < extent; distance *= 2)
        {
            // The first elements have nothing before them and are compared with themselves.
            var earlier = Gather(best, Before(extent, distance), axis);
            var stays = Or(isBeyond(earlier, best), And(IsNaN(best), Not(IsNaN(earlier))));
            best = Where(stays, best, earlier);
            indices = Where(stays, indices, Gather(indices, Before(extent, distance), axis));
        }
        return (TakeAlongAxis(x, indices, axis), indices);
    }

    static Tensor Before(int extent, int distance) => Maximum(Tensor.Arange(extent) - distance, 0);
}
