using Functional.Functions;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>The passes that take about as long as reading and writing their values does, a few of which fit together into the registers.</summary>
internal static class CheapPasses
{
    static readonly Dictionary<Map, Type> passes = new()
    {
        [Zip<Add>.Op] = typeof(ZipPass<Add>),
        [Zip<Subtract>.Op] = typeof(ZipPass<Subtract>),
        [Zip<Multiply>.Op] = typeof(ZipPass<Multiply>),
        [Zip<Divide>.Op] = typeof(ZipPass<Divide>),
        [Zip<Maximum>.Op] = typeof(ZipPass<Maximum>),
        [Zip<Minimum>.Op] = typeof(ZipPass<Minimum>),
        [Zip<ChainProduct>.Op] = typeof(ZipPass<ChainProduct>),
        [Map<Negate>.Op] = typeof(MapPass<Negate>),
        [Map<Abs>.Op] = typeof(MapPass<Abs>),
        [Map<Sqrt>.Op] = typeof(MapPass<Sqrt>),
        [Map<Relu>.Op] = typeof(MapPass<Relu>),
        [MapChain<Sqrt>.Op] = typeof(MapChainPass<Sqrt>),
        [MapChain<Relu>.Op] = typeof(MapChainPass<Relu>),
        [ZipChain<Multiply>.Of(0)] = typeof(FirstChainPass<Multiply>),
        [ZipChain<Multiply>.Of(1)] = typeof(SecondChainPass<Multiply>),
        [ZipChain<Divide>.Of(0)] = typeof(FirstChainPass<Divide>),
        [ZipChain<Divide>.Of(1)] = typeof(SecondChainPass<Divide>),
    };

    /// <summary>The type of the <see cref="IPass"/> of a function; null where it is not cheap.</summary>
    internal static Type? Of(Map map) => passes.GetValueOrDefault(map);
}
