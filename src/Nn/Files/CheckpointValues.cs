using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Nn;

/// <summary>What must hold of the numbers in a checkpoint so that training can go on from it.</summary>
static class CheckpointValues
{
    /// <summary>Integers up to here are float64, too, in which optimizers compute with their steps; and half of the int32 there are.</summary>
    const long MostLong = 1L << 53, MostInt = 1 << 30;

    /// <summary>Everything that is wrong with tensors of the expected names, shapes and types.</summary>
    public static IEnumerable<string> Problems(
        ImmutableSortedDictionary<string, Tensor> found, ImmutableSortedDictionary<string, Tensor> expected, bool acceptNonFinite)
    {
        foreach (var (name, like) in expected)
        {
            var tensor = found[name];
            if (IsCount(name, like) && (Count(tensor), Most(tensor)) is var (count, most) && (count < 0 || count > most))
                yield return $"its {name} is {count}, not from 0 to {most}";
            if (!acceptNonFinite && NonFinite(like) == 0 && NonFinite(tensor) is > 0 and var bad)
                yield return $"tensor '{name}' holds {bad} numbers that are NaN or infinite, of {tensor.Size}";
        }
    }

    static bool IsCount(string name, Tensor like) => like is { DType: DType.Int32 or DType.Int64, Rank: 0 }
        && (name is CheckpointFile.Step or CheckpointFile.Epoch || name.StartsWith(CheckpointFile.Moments, StringComparison.Ordinal));

    static long Count(Tensor count) => count.DType == DType.Int64 ? count.ToScalar<long>() : count.ToScalar<int>();

    static long Most(Tensor count) => count.DType == DType.Int64 ? MostLong : MostInt;

    static int NonFinite(Tensor x) => x.DType switch
    {
        DType.Float16 => Filled<ushort>(x, 0x7C00),
        DType.BFloat16 => Filled<ushort>(x, 0x7F80),
        DType.Float32 => Filled<uint>(x, 0x7F80_0000),
        DType.Float64 => Filled<ulong>(x, 0x7FF0_0000_0000_0000),
        _ => 0,
    };

    /// <summary>How many elements have all bits of their exponent set, which are those that are NaN or infinite.</summary>
    static int Filled<T>(Tensor x, T exponent) where T : unmanaged, IBinaryInteger<T>
    {
        var count = 0;
        foreach (var bits in MemoryMarshal.Cast<byte, T>(x.AsBytes()))
            if ((bits & exponent) == exponent) count++;
        return count;
    }
}
