using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Cpu;

/// <summary>A fused program with the arrays that it reads and writes. Its blocks are tasks of a size that does not depend on the number of threads.</summary>
internal sealed unsafe class FusedRun
{
    /// <summary>Working memory for what is known of a register: its place, and for what its elements were copied.</summary>
    internal static readonly int RegisterBytes = sizeof(Place) + sizeof(FusedInput.Copied);

    readonly FusedProgram program;
    readonly FusedInput[] inputs;
    readonly ArrayTensor[] results;

    /// <summary>For each result whether the step that computes its value writes it; otherwise it is copied.</summary>
    readonly bool[] isDirect;
    readonly Array[] arrays;
    readonly int rowsPerBlock;

    internal FusedRun(FusedProgram program, Tensor[] x, ArrayTensor[] results)
    {
        (this.program, this.results) = (program, results);
        inputs = program.Inputs(x);
        arrays = [.. inputs.Select(input => input.Array), .. results.Select(result => (Array)result.Storage)];
        isDirect = [.. results.Select((_, i) => IsDirect(i))];
        rowsPerBlock = program.RowsPerBlock;
        // Where blocks hold whole runs of a view, these are found as they are or copied once.
        if (program.Space!.Length == 1 && inputs.Select(input => input.Inner).FirstOrDefault(inner => inner > 1 && inner <= rowsPerBlock) is var run and > 0)
            rowsPerBlock -= rowsPerBlock % run;
    }

    /// <summary>The results in new arrays.</summary>
    internal static Tensor[] Of(FusedProgram program, Tensor[] x)
    {
        var results = Array.ConvertAll(program.Results, type => Dispatch.Create(type.DType, new Fresh(type.Shape)));
        new FusedRun(program, x, results).Compute();
        return results;
    }

    internal void Compute()
    {
        var origins = stackalloc byte*[arrays.Length];
        Compute(origins, 0);
    }

    readonly record struct Fresh(Shape Shape) : IFactory
    {
        public ArrayTensor Run<T>() where T : unmanaged => new ArrayTensor<T>(Shape, Memory.Allocate<T>(Shape.Size));
    }

    /// <summary>Pins the arrays one by one, and computes when all are.</summary>
    void Compute(byte** origins, int pinned)
    {
        if (pinned < arrays.Length)
        {
            fixed (byte* origin = &MemoryMarshal.GetArrayDataReference(arrays[pinned]))
            {
                origins[pinned] = origin;
                Compute(origins, pinned + 1);
            }
            return;
        }
        var space = program.Space!;
        var rowsPerTask = Math.Max(1, Rows.Chunk / (rowsPerBlock * space.Length)) * rowsPerBlock;
        if (space.Size > 0) Workers.For((space.Rows - 1) / rowsPerTask + 1, new Job(this, origins, rowsPerTask));
    }

    readonly struct Job(FusedRun run, byte** origins, int rowsPerTask) : IJob
    {
        public void Run(int task) => run.Compute(origins, task * rowsPerTask, Math.Min(rowsPerTask, run.program.Space!.Rows - task * rowsPerTask));
    }

    void Compute(byte** origins, int firstRow, int rows)
    {
        using var scratch = Scratch<byte>.Rent(program.ScratchBytes);
        var places = (Place*)scratch.Pointer;
        var copied = (FusedInput.Copied*)(places + program.Registers);
        for (var register = 0; register < program.Registers; register++) places[register] = new(scratch.Pointer + program.Places[register], 1);
        new Span<FusedInput.Copied>(copied, inputs.Length).Clear();
        for (int row = firstRow, end = firstRow + rows; row < end; row += rowsPerBlock)
            Compute(new(places, row, Math.Min(rowsPerBlock, end - row)), origins, scratch.Pointer, copied);
    }

    void Compute(in FusedBlock block, byte** origins, byte* scratch, FusedInput.Copied* copied)
    {
        for (var i = 0; i < inputs.Length; i++)
            block[inputs[i].Register] = inputs[i].At(origins[i], block, scratch + program.Places[inputs[i].Register], ref copied[i]);
        for (var i = 0; i < results.Length; i++)
        {
            var copy = program.Copies[i];
            block[isDirect[i] ? copy.Inputs[0] : copy.Output] =
                new(origins[inputs.Length + i] + ((nint)results[i].Offset + block.FirstRow * (nint)copy.PerRow) * results[i].DType.Bytes(), 1);
        }
        foreach (var step in program.Steps) step.Run(block);
        for (var i = 0; i < results.Length; i++)
            if (!isDirect[i]) program.Copies[i].Run(block);
    }

    /// <summary>Whether a step can write a result: one computes it, it is no result before, and no later step reads an input that lies where it goes.</summary>
    bool IsDirect(int result)
    {
        var register = program.Copies[result].Inputs[0];
        var producer = program.Producer(register);
        return producer >= 0 && program.Steps[producer] is not RepeatStep && !program.Copies.Take(result).Any(other => other.Inputs[0] == register)
            && !inputs.Any(input => program.LastUse(input.Register) > producer && input.Overlaps(results[result]));
    }
}
