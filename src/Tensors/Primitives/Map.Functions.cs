using Functional.Functions;

namespace Functional.Primitives;

/// <summary>The primitive that applies a function of one input.</summary>
public sealed record Map<F> : Map where F : struct, IMapFunction
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Map<F> Op = new();

    /// <inheritdoc/>
    public override string Name => F.Name;

    /// <inheritdoc/>
    public override Reads Reads => F.Reads;

    /// <inheritdoc/>
    public override bool IsDifferentiable => F.IsDifferentiable;

    /// <inheritdoc/>
    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => F.Slope switch
    {
        0 => null,
        1 => d,
        -1 => -d,
        _ => MapChain<F>.Op.Apply(MapChain<F>.Op.Inputs(d, x, y)),
    };

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, F.TakesIntegers);

    /// <inheritdoc/>
    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.Map<F>();
}

/// <summary>The primitive that applies a function of two inputs.</summary>
public sealed record Zip<F> : Map where F : struct, IZipFunction
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Zip<F> Op = new();

    /// <inheritdoc/>
    public override string Name => F.Name;

    /// <inheritdoc/>
    public override Reads Reads => Chains.Kept(F.Reads(0) | F.Reads(1));

    /// <inheritdoc/>
    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => F.Slope(input) switch
    {
        0 => null,
        1 => d,
        -1 => -d,
        _ => ZipChain<F>.Of(input).Apply(Chains.Inputs(F.Reads(input), d, x, y)),
    };

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, F.TakesIntegers);

    /// <inheritdoc/>
    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.Zip<F>();
}

/// <summary>The primitive that says where a relation holds; its result is bool and has no derivative.</summary>
public sealed record Relation<F> : Map where F : struct, IRelation
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Relation<F> Op = new();

    /// <inheritdoc/>
    public override string Name => F.Name;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => null;

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => x[0].DType != DType.Bool || x[1].DType != DType.Bool ? (DType.Bool, base.Infer(x).Shape)
        : throw new DTypeException($"{Name}: bool values have no order: use Xor, And, Or, Not");

    /// <inheritdoc/>
    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.Relation<F>();
}

/// <summary>The primitive that connects truth values, or integers bit by bit.</summary>
public sealed record Connective<F> : Map where F : struct, IConnective
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Connective<F> Op = new();

    /// <inheritdoc/>
    public override string Name => F.Name;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => null;

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => !x[0].DType.IsFloat() ? base.Infer(x) : throw new DTypeException($"{Name}: the tensors are {x[0].DType.Name()}, not bool or integers");

    /// <inheritdoc/>
    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.Connective<F>();
}
