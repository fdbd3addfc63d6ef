using Functional.Graphs;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>One array for each element type, in which the kernels leave their results.</summary>
internal sealed class CpuWorkspace : Workspace
{
    readonly Dictionary<DType, Array> memory;

    /// <summary>For fused steps the inputs of the call before that lie in this memory; what belongs to the caller is not kept.</summary>
    readonly Dictionary<Fused, FusedInput?[]> kept = [];

    internal CpuWorkspace(IReadOnlyDictionary<DType, long> elements)
        => memory = elements.ToDictionary(each => each.Key, each => each.Key.Dispatch<NewArray, Array>(new((int)each.Value)));

    readonly record struct NewArray(int Size) : IElementWork<Array>
    {
        public Array Run<T>() where T : unmanaged => GC.AllocateUninitializedArray<T>(Size);
    }

    public override PlainTensor Place(TensorType type, long offset) => Dispatch.Create(type.DType, new Part(memory[type.DType], type.Shape, (int)offset));

    readonly record struct Part(Array Memory, Shape Shape, int Offset) : IFactory
    {
        public ArrayTensor Run<T>() where T : unmanaged => new ArrayTensor<T>(Shape, (T[])Memory, Offset);
    }

    public override PlainTensor Allocate(TensorType type) => Memory.Allocate(type);

    public override void Evaluate(Primitive op, in Few<Tensor> x, PlainTensor into)
    {
        var target = (ArrayTensor)into;
        using var placement = Memory.Into(target);
        var y = x[0].DType == x[0].DType.Computed() ? Compute(op, x, into.Shape) : (ArrayTensor)NarrowTypes.Evaluate(op, x);
        if (!y.IsAt(target)) Layout.Copy(y, target);
    }

    /// <summary>What is used most, of a shape that is known.</summary>
    static ArrayTensor Compute(Primitive op, in Few<Tensor> x, Shape to) => op switch
    {
        Map map => map.Kernel(Loops.Rules).Run(x),
        MatMul => Contractions.MatMul((ArrayTensor)x[0], (ArrayTensor)x[1], to),
        Sum sum => Reductions.Sum((ArrayTensor)x[0], to, sum.Axes),
        Extremum extremum => Reductions.Extremum((ArrayTensor)x[0], to, extremum),
        Conv conv => WindowKernels.Conv((ArrayTensor)x[0], (ArrayTensor)x[1], to, conv),
        _ => (ArrayTensor)op.Accept(Evaluation.Rules, x),
    };

    public override void Evaluate(Fused op, Tensor[] x, PlainTensor[] into)
    {
        var program = op.Kernel(FusedProgram.Compile);
        if (program.Space is not null)
        {
            var inputs = program.Inputs(x, kept.GetValueOrDefault(op));
            new FusedRun(program, inputs).Compute(into);
            Keep(op, inputs);
            return;
        }
        var y = op.Body.Run(x);
        for (var i = 0; i < y.Length; i++) Layout.Copy((ArrayTensor)y[i], (ArrayTensor)into[i]);
    }

    void Keep(Fused op, FusedInput?[] inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i] is { View: var view } && !(memory.TryGetValue(view.DType, out var mine) && ReferenceEquals(mine, view.Storage))) inputs[i] = null;
        kept[op] = inputs;
    }
}
