using Functional.Primitives;

namespace Functional.Tests.Properties;

/// <summary>The same elements as a tensor, laid out in other ways.</summary>
internal static class Views
{
    internal static readonly Func<Tensor, Tensor>[] All = [Permuted, Interleaved, Reversed];

    /// <summary>Row-major without gaps, offset or repetition.</summary>
    internal static Tensor Copy(Tensor x) => x.DType switch
    {
        DType.Float64 => Tensor.From(x.ToArray<double>(), x.Shape),
        DType.Float32 => Tensor.From(x.ToArray<float>(), x.Shape),
        DType.Int32 => Tensor.From(x.ToArray<int>(), x.Shape),
        DType.Int64 => Tensor.From(x.ToArray<long>(), x.Shape),
        DType.UInt8 => Tensor.From(x.ToArray<byte>(), x.Shape),
        DType.Float16 => Tensor.From(x.ToArray<Half>(), x.Shape),
        DType.BFloat16 => Tensor.From(x.ToArray<BFloat16>(), x.Shape),
        _ => Tensor.From(x.ToArray<bool>(), x.Shape),
    };

    /// <summary>A row-major array of the axes in opposite order, seen through their exchange.</summary>
    internal static Tensor Permuted(Tensor x)
    {
        var order = Enumerable.Range(0, x.Rank).Reverse().ToArray();
        return Copy(x.Permute(order)).Permute(order);
    }

    /// <summary>Every second element of an array with other numbers between and around.</summary>
    internal static Tensor Interleaved(Tensor x)
    {
        var whole = Copy(new Pad(x.Shape.Select(_ => new Padding(1, 2, 1)).ToArray(), 1).Apply(x));
        return new Slice(x.Shape.Select(extent => extent == 0 ? new Run(0, 0) : new Run(1, extent, 2)).ToArray()).Apply(whole);
    }

    /// <summary>An array from its end to its beginning.</summary>
    internal static Tensor Reversed(Tensor x)
    {
        if (x.Rank == 0) return x;
        return Operations.Flip(Copy(Operations.Flip(x)));
    }

    /// <summary>The first element of each axis but the last, or some of the last, repeated over the whole.</summary>
    internal static Tensor Repeated(Tensor x, int whole)
        => x.Size == 0 ? x : new Slice(x.Shape.Select((extent, axis) => new Run(0, axis >= x.Rank - whole && extent > 3 - whole ? extent : 1)).ToArray()).Apply(x).Broadcast(x.Shape);
}
