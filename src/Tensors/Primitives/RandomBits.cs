namespace Functional.Primitives;

/// <summary>
/// Random integers of so many bits from a key, an int32 tensor [2]: Threefry-2x32 of the element's index and the stream,
/// so that the bits depend on nothing else. At most 32 bits are int32 (32 with the sign), at most 64 int64.
/// Keys [b…, 2] give [b…, To…], each what it gives alone.
/// </summary>
public sealed record RandomBits(Shape To, int Bits, int Stream = 0) : Primitive
{
    public override bool IsDifferentiable => false;

    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.RandomBits(this, call);

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => x[0].DType == DType.Int32 && x[0].Rank > 0 && x[0].Shape[-1] == 2
        ? (Bits <= 32 ? DType.Int32 : DType.Int64, Shape.Of([.. x[0].Shape.SkipLast(1), .. To]))
        : throw new ShapeException($"RandomBits: a key is int32 [2], not {x[0].DType.Name()} {x[0].Shape}");
}
