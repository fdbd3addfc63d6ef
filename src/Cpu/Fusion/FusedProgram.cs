using System.Numerics;
using System.Runtime.CompilerServices;
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
    readonly int[] registers = [], lastUses = [];
    readonly List<FusedStep> steps = [];

    /// <summary>The given values that the steps use, and the inputs that they are where they depend on no parameter.</summary>
    readonly (int Value, FusedInput? Constant)[] given = [];

    /// <summary>Whether the steps use views of parameters.</summary>
    readonly bool hasViews;

    FusedProgram(Graph body)
    {
        this.body = body;
        Results = [.. body.Results.Select(value => body.Types[value])];
        if (FusedSpace.Of(body) is not { } space) return;
        Space = space;
        isGiven = FusedSpace.IsGiven(body);
        registers = [.. Enumerable.Range(0, body.Types.Count)];
        RowsPerBlock = space.Length >= LongRow ? 1 : Piece / body.Types.Skip(body.Inputs).Max(type => type.DType.Bytes()) / space.Length;
        Translate();
        lastUses = [.. registers.Select((_, register) => steps.FindLastIndex(step => step.Output == register || step.Inputs.Contains(register)))];
        Steps = [.. steps];
        Copies = [.. body.Results.Select((value, i) => new CopyStep(Bytes(value), [registers[value]], registers.Length + i, PerRow(value)))];
        Producers = [.. Copies.Select((copy, i) => Copies.Take(i).Any(other => other.Inputs[0] == copy.Inputs[0]) ? -1
            : steps.FindIndex(step => step.Output == copy.Inputs[0] && step is not RepeatStep))];
        (Places, ScratchBytes) = Plan();
        given = Given();
        hasViews = given.Any(each => each.Value >= body.Parameters.Length && each.Constant is null);
    }

    /// <summary>The space over which the steps run together; null where they run one by one.</summary>
    internal FusedSpace? Space { get; }

    /// <summary>The most rows of a block.</summary>
    internal int RowsPerBlock { get; }

    internal FusedStep[] Steps { get; } = [];

    /// <summary>The types of the results.</summary>
    internal TensorType[] Results { get; }

    /// <summary>For each result its copy from the register of its value to one of its own, behind those of all values.</summary>
    internal FusedStep[] Copies { get; } = [];

    /// <summary>For each result the step that may write it; −1 where the value is given, or a result before.</summary>
    internal int[] Producers { get; } = [];

    /// <summary>The offset of each register in working memory.</summary>
    internal int[] Places { get; } = [];

    internal int ScratchBytes { get; }

    internal int Registers => Places.Length;

    /// <summary>Whether these are arguments of the body.</summary>
    internal bool Accepts(Tensor[] x)
    {
        if (x.Length != body.Parameters.Length) return false;
        for (var i = 0; i < x.Length; i++)
            if (TensorType.Of(x[i]) != body.Parameters[i].Type) return false;
        return true;
    }

    /// <summary>The last step that writes or reads a register; −1 for none.</summary>
    internal int LastUse(int register) => lastUses[register];

    /// <summary>The given values that the steps use, for arguments of the body; those of the call before that are the same.</summary>
    internal FusedInput[] Inputs(Tensor[] x, FusedInput?[]? before = null)
    {
        var (values, inputs) = (hasViews ? Values(x) : null, new FusedInput[given.Length]);
        for (var i = 0; i < inputs.Length; i++)
        {
            var (value, constant) = given[i];
            var view = values is null && constant is null ? (ArrayTensor)x[value] : values?[value];
            inputs[i] = constant ?? (before?[i] is { } same && same.View == view ? same : new(view!, value, PerRow(value), IsReduced(value)));
        }
        return inputs;
    }

    /// <summary>The given values that steps use; those that depend on no parameter are known.</summary>
    (int, FusedInput?)[] Given()
    {
        var values = Values([]);
        return [.. Enumerable.Range(0, isGiven.Length).Where(value => isGiven[value] && lastUses[value] >= 0)
            .Select(value => (value, values[value] is { } known ? new FusedInput(known, value, PerRow(value), IsReduced(value)) : null))];
    }

    /// <summary>The given values for arguments of the body; without them the constants and their views.</summary>
    ArrayTensor?[] Values(Tensor[] x)
    {
        var values = new ArrayTensor?[isGiven.Length];
        for (var i = 0; i < x.Length; i++) values[i] = (ArrayTensor)x[i];
        for (var i = 0; i < body.Constants.Length; i++) values[body.Parameters.Length + i] = (ArrayTensor)CpuDevice.Instance.Import(body.Constants[i]);
        for (int i = 0, value = body.Inputs; i < body.Steps.Length; i++, value++)
            if (isGiven[value] && values[body.Steps[i].Inputs[0]] is { } from)
                values[value] = (ArrayTensor)CpuDevice.Instance.Evaluate((Primitive)body.Steps[i].Operation, new(from));
        return values;
    }

    /// <summary>Whether a step that takes whole rows reads a register.</summary>
    bool IsReduced(int register) => steps.Exists(step => step.TakesRows && step.Inputs[0] == register);

    bool IsResult(int register) => body.Results.Any(value => registers[value] == register);

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
        if (RuntimeFeature.IsDynamicCodeSupported) CheapStep.Join(steps, IsResult);
    }

    FusedStep Translated(Step step, int[] x, int value) => (step.Operation, body.Types[step.Inputs[0]].DType) switch
    {
        (Map map, var type) when CheapPasses.Of(map) is { } pass
            => new CheapStep(pass, functions: 1, map.Kernel(Loops.Rules), type, x, value, PerRow(value)),
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

    FusedStep Reduction<T>(Operation op, int[] x, int value) where T : unmanaged, INumber<T> => op switch
    {
        Sum => new ReduceStep<T, SumFold<T>>(Space!.Length, x, value),
        Extremum { End: End.Max } => new ReduceStep<T, MaxFold<T>>(Space!.Length, x, value),
        _ => new ReduceStep<T, MinFold<T>>(Space!.Length, x, value),
    };

    /// <summary>Places for the registers: those of given values, row values and results are their own, another is free again after its last use.</summary>
    (int[] Places, int Bytes) Plan()
    {
        var slots = new Slots(Slots.Round((registers.Length + Copies.Length) * FusedRun.RegisterBytes));
        var places = new int[registers.Length + Copies.Length];
        for (var value = 0; value < isGiven.Length; value++)
            if (isGiven[value] && lastUses[value] >= 0) places[value] = slots.Take(BlockBytes(value));
        for (var i = 0; i < steps.Count; i++)
        {
            places[steps[i].Output] = slots.Take(BlockBytes(steps[i].Output));
            foreach (var register in steps[i].Inputs.Append(steps[i].Output).Distinct())
                if (lastUses[register] == i && PerRow(register) == Space!.Length && !isGiven[register] && !IsResult(register))
                    slots.GiveBack(places[register], BlockBytes(register));
        }
        return (places, slots.Bytes);
    }

    int BlockBytes(int value) => RowsPerBlock * PerRow(value) * Bytes(value);
}
