using System.Collections.Immutable;
using Functional.Graphs;

namespace Functional;

/// <summary>What a compiled function keeps: how many traces there may be, how often one was found or made, and the graphs, the last one used first.</summary>
public sealed record CompileCache(int Capacity, long Hits, long Misses, ImmutableArray<CompiledGraph> Graphs)
{
    /// <summary>How many traces are kept.</summary>
    public int Count => Graphs.Length;
}

/// <summary>A trace of a compiled function, and what was made of it.</summary>
/// <param name="Traced">As the function was traced.</param>
/// <param name="Optimized">As it is computed.</param>
/// <param name="PeakBytes">The most memory that a call needs: of its arguments, constants and results, and of its workspace.</param>
public sealed record CompiledGraph(Graph Traced, Graph Optimized, long PeakBytes);
