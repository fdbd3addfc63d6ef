using Functional.Functions;

namespace Functional.Primitives;

/// <summary>The primitive that applies a function of one input.</summary>
public sealed record Map<F> : Map where F : struct, IMapFunction
{
    public static readonly Map<F> Op = new();

    public override string Name => F.Name;

    public override Reads Reads => F.Reads;

    public override bool IsDifferentiable => F.IsDifferentiable;

    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => F.Slope switch
    {
        0 => null,
        1 => d,
        -1 => -d,
        _ => MapChain<F>.Op.Apply(MapChain<F>.Op.Inputs(d, x, y)),
    };

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, F.TakesIntegers);

    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.Map<F>();
}

/// <summary>The primitive that applies a function of two inputs.</summary>
public sealed record Zip<F> : Map where F : struct, IZipFunction
{
    public static readonly Zip<F> Op = new();

    public override string Name => F.Name;

    public override Reads Reads => Chains.Kept(F.Reads(0) | F.Reads(1));

    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => F.Slope(input) switch
    {
        0 => null,
        1 => d,
        -1 => -d,
        _ => ZipChain<F>.Of(input).Apply(Chains.Inputs(F.Reads(input), d, x, y)),
    };

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, F.TakesIntegers);

    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.Zip<F>();
}

/// <summary>The primitive that says where a relation holds; its result is bool and has no derivative.</summary>
public sealed record Relation<F> : Map where F : struct, IRelation
{
    public static readonly Relation<F> Op = new();

    public override string Name => F.Name;

    public override bool IsDifferentiable => false;

    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => null;

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => x[0].DType != DType.Bool || x[1].DType != DType.Bool ? (DType.Bool, base.Infer(x).Shape)
        : throw new DTypeException($"{Name}: bool values have no order: use Xor, And, Or, Not");

    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.Relation<F>();
}

/// <summary>The primitive that connects truth values.</summary>
public sealed record Connective<F> : Map where F : struct, IConnective
{
    public static readonly Connective<F> Op = new();

    public override string Name => F.Name;

    public override bool IsDifferentiable => false;

    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => null;

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => x[0].DType == DType.Bool ? base.Infer(x) : throw new DTypeException($"{Name}: the tensors are {x[0].DType.Name()}, not bool");

    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.Connective<F>();
}
