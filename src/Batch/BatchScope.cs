using Functional.Primitives;

namespace Functional;

/// <summary>One Vmap in progress: the level of its values, how many there are in the batch, and whether it is over.</summary>
internal sealed class BatchScope(int size) : Scope(region: null)
{
    static readonly Gather sameForAll = new(0,
        "Custom: a rule captures a value that differs across a batch of which the function knows nothing: make it an argument of the function");

    internal int Size => size;

    public override bool TakesDerivatives => false;

    internal bool Differs(Tensor x) => x.Level == Level;

    /// <summary>The values of the whole batch one level below, [size, shape…]; those of a value that does not differ are a repeated view.</summary>
    internal Tensor Stacked(Tensor x) => x is BatchTensor batch && Differs(x) ? batch.Value : Operations.Broadcast(x, [Size, .. x.Shape]);

    /// <summary>The values of the whole batch, or the one value that does not differ.</summary>
    public override Tensor Primal(Tensor x) => x is BatchTensor batch && Differs(x) ? batch.Value : x;

    /// <summary>A value that differs across the batch.</summary>
    public override Tensor Constant(Tensor stacked) => new BatchTensor(this, stacked, Shape.Of(stacked.Shape.Skip(1)));

    /// <summary>The value of the first, taken by an index that is out of range where others differ: nothing is read to find that out.</summary>
    public override Tensor WithoutForm(Tensor x)
    {
        if (Size == 0) return Tensor.Zeros(x.Shape, x.DType);
        var stacked = Primal(x);
        var differs = Operations.Any(Operations.NotEqual(stacked, stacked[0]) & Operations.Equal(stacked, stacked));
        return sameForAll.Apply(stacked, Operations.Where(differs, Size, Tensor.Scalar(0)));
    }

    public override Tensor Varying(Tensor x) => Differs(x) ? x : Constant(Stacked(x));

    public override Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules)
        => [.. values.Zip(like, (value, like) => value.Rank > like.Rank ? Constant(value) : value)];

    public override Tensor[] Lower(Tensor[] x, bool stacked = false)
        => Array.ConvertAll(x, each => stacked && Differs(each) ? Operations.MoveAxis(Primal(each), 0, 1) : Primal(each));

    public override Tensor[] Raise(Tensor[] parts, bool stacked = false)
        => Array.ConvertAll(parts, part => Constant(stacked ? Operations.MoveAxis(part, 1, 0) : part));

    /// <summary>A batch takes no derivative that could be paused.</summary>
    public override T Pause<T>(Func<T> f) => f();

    public override Func<Tensor[], Tensor[]> Below(Func<Tensor[], Tensor[]> f, Tensor[] x)
    {
        var differ = Differing(x);
        // What belongs to a level above is for that level to stack.
        return primals => Array.ConvertAll(f(Raise(primals, differ)), y => y.Level > Level ? y : Stacked(y));
    }

    public override CustomRules Below(CustomRules rules, Tensor[] x) => new BatchedRules(this, rules, Differing(x));

    bool[] Differing(Tensor[] x) => Array.ConvertAll(x, Differs);

    Tensor[] Raise(Tensor[] primals, bool[] differ) => [.. primals.Zip(differ, (primal, differs) => differs ? Constant(primal) : primal)];

    /// <summary>The rules of each element of the batch, for all of them at once. Results differ; an input that does not receives the sum of its cotangents.</summary>
    sealed class BatchedRules(BatchScope scope, CustomRules rules, bool[] differ) : CustomRules
    {
        public override IReadOnlyList<Tensor> Push(Tensor[] x, Tensor?[] dx, Tensor[] y)
        {
            Tensor?[] changes = [.. dx.Zip(differ, (change, differs) => differs && change is not null ? scope.Constant(change) : change)];
            return [.. rules.Push(scope.Raise(x, differ), changes, scope.Raise(y)).Select(scope.Stacked)];
        }

        public override IReadOnlyList<Tensor> PullBack(Tensor[] x, Tensor[] y, Tensor?[] dy)
        {
            var dx = rules.PullBack(scope.Raise(x, differ), scope.Raise(y), Array.ConvertAll(dy, each => each is null ? null : scope.Constant(each)));
            return [.. dx.Zip(differ, (change, differs) => differs ? scope.Stacked(change) : Operations.Sum(scope.Stacked(change), 0))];
        }
    }
}
