using Functional.Primitives;

namespace Functional.Tests.Reverse;

/// <summary>Counts the primitives that are applied to values of its level, below all derivatives that are taken of them.</summary>
sealed class Counting
{
    readonly long level = Tracer.NextLevel();
    readonly List<Primitive> applied = [];

    internal Tensor Watch(Tensor x) => new Watched(this, x);

    internal void Reset() => applied.Clear();

    internal int Of<TPrimitive>() where TPrimitive : Primitive => applied.OfType<TPrimitive>().Count();

    sealed class Watched(Counting counting, Tensor value) : Tracer(value.DType, value.Shape, counting.level)
    {
        public override Tensor Value => value;

        protected internal override Tensor Interpret(Primitive op, in Few<Tensor> x)
        {
            counting.applied.Add(op);
            return counting.Watch(op.Apply(x.Select(0, static (_, each) => each is Watched watched ? watched.Value : each)));
        }
    }
}
