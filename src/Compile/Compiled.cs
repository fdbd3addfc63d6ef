using System.Collections.Immutable;
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
    readonly bool reassociates;
    readonly Lock access = new();
    readonly LinkedList<Entry> entries = [];
    long hits, misses;

    internal Compiled(Func<TX, TY> f, int capacity, bool reassociates)
    {
        if (capacity < 1) throw new ArgumentOutOfRangeException(nameof(capacity), $"Compile: a cache of {capacity} traces");
        (this.f, this.reassociates, this.capacity) = (f, reassociates, capacity);
    }

    internal override CompileCache Cache
    {
        get
        {
            lock (access) return new(capacity, hits, misses, [.. entries.Select(each => each.Plan.Describe())]);
        }
    }

    /// <summary>
    /// Computes the plan where all is plain, and in a step of a loop, whose arrays the results are then. A derivative or batch meets the function itself,
    /// with all that it says of its own derivatives.
    /// </summary>
    internal TY Call(TX x)
    {
        var (structure, leaves) = Structure.Of(x);
        return leaves.MaxBy(each => each.Level) switch
        {
            Tracer { Scope: not LoopStep } => f(x),
            Tracer { Scope: LoopStep step } when Find(structure, leaves, x) is { } entry
                => Tree.Rebuild(entry.Tree, step.Compute([.. leaves], values => entry.Plan.Run(values))),
            PlainTensor when Find(structure, leaves, x) is { } entry => Tree.Rebuild(entry.Tree, entry.Plan.Run([.. leaves])),
            _ => f(x),
        };
    }

    /// <summary>
    /// A plan that was made for arguments like these, or one that is made now; nothing where the function captures a value of an enclosing transformation,
    /// which ends with it.
    /// </summary>
    Entry? Find(Structure structure, ImmutableArray<Tensor> leaves, TX x)
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
                    return node.Value;
                }
            misses++;
        }
        var traced = Traced.Of(f, x);
        if (traced.Captured.Length > 0) return null;
        var entry = new Entry(structure, [.. leaves.Select(Kind.Of)], traced.Tree, new(traced.Graph, reassociates));
        lock (access)
        {
            entries.AddFirst(entry);
            if (entries.Count > capacity) entries.RemoveLast();
        }
        return entry;
    }

    /// <summary>What a plan depends on of a tensor.</summary>
    readonly record struct Kind(TensorType Type, Device? Device)
    {
        internal static Kind Of(Tensor x) => new(TensorType.Of(x), x is PlainTensor { IsConstant: true } ? null : x.Device);

        internal bool Fits(Tensor x)
            => x.DType == Type.DType && x.Shape == Type.Shape && (x is PlainTensor { IsConstant: true } ? Device is null : Device == x.Device);
    }

    sealed record Entry(Structure Structure, Kind[] Kinds, TY Tree, GraphPlan Plan)
    {
        internal bool Fits(Structure structure, ImmutableArray<Tensor> leaves)
        {
            if (leaves.Length != Kinds.Length) return false;
            for (var i = 0; i < Kinds.Length; i++)
                if (!Kinds[i].Fits(leaves[i])) return false;
            return Structure.Equals(structure);
        }
    }
}
