using System.Diagnostics.CodeAnalysis;

namespace Functional.Cpu;

/// <summary>
/// One or more cheap functions in one pass, which can be joined with others: what is between them stays in registers. Every operation rounds as it
/// does alone; of two NaN that meet, either may stay.
/// </summary>
/// <param name="pass">The type of the <see cref="IPass"/>.</param>
/// <param name="functions">How many functions there are.</param>
internal sealed class CheapStep(Type pass, int functions, ElementLoop loop, DType type, int[] inputs, int output, int perRow)
    : MapStep(loop, type, inputs, output, perRow)
{
    /// <summary>So many inputs a pass takes.</summary>
    const int MostInputs = 4;

    /// <summary>So many functions the compiler has room for in one loop.</summary>
    const int MostFunctions = 6;

    Type Pass => pass;

    int Functions => functions;

    /// <summary>Joins steps to those that alone use their values, over and over.</summary>
    [RequiresDynamicCode("Passes of several functions are made at run time.")]
    internal static void Join(List<FusedStep> steps, Func<int, bool> isResult)
    {
        for (var i = 0; i < steps.Count; i++)
            while (steps[i] is CheapStep step && step.Joinable(steps, isResult) is { } first)
            {
                steps[i--] = first.Then(step);
                steps.Remove(first);
            }
    }

    /// <summary>A step whose value this one alone uses, and can compute itself.</summary>
    CheapStep? Joinable(List<FusedStep> steps, Func<int, bool> isResult)
        => Inputs.Where(input => !isResult(input) && steps.TrueForAll(step => step == this || !step.Inputs.Contains(input)))
            .Select(input => steps.Find(step => step.Output == input)).OfType<CheapStep>().FirstOrDefault(Fits);

    bool Fits(CheapStep first) => first.Functions + Functions <= MostFunctions && Together(first).Length <= MostInputs;

    /// <summary>The inputs of another step and this one.</summary>
    int[] Together(CheapStep first) => [.. first.Inputs, .. Inputs.Except(first.Inputs).Where(input => input != first.Output)];

    [RequiresDynamicCode("Passes of several functions are made at run time.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Structs without constructors are all that the passes need.")]
    CheapStep Then(CheapStep second)
    {
        var inputs = second.Together(this);
        var picks = Enumerable.Range(0, MostInputs).Select(i => i >= second.Inputs.Length ? Picks.Inputs[0]
            : second.Inputs[i] == Output ? Picks.Value : Picks.Inputs[Array.IndexOf(inputs, second.Inputs[i])]);
        var both = typeof(Then<,,,,,,>).MakeGenericType([Pass, second.Pass, .. picks, Picks.Inputs[inputs.Length - 1]]);
        var loop = (ElementLoop)Activator.CreateInstance(typeof(Loops.OfNumbers<>).MakeGenericType(both))!;
        return new(both, Functions + second.Functions, loop, Type, inputs, second.Output, PerRow);
    }
}
