using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// Memory of a device in which the values of a graph are computed again and again, where a plan has placed them. One thread uses it at a time.
/// </summary>
public abstract class Workspace
{
    /// <summary>The tensor of a type whose elements lie at an offset, counted in elements, of the memory for its element type. Places may overlap.</summary>
    public abstract PlainTensor Place(TensorType type, long offset);

    /// <summary>Memory of its own for a value that outlives the next call: a result, which is the caller's.</summary>
    public abstract PlainTensor Allocate(TensorType type);

    /// <summary>
    /// Computes a primitive of tensors that live on the device into memory that <see cref="Place"/> or <see cref="Allocate"/> gave. An elementwise
    /// primitive may have an input in the very same place; otherwise no input overlaps the result.
    /// </summary>
    public abstract void Evaluate(Primitive op, in Few<Tensor> x, PlainTensor into);

    /// <summary>Writes the elements of a tensor, which may be a view, to memory of its shape.</summary>
    public void Copy(Tensor from, PlainTensor into) => Evaluate(new Reshape(into.Shape), new(from), into);

    /// <summary>Computes fused steps into memory: a result may lie in the very same place as an input of its type that no other shape reads.</summary>
    public abstract void Evaluate(Fused op, Tensor[] x, PlainTensor[] into);
}
