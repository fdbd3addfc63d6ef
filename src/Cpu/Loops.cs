using System.Runtime.CompilerServices;
using Functional.Functions;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>What the CPU makes of an elementwise function: a loop over arrays, in the widest registers there are.</summary>
internal abstract class ElementLoop
{
    /// <summary>The result for whole tensors.</summary>
    internal abstract ArrayTensor Run(in Few<Tensor> x);

    /// <summary>Computes a row of float32, float64 or bool elements on this thread, see <see cref="Pass{T, TResult, F}"/>.</summary>
    internal abstract void Row(DType type, in Row<byte> row, bool stream);
}

/// <summary>The loop of each kind of function.</summary>
internal sealed class Loops : IMapRules<ElementLoop>
{
    internal static readonly Loops Rules = new();

    public ElementLoop Map<F>() where F : struct, IMapFunction => new OfNumbers<MapPass<F>>();

    public ElementLoop Zip<F>() where F : struct, IZipFunction => new OfNumbers<ZipPass<F>>();

    public ElementLoop Relation<F>() where F : struct, IRelation => new OfRelation<RelationPass<F>>();

    public ElementLoop Connective<F>() where F : struct, IConnective => new OfTruths<ConnectivePass<F>>();

    public ElementLoop MapChain<F>() where F : struct, IMapFunction => new OfNumbers<MapChainPass<F>>();

    public ElementLoop ZipChain<F>(int input) where F : struct, IZipFunction
        => input == 0 ? new OfNumbers<FirstChainPass<F>>() : new OfNumbers<SecondChainPass<F>>();

    internal sealed class OfNumbers<F> : ElementLoop where F : struct, IPass
    {
        internal override ArrayTensor Run(in Few<Tensor> x) => Elementwise.Apply<F>(x);

        internal override void Row(DType type, in Row<byte> row, bool stream)
        {
            if (type == DType.Float32) Pass<float, float, F>.Compute(row.As<float>(), stream);
            else Pass<double, double, F>.Compute(row.As<double>(), stream);
        }
    }

    sealed class OfRelation<F> : ElementLoop where F : struct, IPass
    {
        internal override ArrayTensor Run(in Few<Tensor> x) => Elementwise.Relate<F>(x);

        internal override void Row(DType type, in Row<byte> row, bool stream)
        {
            if (type == DType.Float32) Pass<float, bool, F>.Compute(row.As<float>(), stream);
            else Pass<double, bool, F>.Compute(row.As<double>(), stream);
        }
    }

    sealed class OfTruths<F> : ElementLoop where F : struct, IPass
    {
        internal override ArrayTensor Run(in Few<Tensor> x) => Elementwise.Connect<F>(x);

        internal override void Row(DType type, in Row<byte> row, bool stream) => Pass<byte, byte, F>.Compute(row, stream);
    }
}

internal readonly struct MapPass<F> : IPass where F : struct, IMapFunction
{
    public static int Inputs => 1;
    public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => F.Apply(a);
}

internal readonly struct ZipPass<F> : IPass where F : struct, IZipFunction
{
    public static int Inputs => 2;
    public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => F.Apply(a, b);
}

internal readonly struct RelationPass<F> : IPass where F : struct, IRelation
{
    public static int Inputs => 2;
    public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => F.Apply(a, b);
}

internal readonly struct ConnectivePass<F> : IPass where F : struct, IConnective
{
    public static int Inputs => 2;
    public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => F.Apply(a, b);
}

// The inputs of a chain rule are d and what the derivative reads; functions in a loop are inlined, or they would run unoptimised.

internal readonly struct MapChainPass<F> : IPass where F : struct, IMapFunction
{
    static Reads Read { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => F.Reads & ~Reads.Second; }

    public static int Inputs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Chains.Count(Read); }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V>
        => ChainProduct.Apply(a, F.Derivative(b, Chains.Input(Read, Reads.Output, b, c, d)));
}

internal readonly struct FirstChainPass<F> : IPass where F : struct, IZipFunction
{
    public static int Inputs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Chains.Count(F.Reads(0)); }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => ZipChainPass<F>.Along(0, a, b, c, d);
}

internal readonly struct SecondChainPass<F> : IPass where F : struct, IZipFunction
{
    public static int Inputs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Chains.Count(F.Reads(1)); }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V> => ZipChainPass<F>.Along(1, a, b, c, d);
}

internal static class ZipChainPass<F> where F : struct, IZipFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Along<V>(int input, V a, V b, V c, V d) where V : struct, ILanes<V>
        => ChainProduct.Apply(a, F.Derivative(input, b,
            Chains.Input(F.Reads(input), Reads.Second, b, c, d), Chains.Input(F.Reads(input), Reads.Output, b, c, d)));
}
