using System.Runtime.InteropServices;
using Functional.Graphs;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>The processor as a device: strided arrays, computed at once by managed code. <see cref="Device.Cpu"/> finds it by its name.</summary>
internal sealed class CpuDevice : Device
{
    public static readonly CpuDevice Instance = new();

    CpuDevice() { }

    public override string Name => "cpu";

    public override PlainTensor Evaluate(Primitive op, in Few<Tensor> x) => NarrowTypes.Evaluate(op, x);

    public override Tensor[] Evaluate(Fused op, Tensor[] x)
        => op.Kernel(FusedProgram.Compile) is { Space: not null } program && program.Accepts(x) ? FusedRun.Of(program, x) : op.Body.Run(x);

    public override PlainTensor Create(DType dtype, Shape shape, ReadOnlySpan<byte> elements)
        => Dispatch.Create(dtype, new Elements(shape, elements, strides: null));

    public override PlainTensor Repeat(DType dtype, Shape shape, ReadOnlySpan<byte> element)
        => Dispatch.Create(dtype, new Elements(shape, element, shape.Rank == 0 ? null : new int[shape.Rank]));

    public override Workspace? Reserve(IReadOnlyDictionary<DType, long> elements)
        => elements.Values.All(count => count <= Array.MaxLength) ? new CpuWorkspace(elements) : null;

    protected override void Recycle(object storage) => Shelf.Shared.Put((Array)storage);

    protected override bool TryAccumulate(PlainTensor sum, PlainTensor term) => Accumulation.TryAdd(sum, term);

    /// <summary>A view of a copy of elements that are given by their bytes.</summary>
    readonly ref struct Elements(Shape shape, ReadOnlySpan<byte> bytes, int[]? strides) : IFactory
    {
        readonly ReadOnlySpan<byte> bytes = bytes;

        public ArrayTensor Run<T>() where T : unmanaged => new ArrayTensor<T>(shape, MemoryMarshal.Cast<byte, T>(bytes).ToArray(), 0, strides);
    }
}
