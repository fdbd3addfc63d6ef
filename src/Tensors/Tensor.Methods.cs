using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>The operations that read well behind a dot; each is the function of the same name in <see cref="Operations"/>.</summary>
public abstract partial class Tensor
{
    /// <summary>The matrix with rows and columns exchanged; of a tensor of higher rank, each matrix in its last two axes.</summary>
    public Tensor T => Operations.Transpose(this);

    public Tensor MatMul(Tensor right) => Operations.MatMul(this, right);

    [OverloadResolutionPriority(1)] // for collection expressions
    public Tensor Reshape(params ReadOnlySpan<int> to) => Operations.Reshape(this, to);

    public Tensor Reshape(Shape to) => Operations.Reshape(this, to);

    public Tensor Permute(params ReadOnlySpan<int> axes) => Operations.Permute(this, axes);

    public Tensor Broadcast(Shape to) => Operations.Broadcast(this, to);

    /// <summary>The same tensor on a device; see <see cref="Operations.To(Tensor, Device)"/>.</summary>
    public Tensor To(Device device) => Operations.To(this, device);

    public Tensor Cast(DType to) => Operations.Cast(this, to);

    public Tensor Sum(params ReadOnlySpan<int> axes) => Operations.Sum(this, axes);

    public Tensor Mean(params ReadOnlySpan<int> axes) => Operations.Mean(this, axes);

    public Tensor Max(params ReadOnlySpan<int> axes) => Operations.Max(this, axes);

    public Tensor Min(params ReadOnlySpan<int> axes) => Operations.Min(this, axes);

    public Tensor Prod(params ReadOnlySpan<int> axes) => Operations.Prod(this, axes);

    public Tensor ArgMax(int axis = -1) => Operations.ArgMax(this, axis);
}
