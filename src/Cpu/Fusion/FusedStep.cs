using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>One step of a fused body on one block: reads registers, writes one.</summary>
/// <param name="inputs">The registers that it reads.</param>
/// <param name="output">The register that it writes.</param>
/// <param name="perRow">Elements of the result for each row: 1, or the length of the row.</param>
internal abstract unsafe class FusedStep(int[] inputs, int output, int perRow)
{
    internal int[] Inputs => inputs;

    internal int Output => output;

    internal int PerRow => perRow;

    /// <summary>Whether it takes whole rows, whose elements lie side by side.</summary>
    internal virtual bool TakesRows => false;

    internal abstract void Run(in FusedBlock block);
}

/// <summary>An elementwise function.</summary>
internal unsafe class MapStep(ElementLoop loop, DType type, int[] inputs, int output, int perRow) : FusedStep(inputs, output, perRow)
{
    internal DType Type => type;

    internal override void Run(in FusedBlock block)
    {
        Place a = block[Inputs[0]], b = Input(1, block, a), c = Input(2, block, a), d = Input(3, block, a), y = block[Output];
        loop.Row(type, new(a.Pointer, a.Step, b.Pointer, b.Step, c.Pointer, c.Step, d.Pointer, d.Step, y.Pointer, block.Rows * PerRow), y.Streams);
    }

    Place Input(int i, in FusedBlock block, Place missing) => i < Inputs.Length ? block[Inputs[i]] : missing;
}

/// <summary>The choice between two values, for elements of a size.</summary>
internal sealed unsafe class SelectStep<T>(int[] inputs, int output, int perRow) : FusedStep(inputs, output, perRow) where T : unmanaged
{
    internal override void Run(in FusedBlock block)
    {
        Place c = block[Inputs[0]], x = block[Inputs[1]], y = block[Inputs[2]];
        SelectRow.Run((bool*)c.Pointer, c.Step, (T*)x.Pointer, x.Step, (T*)y.Pointer, y.Step, (T*)block[Output].Pointer, block.Rows * PerRow);
    }
}

/// <summary>A conversion to another element type.</summary>
internal sealed unsafe class CastStep(Conversion.RowConversion convert, int bytes, int[] inputs, int output, int perRow) : FusedStep(inputs, output, perRow)
{
    internal override void Run(in FusedBlock block)
    {
        Place x = block[Inputs[0]], y = block[Output];
        var count = block.Rows * PerRow;
        convert(x.Pointer, y.Pointer, x.Step == 0 ? Math.Min(1, count) : count);
        if (x.Step == 0) Elements.Copy(bytes, y.Pointer, 0, y.Pointer, count);
    }
}

/// <summary>A sum or extremum of each row, by the kernel that reduces the last axis of a tensor.</summary>
internal sealed unsafe class ReduceStep<T, TFold>(int length, int[] inputs, int output) : FusedStep(inputs, output, 1)
    where T : unmanaged where TFold : IFold<T>
{
    internal override bool TakesRows => true;

    internal override void Run(in FusedBlock block) => TFold.Fold(block.Rows, length, 1, (T*)block[Inputs[0]].Pointer, (T*)block[Output].Pointer);
}

/// <summary>A row value at all elements of its row.</summary>
internal sealed unsafe class SpreadStep(int bytes, int[] inputs, int output, int perRow) : FusedStep(inputs, output, perRow)
{
    internal override void Run(in FusedBlock block)
    {
        Place x = block[Inputs[0]], y = block[Output];
        for (nint row = 0; row < block.Rows; row++) Elements.Copy(bytes, x.Pointer + row * x.Step * bytes, 0, y.Pointer + row * PerRow * bytes, PerRow);
    }
}

/// <summary>The value of the one row of a block, which repeats where it is.</summary>
internal sealed class RepeatStep(SpreadStep spread) : FusedStep(spread.Inputs, spread.Output, spread.PerRow)
{
    internal override unsafe void Run(in FusedBlock block) => block[Output] = new(block[Inputs[0]].Pointer, 0);
}

/// <summary>A value that is a result, and lies elsewhere.</summary>
internal sealed unsafe class CopyStep(int bytes, int[] inputs, int output, int perRow) : FusedStep(inputs, output, perRow)
{
    internal override void Run(in FusedBlock block)
    {
        var x = block[Inputs[0]];
        Elements.Copy(bytes, x.Pointer, x.Step, block[Output].Pointer, block.Rows * PerRow);
    }
}
