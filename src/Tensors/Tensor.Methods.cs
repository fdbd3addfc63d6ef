using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>The operations that read well behind a dot; each is the function of the same name in <see cref="Operations"/>.</summary>
public abstract partial class Tensor
{
    /// <summary>The matrix with rows and columns exchanged; of a tensor of higher rank, each matrix in its last two axes.</summary>
    public Tensor T => Operations.Transpose(this);

    /// <inheritdoc cref="Operations.MatMul(Tensor, Tensor)"/>
    public Tensor MatMul(Tensor right) => Operations.MatMul(this, right);

    /// <inheritdoc cref="Operations.Reshape(Tensor, ReadOnlySpan{int})"/>
    [OverloadResolutionPriority(1)] // for collection expressions
    public Tensor Reshape(params ReadOnlySpan<int> to) => Operations.Reshape(this, to);

    /// <inheritdoc cref="Operations.Reshape(Tensor, Shape)"/>
    public Tensor Reshape(Shape to) => Operations.Reshape(this, to);

    /// <inheritdoc cref="Operations.Permute(Tensor, ReadOnlySpan{int})"/>
    public Tensor Permute(params ReadOnlySpan<int> axes) => Operations.Permute(this, axes);

    /// <inheritdoc cref="Operations.Broadcast(Tensor, Shape)"/>
    public Tensor Broadcast(Shape to) => Operations.Broadcast(this, to);

    /// <summary>The same tensor on a device; see <see cref="Operations.To(Tensor, Device)"/>.</summary>
    public Tensor To(Device device) => Operations.To(this, device);

    /// <inheritdoc cref="Operations.Cast(Tensor, DType)"/>
    public Tensor Cast(DType to) => Operations.Cast(this, to);

    /// <inheritdoc cref="Operations.Sum(Tensor, ReadOnlySpan{int})"/>
    public Tensor Sum(params ReadOnlySpan<int> axes) => Operations.Sum(this, axes);

    /// <inheritdoc cref="Operations.Mean(Tensor, ReadOnlySpan{int})"/>
    public Tensor Mean(params ReadOnlySpan<int> axes) => Operations.Mean(this, axes);

    /// <inheritdoc cref="Operations.Max(Tensor, ReadOnlySpan{int})"/>
    public Tensor Max(params ReadOnlySpan<int> axes) => Operations.Max(this, axes);

    /// <inheritdoc cref="Operations.Min(Tensor, ReadOnlySpan{int})"/>
    public Tensor Min(params ReadOnlySpan<int> axes) => Operations.Min(this, axes);

    /// <inheritdoc cref="Operations.Prod(Tensor, ReadOnlySpan{int})"/>
    public Tensor Prod(params ReadOnlySpan<int> axes) => Operations.Prod(this, axes);

    /// <inheritdoc cref="Operations.ArgMax(Tensor, int)"/>
    public Tensor ArgMax(int axis = -1) => Operations.ArgMax(this, axis);
}
