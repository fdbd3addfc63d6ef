using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// Where plain tensors live and primitives are evaluated: the processor, a graphics card, or a device of your own. A device derives from this
/// class, and its tensors from <see cref="PlainTensor"/>; the heart of it is a page <see cref="IRules{TCall, TResult}"/> that says how to
/// compute each primitive.
/// </summary>
public abstract class Device
{
    const string CpuType = "Functional.Cpu.CpuDevice, Functional.Cpu";

    static Device? cpu;

    /// <summary>Constants that are here already, by the constant.</summary>
    readonly ConditionalWeakTable<PlainTensor, PlainTensor> imported = [];

    /// <summary>The processor, where every tensor is made that is not made of another one.</summary>
    /// <exception cref="DeviceException">The program does not reference Functional.Cpu.</exception>
    public static Device Cpu => cpu ??= LoadCpu();

    /// <summary>What errors call it: <c>cpu</c>, <c>gpu:0</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The name of the device.</summary>
    public sealed override string ToString() => Name;

    /// <summary>
    /// Computes a primitive of tensors that live here. What is wrong with their types and shapes is raised at once
    /// (<see cref="Primitive.Infer"/> does); what is wrong with their values may be raised by the next read of the result or of what is computed
    /// from it, naming the operation.
    /// </summary>
    /// <exception cref="ShapeException">The shapes do not fit the operation.</exception>
    /// <exception cref="DTypeException">The element types do not fit the operation.</exception>
    public abstract PlainTensor Evaluate(Primitive op, in Few<Tensor> x);

    /// <summary>A tensor of elements given by their bytes, in row-major order and as many as the shape holds.</summary>
    public abstract PlainTensor Create(DType dtype, Shape shape, ReadOnlySpan<byte> elements);

    /// <summary>One element everywhere, given by its bytes.</summary>
    public virtual PlainTensor Repeat(DType dtype, Shape shape, ReadOnlySpan<byte> element)
        => Create(dtype, Shape.Scalar, element) is var one && shape.Rank == 0 ? one : Evaluate(new Broadcast(shape), new(one));

    /// <summary>The results of steps on tensors that live here, which a device may compute together; this takes one after the other.</summary>
    public virtual Tensor[] Evaluate(Fused op, Tensor[] x) => op.Body.Run(x);

    /// <summary>
    /// Memory for so many elements of each type, in which a graph is computed as it was planned. Nothing where the device has no such memory: the
    /// results of steps are then new tensors.
    /// </summary>
    public virtual Workspace? Reserve(IReadOnlyDictionary<DType, long> elements) => null;

    /// <summary>
    /// Takes back memory that this device allocated while a <see cref="Region"/> was at work (<see cref="Region.Add"/>) and that nobody holds any more.
    /// </summary>
    protected internal virtual void Recycle(object storage) { }

    /// <summary>
    /// Adds a term to a sum in place; both live here and are of one type and shape, and nobody but the caller holds the sum. False where the sum has to
    /// be a new tensor.
    /// </summary>
    protected internal virtual bool TryAccumulate(PlainTensor sum, PlainTensor term) => false;

    /// <summary>A plain tensor of any device as one of this device. Of a constant that is a repeated element, the element alone is sent.</summary>
    public PlainTensor Import(PlainTensor x)
        => x.Device == this ? x
        : !x.IsConstant || x.IsRepeated ? Send(x)
        : imported.TryGetValue(x, out var here) ? here
        : imported.GetValue(x, Send);

    PlainTensor Send(PlainTensor x)
    {
        // A constant that is kept here outlives the region at work.
        using var outside = Region.Leave();
        return x.IsRepeated && x.Size > 0 ? Repeat(x.DType, x.Shape, x.FirstBytes) : Create(x.DType, x.Shape, x.Bytes);
    }

    [DynamicDependency("Instance", "Functional.Cpu.CpuDevice", "Functional.Cpu")]
    static Device LoadCpu()
        => Type.GetType(CpuType)?.GetField("Instance")?.GetValue(null) as Device
        ?? throw new DeviceException("there is no device to compute on: add a reference to Functional.Cpu");
}
