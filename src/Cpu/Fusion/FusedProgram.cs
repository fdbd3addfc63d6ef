using Functional.Graphs;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>
/// A fused body as the CPU runs it: its steps, one after the other, on one block of rows after the other, so that what they compute stays in the
/// first cache. Values have registers, by their numbers in the graph; where these lie in working memory is planned once.
/// </summary>
internal sealed class FusedProgram
{
    /// <summary>Bytes of a value of one block, where its rows are not longer.</summary>
    const int Piece = 8192;

    /// <summary>From so many elements on each row is a block, and what repeats in a row need not be written out.</summary>
    const int LongRow = 512;

    internal static readonly Func<Graph, FusedProgram> Compile = body => new(body);

    readonly Graph body;
    readonly bool[] isGiven = [];
    readonly int[] registers = [];
    readonly List<FusedStep> steps = [];

    FusedProgram(Graph body)
    {
        this.body = body;
        if (FusedSpace.Of(body) is not { } space) return;
        Space = space;
        isGiven = FusedSpace.IsGiven(body);
        registers = [.. Enumerable.Range(0, body.Types.Count)];
        var widest = body.Types.Skip(body.Inputs).Max(type => type.DType.Bytes());
        RowsPerBlock = space.Length >= LongRow ? 1 : Piece / widest / space.Length;
        Translate();
        Copies = [.. body.Results.Select((value, i) => new CopyStep(Bytes(value), [registers[value]], registers.Length + i, PerRow(value)))];
        (Places, ScratchBytes) = Plan();
    }

    /// <summary>The space over which the steps run together; null where they run one by one.</summary>
    internal FusedSpace? Space { get; }

    /// <summary>The most rows of a block.</summary>
    internal int RowsPerBlock { get; }

    internal IReadOnlyList<FusedStep> Steps => steps;

    /// <summary>For each result its copy from the register of its value to one of its own, behind those of all values.</summary>
    internal FusedStep[] Copies { get; } = [];

    /// <summary>The offset of each register in working memory.</summary>
    internal int[] Places { get; } = [];

    internal int ScratchBytes { get; }

    /// <summary>The types of the results.</summary>
    internal TensorType[] Results => [.. body.Results.Select(value => body.Types[value])];

    internal int Registers => registers.Length + Copies.Length;

    /// <summary>Whether these are arguments of the body.</summary>
    internal bool Accepts(Tensor[] x)
    {
        if (x.Length != body.Parameters.Length) return false;
        for (var i = 0; i < x.Length; i++)
            if (TensorType.Of(x[i]) != body.Parameters[i].Type) return false;
        return true;
    }

    /// <summary>The last step that writes or reads a register; −1 for none.</summary>
    internal int LastUse(int register) => steps.FindLastIndex(step => step.Output == register || step.Inputs.Contains(register));

    /// <summary>The step that computes a register; −1 where it is given.</summary>
    internal int Producer(int register) => steps.FindIndex(step => step.Output == register);

    /// <summary>The given values that the steps or results use, for arguments of the body.</summary>
    internal FusedInput[] Inputs(Tensor[] x)
    {
        var values = new Tensor[body.Types.Count];
        x.CopyTo(values, 0);
        for (var i = 0; i < body.Constants.Length; i++) values[x.Length + i] = CpuDevice.Instance.Import(body.Constants[i]);
        for (int i = 0, value = body.Inputs; i < body.Steps.Length; i++, value++)
            if (isGiven[value]) values[value] = CpuDevice.Instance.Evaluate((Primitive)body.Steps[i].Operation, new(values[body.Steps[i].Inputs[0]]));
        return [.. Enumerable.Range(0, values.Length).Where(value => isGiven[value] && IsUsed(value))
            .Select(value => new FusedInput((ArrayTensor)values[value], value, PerRow(value), IsReduced(value)))];
    }

    bool IsUsed(int register) => LastUse(register) >= 0 || body.Results.Any(value => registers[value] == register);

    /// <summary>Whether a kernel that goes along rows reads the elements of a register.</summary>
    bool IsReduced(int register) => steps.Exists(step => step.TakesRows && step.Inputs[0] == register);

    int Bytes(int value) => body.Types[value].DType.Bytes();

    int PerRow(int value) => body.Types[value].Shape.Size == Space!.Size ? Space.Length : 1;

    void Translate()
    {
        for (int i = 0, value = body.Inputs; i < body.Steps.Length; i++, value++)
        {
            var step = body.Steps[i];
            if (isGiven[value]) continue;
            var x = step.Inputs.Select(input => registers[input]).ToArray();
            if (FusedSpace.IsView(step.Operation) && PerRow(value) == PerRow(step.Inputs[0])) registers[value] = x[0];
            else steps.Add(Translated(step, x, value));
        }
        for (var i = 0; i < steps.Count; i++)
            if (steps[i] is SpreadStep { Output: var y } spread && RowsPerBlock == 1 && !IsReduced(y)) steps[i] = new RepeatStep(spread);
    }

    FusedStep Translated(Step step, int[] x, int value) => (step.Operation, body.Types[step.Inputs[0]].DType) switch
    {
        (Map map, var type) => new MapStep(map.Kernel(Loops.Rules), type, x, value, PerRow(value)),
        (Select, _) => Bytes(value) switch
        {
            1 => new SelectStep<byte>(x, value, PerRow(value)),
            2 => new SelectStep<ushort>(x, value, PerRow(value)),
            4 => new SelectStep<uint>(x, value, PerRow(value)),
            _ => new SelectStep<ulong>(x, value, PerRow(value)),
        },
        (Cast cast, var type) => new CastStep(Conversion.Between(type, cast.To), Bytes(value), x, value, PerRow(value)),
        (Sum or Extremum, DType.Float32) => Reduction<float>(step.Operation, x, value),
        (Sum or Extremum, _) => Reduction<double>(step.Operation, x, value),
        _ => new SpreadStep(Bytes(value), x, value, PerRow(value)),
    };

    FusedStep Reduction<T>(Operation op, int[] x, int value) where T : unmanaged, System.Numerics.INumber<T> => op switch
    {
        Sum => new ReduceStep<T, SumFold<T>>(Space!.Length, x, value),
        Extremum { End: End.Max } => new ReduceStep<T, MaxFold<T>>(Space!.Length, x, value),
        _ => new ReduceStep<T, MinFold<T>>(Space!.Length, x, value),
    };

    /// <summary>Places for the registers: those of given values, row values and results are their own, another is free again after its last use.</summary>
    (int[] Places, int Bytes) Plan()
    {
        var slots = new Slots(Slots.Round(Registers * FusedRun.RegisterBytes));
        var places = new int[Registers];
        for (var value = 0; value < isGiven.Length; value++)
            if (isGiven[value] && IsUsed(value)) places[value] = slots.Take(BlockBytes(value));
        for (var i = 0; i < steps.Count; i++)
        {
            places[steps[i].Output] = slots.Take(BlockBytes(steps[i].Output));
            foreach (var register in steps[i].Inputs.Append(steps[i].Output).Distinct())
                if (LastUse(register) == i && PerRow(register) == Space!.Length && !isGiven[register] && !body.Results.Any(value => registers[value] == register))
                    slots.GiveBack(places[register], BlockBytes(register));
        }
        return (places, slots.Bytes);
    }

    int BlockBytes(int value) => RowsPerBlock * PerRow(value) * Bytes(value);
}
