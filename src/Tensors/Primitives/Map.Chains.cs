using System.Runtime.CompilerServices;
using Functional.Functions;
using static Functional.Operations;

namespace Functional.Primitives;

/// <summary>
/// The chain rule of a function of one input in one pass: a tangent or cotangent times the derivative. Its inputs are d and what of x and y
/// the derivative reads. Where it is to be differentiated itself, it is the product that its formula says.
/// </summary>
public sealed record MapChain<F> : Map, IChain where F : struct, IMapFunction
{
    public static readonly MapChain<F> Op = new();

    static Reads Read => F.Reads & ~Reads.Second;

    public override string Name => $"{F.Name}′";

    public Few<Tensor> Inputs(Tensor d, Few<Tensor> x, Tensor y) => Chains.Inputs(Read, d, x, y);

    public override Tensor Expand(Few<Tensor> x)
        => ChainProduct(x[0], F.Derivative(Chains.Input(Read, Reads.First, x)!, Chains.Input(Read, Reads.Output, x)!));

    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => throw Chains.NotExpanded(Name);

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, takesIntegers: false);

    protected override TKernel Compile<TKernel>(IMapRules<TKernel> rules) => rules.MapChain<F>();
}

/// <summary>The chain rule of a function of two inputs with respect to one of them, see <see cref="MapChain{F}"/>.</summary>
public sealed record ZipChain<F>(int Input) : Map, IChain where F : struct, IZipFunction
{
    static readonly ZipChain<F> left = new(0), right = new(1);

    public static ZipChain<F> Of(int input) => input == 0 ? left : right;

    public override string Name => $"{F.Name}′";

    public Few<Tensor> Inputs(Tensor d, Few<Tensor> x, Tensor y) => Chains.Inputs(F.Reads(Input), d, x, y);

    public override Tensor Expand(Few<Tensor> x) => F.Reads(Input) is var reads
        ? ChainProduct(x[0], F.Derivative(Input,
            Chains.Input(reads, Reads.First, x)!, Chains.Input(reads, Reads.Second, x)!, Chains.Input(reads, Reads.Output, x)!))
        : x[0];

    public override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => throw Chains.NotExpanded(Name);

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferNumbers(x, takesIntegers: false);

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Reads reads) => 1 + Place(reads, Reads.Output) + ((reads & Reads.Output) != 0 ? 1 : 0);

    /// <summary>How many of those that are read come before a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Place(Reads reads, Reads value)
        => value == Reads.First ? 0 : ((reads & Reads.First) != 0 ? 1 : 0) + (value == Reads.Output && (reads & Reads.Second) != 0 ? 1 : 0);

    /// <summary>What a frame keeps for what is read: all inputs or none.</summary>
    public static Reads Kept(Reads reads) => (reads & Reads.Inputs) == 0 ? reads : reads | Reads.Inputs;

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

    public static InvalidOperationException NotExpanded(string name) => new($"{name} is differentiated without being expanded");
}
