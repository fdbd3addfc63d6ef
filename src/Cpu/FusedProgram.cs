using System.Buffers;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>What <see cref="FusedPass"/> noted: inputs, constants, and elementwise primitives in the order in which they were applied.</summary>
internal sealed class FusedProgram(Shape shape, DType dtype)
{
    /// <summary>One value: a primitive applied to earlier slots, or else a constant, or else the next input.</summary>
    internal readonly record struct Slot(Map? Op, Few<int> Inputs, ArrayTensor? Constant);

    readonly long level = Tracer.NextLevel();
    readonly List<Slot> slots = [];

    internal IReadOnlyList<Slot> Slots => slots;

    internal Tensor Input() => Add(new(null, default, null));

    internal Tensor Constant(ArrayTensor repeated) => Add(new(null, default, repeated));

    /// <summary>Where a value stands, which becomes a slot now where it is a constant.</summary>
    internal int SlotOf(Tensor x) => x switch
    {
        Fused fused when fused.Level == level => fused.Slot,
        ArrayTensor { IsRepeated: true } constant when constant.DType == dtype => ((Fused)Constant(constant)).Slot,
        _ => throw new InvalidOperationException("an elementwise formula uses a tensor that is neither an input nor a scalar"),
    };

    Tensor Push(Primitive op, Few<Tensor> x)
    {
        if (op is not Map map || op.Infer(x) != (dtype, shape)) throw new InvalidOperationException($"an elementwise formula uses {op}");
        return Add(new(map, x.Select(this, static (program, each) => program.SlotOf(each)), null));
    }

    Fused Add(Slot slot)
    {
        slots.Add(slot);
        return new(this, slots.Count - 1);
    }

    /// <summary>Stands for an array while a formula is noted.</summary>
    sealed class Fused(FusedProgram program, int slot) : Tracer(program.Dtype, program.Shape, program.level)
    {
        internal int Slot => slot;

        public override Tensor Value => throw new InvalidOperationException("an elementwise formula reads a value");

        protected override Tensor Interpret(Primitive op, in Few<Tensor> x) => program.Push(op, x);
    }

    Shape Shape => shape;

    DType Dtype => dtype;
}

/// <summary>The intermediate results of one thread for one piece of the arrays.</summary>
internal readonly ref struct FusedScratch<T> where T : unmanaged
{
    readonly FusedProgram program;
    readonly ArrayTensor<T>[] inputs;
    readonly int piece;
    readonly T[] rows;

    internal FusedScratch(FusedProgram program, ArrayTensor<T>[] inputs, int piece)
    {
        (this.program, this.inputs, this.piece) = (program, inputs, piece);
        rows = ArrayPool<T>.Shared.Rent(program.Slots.Count * piece);
        for (var slot = 0; slot < program.Slots.Count; slot++)
            if (program.Slots[slot].Constant is ArrayTensor<T> constant) rows.AsSpan(slot * piece, piece).Fill(constant.First);
    }

    /// <summary>Computes one piece of every result.</summary>
    internal unsafe void Compute(int start, int length, int[] outputs, T[][] results)
    {
        for (var slot = 0; slot < program.Slots.Count; slot++)
        {
            if (program.Slots[slot] is not { Op: { } op, Inputs: var x }) continue;
            fixed (T* a = Row(x[0], start, length), b = Row(x[x.Count > 1 ? 1 : 0], start, length), y = rows.AsSpan(slot * piece, length))
                op.Kernel(Loops.Rules).Row(new Row<T>(a, 1, b, 1, a, 1, a, 1, y, length));
        }
        for (var i = 0; i < outputs.Length; i++) Row(outputs[i], start, length).CopyTo(results[i].AsSpan(start, length));
    }

    ReadOnlySpan<T> Row(int slot, int start, int length)
        => slot < inputs.Length && program.Slots[slot].Constant is null ? inputs[slot].Span.Slice(start, length) : rows.AsSpan(slot * piece, length);

    public void Dispose() => ArrayPool<T>.Shared.Return(rows);
}
