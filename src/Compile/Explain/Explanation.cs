using System.Collections.Immutable;

namespace Functional.Graphs;

/// <summary>
/// What a function does and what that costs: its graph as it was traced and as it is run, with the work of each step, and where they are known the
/// memory and the time that it takes.
/// </summary>
/// <param name="Before">As it was traced.</param>
/// <param name="After">As it is run.</param>
/// <param name="PeakBytes">The most memory that values take at once, if it was planned.</param>
/// <param name="Times">The time of each step of <paramref name="After"/>, if it was measured.</param>
public sealed record Explanation(Graph Before, Graph After, long? PeakBytes = null, ImmutableArray<TimeSpan>? Times = null)
{
    /// <summary>The work of each step of <see cref="After"/>.</summary>
    public ImmutableArray<Cost> StepCosts => Costs.Of(After);

    /// <summary>The same with the time of each step: they run one after the other, so many times, and the median counts.</summary>
    /// <exception cref="ShapeException">The arguments differ in number or type from the parameters.</exception>
    public Explanation Measured(IReadOnlyList<Tensor> arguments, int rounds = 5) => this with { Times = StepTimes.Measure(After, arguments, rounds) };

    /// <summary>A table of the steps in the order in which they run, and the totals.</summary>
    public override string ToString() => ToText();

    /// <summary>A table of the steps and the totals: in the order in which they run, or the heaviest first, by time where it was measured, otherwise by FLOPs and bytes.</summary>
    public string ToText(bool heaviestFirst = false, int steps = int.MaxValue) => ExplanationTable.Of(this, heaviestFirst, steps);

    /// <summary>The graph that is run as a Mermaid flowchart: steps, what they compute, and blocks around their bodies.</summary>
    public string ToMermaid() => Mermaid.Of(After);

    /// <summary>Steps, costs and totals as JSON, for other tools.</summary>
    public string ToJson() => ExplanationJson.Of(this);
}
