using Functional.Primitives;
using static Functional.Operations;

namespace Functional;

/// <summary>Random integers and truth values.</summary>
public sealed partial record Key
{
    /// <summary>
    /// Integers evenly distributed over low … high, high excluded: 53 random bits modulo the range, so that none is likelier than another by more
    /// than 2⁻²¹ of its probability.
    /// </summary>
    public Tensor Integers(Shape shape, int low, int high)
        => low < high ? Cast(Fmod(Bits(shape, 53), (double)((long)high - low)) + low, DType.Int32)
        : throw new ArgumentOutOfRangeException(nameof(low), $"Integers: {low} is not below {high}");

    /// <summary>Truth values, each of which holds with its own probability.</summary>
    public Tensor Bernoulli(Tensor probabilities)
        => probabilities.DType.IsFloat()
        ? Less(Uniform(probabilities.Shape, dtype: probabilities.DType.Computed()), Cast(probabilities, probabilities.DType.Computed()))
        : throw new DTypeException($"Bernoulli: the probabilities are {probabilities.DType.Name()}, not float32 or float64");

    /// <summary>
    /// Integers 0 … n − 1 with probabilities in the ratio of e^logits, of the last axis [n]: int32 of the given shape, to which the leading axes of
    /// the logits broadcast. The place of the largest sum of a logit and a number of E. Gumbel has them.
    /// </summary>
    public Tensor Categorical(Shape shape, Tensor logits)
    {
        if (logits.Rank == 0 || logits.Shape[-1] == 0)
            throw new ShapeException($"Categorical: the logits are {logits.Shape}, in which there is nothing to choose");
        return ArgMax(logits + Gumbel([.. shape, logits.Shape[-1]], logits.DType));
    }

    /// <summary>So many different integers of 0 … count − 1 in random order, int32.</summary>
    public Tensor Choice(int count, int take)
        => take >= 0 && take <= count ? Permutation(count)[..take]
        : throw new ArgumentOutOfRangeException(nameof(take), $"Choice: there are no {take} different integers below {count}");

    /// <summary>
    /// So many different places of a vector of weights, drawn one after the other with probabilities in the ratio of the weights that are left (T.
    /// Vieira 2014; S. Kool, H. van Hoof, M. Welling 2019).
    /// </summary>
    public Tensor Choice(Tensor weights, int take)
        => weights.Rank == 1 ? TopK(Log(weights) + Gumbel(weights.Shape, weights.DType), take).Indices
        : throw new ShapeException($"Choice: the weights are {weights.Shape}, not a vector");

    /// <summary>
    /// Numbers of events at the given rates (S. Poisson), int32, to whose shape the rates broadcast: below 10 by the distribution function, above
    /// by transformed rejection (W. Hörmann 1993, "The transformed rejection method for generating Poisson random variables", PTRS). NaN and
    /// negative rates give −1.
    /// </summary>
    public Tensor Poisson(Shape shape, Tensor rates)
    {
        if (!rates.DType.IsFloat()) throw new DTypeException($"Poisson: the rates are {rates.DType.Name()}, not float32 or float64");
        var rate = Cast(StopGradient(rates), DType.Float64);
        var (few, many) = Split();
        var isFew = rate < 10;
        var counts = Where(isFew, few.Counted(shape, Where(And(isFew, rate >= 0), rate, 1)), many.Transformed(shape, Where(rate >= 10, rate, 10)));
        return Cast(Where(rate >= 0, counts, -1), DType.Int32);
    }

    /// <summary>How many values of the distribution function a uniform number exceeds; beyond 63 events it is 1 to all digits.</summary>
    Tensor Counted(Shape shape, Tensor rate)
    {
        var events = Tensor.Arange(0, 64, dtype: DType.Float64);
        var below = CumSum(Exp(XLogY(events, ExpandDims(rate, -1)) - ExpandDims(rate, -1) - LogGamma(events + 1)));
        return Sum(Cast(ExpandDims(Uniform(shape, dtype: DType.Float64), -1) >= below, DType.Float64), -1);
    }

    Tensor Transformed(Shape shape, Tensor rate)
    {
        var b = 0.931 + 2.53 * Sqrt(rate);
        var (a, limit, scale) = (-0.059 + 0.02483 * b, 0.9277 - 3.6224 / (b - 2), 1.1239 + 1.1328 / (b - 3.4));
        return Accepted(shape, DType.Float64, key =>
        {
            var (of, other) = key.Split();
            var (u, v) = (of.Open(shape, DType.Float64) - 0.5, other.Open(shape, DType.Float64));
            var margin = 0.5 - Abs(u);
            var k = Floor((2 * a / margin + b) * u + rate + 0.43);
            var quick = And(margin >= 0.07, v <= limit);
            var possible = And(k >= 0, Or(margin >= 0.013, v <= margin));
            var exact = Log(v * scale / (a / (margin * margin) + b)) <= k * Log(rate) - rate - LogGamma(Maximum(k, 0) + 1);
            return (k, Or(quick, And(possible, exact)));
        });
    }

    /// <summary>For each element the first value that a proposal accepts; every round has a key of its own.</summary>
    Tensor Accepted(Shape shape, DType dtype, Func<Key, (Tensor Value, Tensor IsAccepted)> propose)
    {
        Shape whole = [.. Words.Shape.SkipLast(1), .. shape];
        var start = (Value: Tensor.Zeros(whole, dtype), IsDone: Tensor.Zeros(whole, DType.Bool), Round: Tensor.Scalar(0));
        return While(state => Not(All(state.IsDone)), state =>
        {
            var (value, isAccepted) = propose(Fold(state.Round));
            return (Where(state.IsDone, state.Value, value), Or(state.IsDone, isAccepted), state.Round + 1);
        }, start).Value;
    }
}
