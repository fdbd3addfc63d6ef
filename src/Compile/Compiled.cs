using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>A compiled function of which traces can be asked for.</summary>
internal abstract class Compiled
{
    internal const int DefaultCapacity = 32;

    internal abstract CompileCache Cache { get; }
}

/// <summary>Calls with several arguments; the delegate made of one has the compiled function for its target.</summary>
internal static class Calls
{
    internal static TY CallPair<T1, T2, TY>(this Compiled<(T1, T2), TY> f, T1 a, T2 b) => f.Call(Tree.Pair(a, b));

    internal static TY CallTriple<T1, T2, T3, TY>(this Compiled<(T1, T2, T3), TY> f, T1 a, T2 b, T3 c) => f.Call(Tree.Triple(a, b, c));
}

/// <summary>A function, and the plans for the arguments that it was called with.</summary>
internal sealed class Compiled<TX, TY> : Compiled
{
    readonly Func<TX, TY> f;
    readonly int capacity;
    readonly Lock access = new();
    readonly LinkedList<Entry> entries = [];
    long hits, misses;

    internal Compiled(Func<TX, TY> f, int capacity)
        => (this.f, this.capacity) = (f, capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity), $"Compile: a cache of {capacity} traces"));

    internal override CompileCache Cache
    {
        get
        {
            lock (access) return new(capacity, hits, misses, [.. entries.Select(each => each.Plan.Describe())]);
        }
    }

    internal TY Call(TX x)
    {
        var (structure, leaves) = Structure.Of(x);
        var (entry, captured) = Find(structure, leaves, x);
        var results = Run(entry.Plan, [.. leaves, .. captured]);
        return Tree.Rebuild(entry.Tree, results);
    }

    /// <summary>A plan that was made for arguments like these, or one that is made now.</summary>
    (Entry Entry, Tensor[] Captured) Find(Structure structure, IReadOnlyList<Tensor> leaves, TX x)
    {
        lock (access)
        {
            for (var node = entries.First; node is not null; node = node.Next)
                if (node.Value.Fits(structure, leaves))
                {
                    if (node != entries.First)
                    {
                        entries.Remove(node);
                        entries.AddFirst(node);
                    }
                    hits++;
                    return (node.Value, []);
                }
            misses++;
        }
        var traced = Traced.Of(f, x);
        var entry = new Entry(structure, [.. leaves.Select(Kind.Of)], traced.Tree, new(traced.Graph));
        // What belongs to an enclosing transformation ends with it, and with it the trace.
        if (traced.Captured.Length > 0) return (entry, traced.Captured);
        lock (access)
        {
            entries.AddFirst(entry);
            if (entries.Count > capacity) entries.RemoveLast();
        }
        return (entry, []);
    }

    /// <summary>The plan where all is plain; in a step of a loop its arrays are the loop's; a transformation interprets the steps.</summary>
    static Tensor[] Run(GraphPlan plan, Tensor[] x)
        => x.MaxBy(each => each.Level) switch
        {
            null or PlainTensor => plan.Run(x),
            Tracer { Scope: LoopStep step } => step.Compute(x, values => Run(plan, values)),
            _ => plan.Simplified.Run(x),
        };

    /// <summary>What a plan depends on of a tensor.</summary>
    readonly record struct Kind(TensorType Type, Device? Device)
    {
        internal static Kind Of(Tensor x) => new(TensorType.Of(x), x is PlainTensor { IsConstant: true } ? null : x.Device);

        internal bool Fits(Tensor x)
            => x.DType == Type.DType && x.Shape == Type.Shape && (x is PlainTensor { IsConstant: true } ? Device is null : Device == x.Device);
    }

    sealed record Entry(Structure Structure, Kind[] Kinds, TY Tree, GraphPlan Plan)
    {
        internal bool Fits(Structure structure, IReadOnlyList<Tensor> leaves)
        {
            if (leaves.Count != Kinds.Length) return false;
            for (var i = 0; i < Kinds.Length; i++)
                if (!Kinds[i].Fits(leaves[i])) return false;
            return Structure.Equals(structure);
        }
    }
}
