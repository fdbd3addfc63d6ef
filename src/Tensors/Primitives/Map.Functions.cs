using Functional.Cpu;
using Functional.Functions;

namespace Functional.Primitives;

/// <summary>The primitive that applies a function of one input.</summary>
internal sealed record Map<F> : Map where F : struct, IMapFunction
{
    internal static readonly Map<F> Op = new();

    public override string Name => F.Name;

    public override Reads Reads => F.Reads;

    public override bool IsDifferentiable => F.IsDifferentiable;

    internal override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => F.Slope switch
    {
        0 => null,
        1 => d,
        -1 => -d,
        _ => MapChain<F>.Op.Apply(MapChain<F>.Op.Inputs(d, x, y)),
    };

    internal override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, F.TakesIntegers);

    internal override ArrayTensor Evaluate(in Few<Tensor> x) => Elementwise.Apply<Value>(x);

    internal override void Row<T>(in Row<T> row) => Elementwise.Apply<T, Value>(row);

    readonly struct Value : IPass
    {
        public static int Inputs => 1;
        public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => F.Apply(a);
    }
}

/// <summary>The primitive that applies a function of two inputs.</summary>
internal sealed record Zip<F> : Map where F : struct, IZipFunction
{
    internal static readonly Zip<F> Op = new();

    public override string Name => F.Name;

    public override Reads Reads => Chains.Kept(F.Reads(0) | F.Reads(1));

    internal override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => F.Slope(input) switch
    {
        0 => null,
        1 => d,
        -1 => -d,
        _ => ZipChain<F>.Of(input).Apply(Chains.Inputs(F.Reads(input), d, x, y)),
    };

    internal override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, F.TakesIntegers);

    internal override ArrayTensor Evaluate(in Few<Tensor> x) => Elementwise.Apply<Value>(x);

    internal override void Row<T>(in Row<T> row) => Elementwise.Apply<T, Value>(row);

    readonly struct Value : IPass
    {
        public static int Inputs => 2;
        public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => F.Apply(a, b);
    }
}

/// <summary>The primitive that says where a relation holds; its result is bool and has no derivative.</summary>
internal sealed record Relation<F> : Map where F : struct, IRelation
{
    internal static readonly Relation<F> Op = new();

    public override string Name => F.Name;

    public override bool IsDifferentiable => false;

    internal override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => null;

    internal override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => x[0].DType != DType.Bool || x[1].DType != DType.Bool ? (DType.Bool, base.Infer(x).Shape)
        : throw new DTypeException($"{Name}: bool values have no order: use Xor, And, Or, Not");

    internal override ArrayTensor Evaluate(in Few<Tensor> x) => Elementwise.Relate<Holds>(x);

    internal override void Row<T>(in Row<T> row) => throw new NotSupportedException($"{Name} gives truth values, not {typeof(T).Name}");

    readonly struct Holds : IPass
    {
        public static int Inputs => 2;
        public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => F.Apply(a, b);
    }
}

/// <summary>The primitive that connects truth values.</summary>
internal sealed record Connective<F> : Map where F : struct, IConnective
{
    internal static readonly Connective<F> Op = new();

    public override string Name => F.Name;

    public override bool IsDifferentiable => false;

    internal override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => null;

    internal override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => x[0].DType == DType.Bool ? base.Infer(x) : throw new DTypeException($"{Name}: the tensors are {x[0].DType.Name()}, not bool");

    internal override ArrayTensor Evaluate(in Few<Tensor> x) => Elementwise.Connect<Value>(x);

    internal override void Row<T>(in Row<T> row) => throw new NotSupportedException($"{Name} connects truth values, not {typeof(T).Name}");

    readonly struct Value : IPass
    {
        public static int Inputs => 2;
        public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => F.Apply(a, b);
    }
}
