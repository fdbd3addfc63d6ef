namespace Functional.Graphs;

/// <summary>The element type and shape of a tensor that may not be computed yet, written <c>float32[64, 10]</c>.</summary>
public readonly record struct TensorType(DType DType, Shape Shape)
{
    /// <summary>The type of a tensor.</summary>
    public static TensorType Of(Tensor x) => new(x.DType, x.Shape);

    /// <summary>How much memory the elements take.</summary>
    public long Bytes => (long)Shape.Size * DType.Bytes();

    /// <inheritdoc/>
    public override string ToString() => $"{DType.Name()}{Shape}";
}
