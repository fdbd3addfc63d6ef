using System.Runtime.InteropServices;

namespace Functional.Cpu;

/// <summary>A fused program with its arguments. Its blocks are gathered to tasks of a size that does not depend on the number of threads.</summary>
internal sealed unsafe class FusedRun
{
    /// <summary>Working memory for what is known of a register: its place, and for what its elements were copied.</summary>
    internal static readonly int RegisterBytes = sizeof(Place) + sizeof(FusedInput.Copied);

    readonly FusedProgram program;
    readonly FusedInput[] inputs;
    readonly int rowsPerBlock;

    internal FusedRun(FusedProgram program, FusedInput[] inputs)
    {
        (this.program, this.inputs) = (program, inputs);
        rowsPerBlock = program.RowsPerBlock;
        if (program.Space!.Length > 1) return;
        // Blocks of whole runs of a view find these as they are, or copy them once.
        foreach (var input in inputs)
            if (input.Inner > 0 && input.Inner <= rowsPerBlock)
            {
                rowsPerBlock -= rowsPerBlock % input.Inner;
                break;
            }
    }

    /// <summary>The results in new arrays.</summary>
    internal static Tensor[] Of(FusedProgram program, Tensor[] x)
    {
        var results = new PlainTensor[program.Results.Length];
        for (var i = 0; i < results.Length; i++) results[i] = Memory.Allocate(program.Results[i]);
        new FusedRun(program, program.Inputs(x)).Compute(results);
        return results;
    }

    /// <summary>Computes the results into tensors without gaps, of which one may lie in the very same place as an input of its size and type.</summary>
    internal void Compute(PlainTensor[] results)
    {
        var isDirect = stackalloc bool[results.Length];
        var origins = stackalloc byte*[inputs.Length + results.Length];
        for (var i = 0; i < results.Length; i++) isDirect[i] = IsDirect(i, (ArrayTensor)results[i]);
        Compute(new(results, isDirect, origins), 0);
    }

    /// <summary>The tensors of the results, for each whether a step writes it or it is copied, and where the arrays of inputs and results lie.</summary>
    readonly struct Targets(PlainTensor[] results, bool* isDirect, byte** origins)
    {
        public readonly PlainTensor[] Results = results;
        public readonly bool* IsDirect = isDirect;
        public readonly byte** Origins = origins;
    }

    /// <summary>Pins the arrays one by one, and computes when all are.</summary>
    void Compute(in Targets targets, int pinned)
    {
        if (pinned < inputs.Length + targets.Results.Length)
        {
            var array = pinned < inputs.Length ? inputs[pinned].Array : (Array)targets.Results[pinned - inputs.Length].Storage;
            fixed (byte* origin = &MemoryMarshal.GetArrayDataReference(array))
            {
                targets.Origins[pinned] = origin;
                Compute(targets, pinned + 1);
            }
            return;
        }
        var space = program.Space!;
        var rowsPerTask = Math.Max(1, Rows.Chunk / (rowsPerBlock * space.Length)) * rowsPerBlock;
        if (space.Size > 0) Workers.For((space.Rows - 1) / rowsPerTask + 1, new Job(this, targets, rowsPerTask));
    }

    readonly struct Job(FusedRun run, Targets targets, int rowsPerTask) : IJob
    {
        public void Run(int task) => run.Compute(targets, task * rowsPerTask, Math.Min(rowsPerTask, run.program.Space!.Rows - task * rowsPerTask));
    }

    void Compute(in Targets targets, int firstRow, int rows)
    {
        using var scratch = Scratch<byte>.Rent(program.ScratchBytes);
        var places = (Place*)scratch.Pointer;
        var copied = (FusedInput.Copied*)(places + program.Registers);
        for (var register = 0; register < program.Registers; register++) places[register] = new(scratch.Pointer + program.Places[register], 1);
        new Span<FusedInput.Copied>(copied, inputs.Length).Clear();
        for (int row = firstRow, end = firstRow + rows; row < end; row += rowsPerBlock)
            Compute(new(places, row, Math.Min(rowsPerBlock, end - row)), targets, scratch.Pointer, copied);
    }

    void Compute(in FusedBlock block, in Targets targets, byte* scratch, FusedInput.Copied* copied)
    {
        for (var i = 0; i < inputs.Length; i++)
            block[inputs[i].Register] = inputs[i].At(targets.Origins[i], block, scratch + program.Places[inputs[i].Register], ref copied[i]);
        for (var i = 0; i < targets.Results.Length; i++)
        {
            var (copy, result) = (program.Copies[i], (ArrayTensor)targets.Results[i]);
            var first = targets.Origins[inputs.Length + i] + (result.Offset + (nint)block.FirstRow * copy.PerRow) * result.DType.Bytes();
            var isWrittenOnly = program.LastUse(copy.Inputs[0]) == program.Producers[i];
            if (!targets.IsDirect[i]) block[copy.Output] = new(first, 1);
            else block[copy.Inputs[0]] = new(first, 1, isWrittenOnly && PassSizes.Streams((long)result.Size * result.DType.Bytes()));
        }
        foreach (var step in program.Steps) step.Run(block);
        for (var i = 0; i < targets.Results.Length; i++)
            if (!targets.IsDirect[i]) program.Copies[i].Run(block);
    }

    /// <summary>Whether the step that computes a result can write it: none after it reads an input that lies there.</summary>
    bool IsDirect(int result, ArrayTensor target)
    {
        var producer = program.Producers[result];
        if (producer < 0) return false;
        foreach (var input in inputs)
            if (program.LastUse(input.Register) > producer && input.Overlaps(target)) return false;
        return true;
    }
}
