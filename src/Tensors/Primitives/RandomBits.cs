namespace Functional.Primitives;

/// <summary>
/// Random integers of so many bits from a key, an int32 tensor [2], and the number of a stream, an int32 tensor []: Threefry-2x32 of the element's
/// index and the stream, so that the bits depend on nothing else. At most 32 bits are int32 (32 with the sign), at most 64 int64.
/// Keys [b…, 2] and streams [b…] give [b…, To…], each what it gives alone.
/// </summary>
public sealed record RandomBits(Shape To, int Bits) : Primitive
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.RandomBits(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var (key, stream) = (x[0], x[1]);
        if (key.DType != DType.Int32 || key.Rank == 0 || key.Shape[-1] != 2)
            throw new ShapeException($"RandomBits: a key is int32 [2], not {key.DType.Name()} {key.Shape}");
        if (stream.DType != DType.Int32 || !stream.Shape.SequenceEqual(key.Shape.SkipLast(1)))
            throw new ShapeException($"RandomBits: the stream of a key {key.Shape} is int32 [{string.Join(", ", key.Shape.SkipLast(1))}], not {stream.DType.Name()} {stream.Shape}");
        return (Bits <= 32 ? DType.Int32 : DType.Int64, Shape.Of([.. stream.Shape, .. To]));
    }
}
