namespace Functional.Graphs;

/// <summary>The work of a step, or of a whole graph.</summary>
/// <param name="Flops">Operations on numbers; see <see cref="Graphs.Flops"/> for how each is counted.</param>
/// <param name="Read">Bytes that are read.</param>
/// <param name="Written">Bytes that are written.</param>
public readonly record struct Cost(long Flops, long Read, long Written)
{
    /// <summary>Operations for each byte that is moved: where it is low, memory is the limit; where it is high, arithmetic. 0 where nothing is moved.</summary>
    public double Intensity => Read + Written is var bytes and > 0 ? (double)Flops / bytes : 0;

    /// <summary>Both one after the other.</summary>
    public static Cost operator +(Cost a, Cost b) => new(a.Flops + b.Flops, a.Read + b.Read, a.Written + b.Written);

    /// <summary>One so many times.</summary>
    public static Cost operator *(long times, Cost cost) => new(times * cost.Flops, times * cost.Read, times * cost.Written);
}
