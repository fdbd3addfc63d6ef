using System.Runtime.CompilerServices;
using Functional.Functions;
using static Functional.Operations;
using static Functional.Primitives.Formulas;

namespace Functional.Primitives;

/// <summary>
/// The chain rule of a function of one input in one pass: a tangent or cotangent times the derivative. Its inputs are d and what of x and y
/// the derivative reads. Where it is to be differentiated itself, it is the product that its formula says.
/// </summary>
public sealed record MapChain<F> : Map, IChain where F : struct, IMapFunction
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly MapChain<F> Op = new();

    static Reads Read => F.Reads & ~Reads.Second;

    /// <inheritdoc/>
    public override string Name => $"{F.Name}′";

    /// <inheritdoc/>
    public Few<Tensor> Inputs(Tensor d, Few<Tensor> x, Tensor y) => Chains.Inputs(Read, d, x, y);

    /// <inheritdoc/>
    public override Tensor Expand(Few<Tensor> x)
        => ChainProduct(x[0], F.Derivative(Chains.Input(Read, Reads.First, x)!, Chains.Input(Read, Reads.Output, x)!));

    /// <inheritdoc/>
    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => throw Chains.NotExpanded(Name);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, takesIntegers: false);

    /// <inheritdoc/>
    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.MapChain<F>();
}

/// <summary>The chain rule of a function of two inputs with respect to one of them, see <see cref="MapChain{F}"/>.</summary>
public sealed record ZipChain<F>(int Input) : Map, IChain where F : struct, IZipFunction
{
    static readonly ZipChain<F> left = new(0), right = new(1);

    /// <summary>The chain rule with respect to input 0 or 1.</summary>
    public static ZipChain<F> Of(int input) => input == 0 ? left : right;

    /// <inheritdoc/>
    public override string Name => $"{F.Name}′";

    /// <inheritdoc/>
    public Few<Tensor> Inputs(Tensor d, Few<Tensor> x, Tensor y) => Chains.Inputs(F.Reads(Input), d, x, y);

    /// <inheritdoc/>
    public override Tensor Expand(Few<Tensor> x) => F.Reads(Input) is var reads
        ? ChainProduct(x[0], F.Derivative(Input,
            Chains.Input(reads, Reads.First, x)!, Chains.Input(reads, Reads.Second, x)!, Chains.Input(reads, Reads.Output, x)!))
        : x[0];

    /// <inheritdoc/>
    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => throw Chains.NotExpanded(Name);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, takesIntegers: false);

    /// <inheritdoc/>
    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.ZipChain<F>(Input);
}

/// <summary>A chain rule in one pass.</summary>
public interface IChain
{
    /// <summary>What it takes of d, the inputs x of the function and its output y.</summary>
    Few<Tensor> Inputs(Tensor d, Few<Tensor> x, Tensor y);
}

/// <summary>The inputs of a chain rule: d, and then what the derivative reads of the first input, the second and the output.</summary>
public static class Chains
{
    /// <summary>How many inputs there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Reads reads) => 1 + Place(reads, Reads.Output) + ((reads & Reads.Output) != 0 ? 1 : 0);

    /// <summary>How many of those that are read come before a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Place(Reads reads, Reads value)
        => value == Reads.First ? 0 : ((reads & Reads.First) != 0 ? 1 : 0) + (value == Reads.Output && (reads & Reads.Second) != 0 ? 1 : 0);

    /// <summary>What a frame keeps for what is read: all inputs or none.</summary>
    public static Reads Kept(Reads reads) => (reads & Reads.Inputs) == 0 ? reads : reads | Reads.Inputs;

    /// <summary>The inputs themselves.</summary>
    public static Few<Tensor> Inputs(Reads reads, Tensor d, Few<Tensor> x, Tensor y) => reads switch
    {
        Reads.First => new(d, x[0]),
        Reads.Second => new(d, x[1]),
        Reads.Output => new(d, y),
        Reads.Inputs => new(d, x[0], x[1]),
        Reads.First | Reads.Output => new(d, x[0], y),
        Reads.Second | Reads.Output => new(d, x[1], y),
        _ => new([d, x[0], x[1], y]),
    };

    /// <summary>A value that is read, or null.</summary>
    public static Tensor? Input(Reads reads, Reads value, Few<Tensor> x) => (reads & value) != 0 ? x[1 + Place(reads, value)] : null;

    /// <summary>A value that is read, or anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Input<V>(Reads reads, Reads value, V first, V second, V third)
        => Place(reads, value) switch { 0 => first, 1 => second, _ => third };

    /// <summary>The error of a chain rule that is differentiated as it is, and not as the product that its formula says.</summary>
    public static InvalidOperationException NotExpanded(string name) => new($"{name} is differentiated without being expanded");
}
