using Functional.Primitives;
using static Functional.Operations;

namespace Functional.Tests.Outside;

/// <summary>
/// Interval arithmetic, an interpretation from outside of the library: a value is all numbers between two tensors, and a rule gives numbers between
/// which the result lies (R. Moore 1966; for networks S. Gowal et al. 2018, "On the Effectiveness of Interval Bound Propagation").
/// </summary>
static class Intervals
{
    /// <summary>Bounds of a function for all arguments between two.</summary>
    internal static (Tensor Low, Tensor High) Bounds(Func<Tensor, Tensor> f, Tensor low, Tensor high)
    {
        var level = Tracer.NextLevel();
        return Interval.Of(f(new IntervalTensor(new(low, high), level)), level) is var bounds ? (bounds.Low, bounds.High) : default;
    }
}

/// <summary>The numbers from one tensor to another.</summary>
readonly record struct Interval(Tensor Low, Tensor High)
{
    /// <summary>A value as an interval: of this level, or one that does not vary.</summary>
    internal static Interval Of(Tensor x, long level) => x is IntervalTensor tensor && x.Level == level ? tensor.Interval : new(x, x);

    internal Tensor Middle => (Low + High) * 0.5;

    internal Tensor Radius => (High - Low) * 0.5;

    internal static Interval About(Tensor middle, Tensor radius) => new(middle - radius, middle + radius);
}

/// <summary>A value of the interpretation.</summary>
sealed class IntervalTensor(Interval interval, long level) : Tracer(interval.Low.DType, interval.Low.Shape, level)
{
    internal Interval Interval => interval;

    public override Tensor Value => interval.Middle;

    protected override Tensor Interpret(Primitive op, in Few<Tensor> x)
    {
        if (op.Expand(x) is { } expanded) return expanded;
        var y = op.Accept(IntervalRules.Page, x.Select(Level, static (level, each) => Interval.Of(each, level)));
        return new IntervalTensor(y, Level);
    }
}

/// <summary>The page of intervals.</summary>
sealed class IntervalRules : IRules<Few<Interval>, Interval>
{
    internal static readonly IntervalRules Page = new();

    public Interval Map(Map op, Few<Interval> x) => op.Name switch
    {
        "Add" or "Maximum" or "Minimum" or "Relu" or "Exp" or "Tanh" or "Sigmoid" or "Softplus" or "Sqrt" or "Log" => Rising(op, x),
        "Negate" => new(-x[0].High, -x[0].Low),
        "Subtract" => new(x[0].Low - x[1].High, x[0].High - x[1].Low),
        "Multiply" => Products(x[0], x[1]),
        "Divide" => Products(x[0], new(1 / x[1].High, 1 / x[1].Low)),
        _ => throw Missing(op),
    };

    // what moves elements moves both ends
    public Interval Cast(Cast op, Few<Interval> x) => Rising(op, x);
    public Interval Broadcast(Broadcast op, Few<Interval> x) => Rising(op, x);
    public Interval Reshape(Reshape op, Few<Interval> x) => Rising(op, x);
    public Interval Permute(Permute op, Few<Interval> x) => Rising(op, x);
    public Interval Slice(Slice op, Few<Interval> x) => Rising(op, x);
    public Interval Pad(Pad op, Few<Interval> x) => Rising(op, x);
    public Interval Concat(Concat op, Few<Interval> x) => Rising(op, x);
    public Interval Gather(Gather op, Few<Interval> x) => new(op.Apply(x[0].Low, x[1].Low), op.Apply(x[0].High, x[1].Low));
    public Interval Scatter(Scatter op, Few<Interval> x) => new(op.Apply(x[0].Low, x[1].Low), op.Apply(x[0].High, x[1].Low));
    public Interval Transfer(Transfer op, Few<Interval> x) => Rising(op, x);
    public Interval Sum(Sum op, Few<Interval> x) => Rising(op, x);
    public Interval CumSum(CumSum op, Few<Interval> x) => Rising(op, x);
    public Interval Extremum(Extremum op, Few<Interval> x) => Rising(op, x);
    public Interval WindowSum(WindowSum op, Few<Interval> x) => Rising(op, x);

    // a product with what does not vary: the middle as it is, the radius with the magnitudes
    public Interval MatMul(MatMul op, Few<Interval> x) => Linear(op, x);
    public Interval Conv(Conv op, Few<Interval> x) => Linear(op, x);

    public Interval Select(Select op, Few<Interval> x) => ReferenceEquals(x[0].Low, x[0].High)
        ? new(op.Apply(x[0].Low, x[1].Low, x[2].Low), op.Apply(x[0].Low, x[1].High, x[2].High))
        : new(Minimum(x[1].Low, x[2].Low), Maximum(x[1].High, x[2].High));

    public Interval ArgExtremum(ArgExtremum op, Few<Interval> x) => throw Missing(op);
    public Interval ArgSort(ArgSort op, Few<Interval> x) => throw Missing(op);
    public Interval TriangularSolve(TriangularSolve op, Few<Interval> x) => throw Missing(op);
    public Interval Solve(Solve op, Few<Interval> x) => throw Missing(op);
    public Interval Cholesky(Cholesky op, Few<Interval> x) => throw Missing(op);
    public Interval Qr(Qr op, Few<Interval> x) => throw Missing(op);
    public Interval Svd(Svd op, Few<Interval> x) => throw Missing(op);
    public Interval Svdvals(Svdvals op, Few<Interval> x) => throw Missing(op);
    public Interval Eigh(Eigh op, Few<Interval> x) => throw Missing(op);
    public Interval Eigvalsh(Eigvalsh op, Few<Interval> x) => throw Missing(op);
    public Interval Det(Det op, Few<Interval> x) => throw Missing(op);
    public Interval Cofactor(Cofactor op, Few<Interval> x) => throw Missing(op);
    public Interval LogDet(LogDet op, Few<Interval> x) => throw Missing(op);
    public Interval WindowArgMax(WindowArgMax op, Few<Interval> x) => throw Missing(op);
    public Interval RandomBits(RandomBits op, Few<Interval> x) => throw Missing(op);

    /// <summary>Of what rises in all inputs, the ends are the results at the ends.</summary>
    static Interval Rising(Primitive op, Few<Interval> x)
        => new(op.Apply(x.Select(0, static (_, each) => each.Low)), op.Apply(x.Select(0, static (_, each) => each.High)));

    static Interval Products(Interval a, Interval b)
    {
        Tensor[] corners = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        return new(corners.Aggregate(Minimum), corners.Aggregate(Maximum));
    }

    static Interval Linear(Primitive op, Few<Interval> x) => (Varies(x[0]), Varies(x[1])) switch
    {
        (true, false) => Interval.About(op.Apply(x[0].Middle, x[1].Low), op.Apply(x[0].Radius, Abs(x[1].Low))),
        (false, true) => Interval.About(op.Apply(x[0].Low, x[1].Middle), op.Apply(Abs(x[0].Low), x[1].Radius)),
        _ => throw Missing(op),
    };

    static bool Varies(Interval x) => !ReferenceEquals(x.Low, x.High);

    static NotSupportedException Missing(Primitive op) => new($"{op.Title}: intervals have no rule for it");
}
