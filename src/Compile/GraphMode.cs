using Functional.Graphs;

namespace Functional;

/// <summary>
/// Functions of tensors as graphs; import them with <c>using static Functional.GraphMode</c>. Arguments and results are tensors or any trees.
/// A function is traced by running it once on stand-ins, so it has to be pure, and cannot read a value to decide.
/// </summary>
public static partial class GraphMode
{
    /// <summary>The steps of a function of a tensor like x: of its type and shape, whatever its elements.</summary>
    /// <exception cref="ScopeException">The function reads a value, or captures one of an enclosing derivative or batch.</exception>
    public static Graph Trace<TY>(Func<Tensor, TY> f, Tensor x) => Trace<Tensor, TY>(f, x);

    /// <summary>The steps of a function of a tree like x; the parameters have the paths of its leaves for names.</summary>
    /// <exception cref="ScopeException">The function reads a value, or captures one of an enclosing derivative or batch.</exception>
    public static Graph Trace<TX, TY>(Func<TX, TY> f, TX x)
        => Traced.Of(f, x) is { Captured: [] } traced ? traced.Graph
        : throw new ScopeException("Trace: the function captures a value of an enclosing derivative or batch: make it an argument");

    /// <summary>The steps of a function of two trees.</summary>
    /// <exception cref="ScopeException">The function reads a value, or captures one of an enclosing derivative or batch.</exception>
    public static Graph Trace<T1, T2, TY>(Func<T1, T2, TY> f, T1 a, T2 b) => Trace(x => f(x.Item1, x.Item2), Tree.Pair(a, b));

    /// <summary>
    /// The function f as a compiled one: at its first call with arguments of some structure, shapes, types and device it is traced, simplified, fused and
    /// planned, and every such call computes the plan. What f captures is as it was when it was traced. In a derivative or batch the steps of
    /// the graph are differentiated or batched one by one; <c>Compile(Grad(f))</c> and <c>Compile(Vmap(f))</c> fuse what these make.
    /// </summary>
    /// <param name="f">A pure function, which reads no value.</param>
    /// <param name="capacity">How many traces are kept; the one that was not used for the longest time goes.</param>
    /// <param name="reassociates">Whether sums of products may be added up in another order where that is faster: otherwise results have the bits of f.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    public static Func<Tensor, TY> Compile<TY>(Func<Tensor, TY> f, int capacity = Compiled.DefaultCapacity, bool reassociates = false)
        => Compile<Tensor, TY>(f, capacity, reassociates);

    /// <inheritdoc cref="Compile{TY}(Func{Tensor, TY}, int, bool)"/>
    public static Func<TX, TY> Compile<TX, TY>(Func<TX, TY> f, int capacity = Compiled.DefaultCapacity, bool reassociates = false)
        => new Compiled<TX, TY>(f, capacity, reassociates).Call;

    /// <inheritdoc cref="Compile{TY}(Func{Tensor, TY}, int, bool)"/>
    public static Func<Tensor, Tensor, TY> Compile<TY>(
        Func<Tensor, Tensor, TY> f, int capacity = Compiled.DefaultCapacity, bool reassociates = false)
        => Compile<Tensor, Tensor, TY>(f, capacity, reassociates);

    /// <inheritdoc cref="Compile{TY}(Func{Tensor, TY}, int, bool)"/>
    public static Func<T1, T2, TY> Compile<T1, T2, TY>(Func<T1, T2, TY> f, int capacity = Compiled.DefaultCapacity, bool reassociates = false)
        => new Compiled<(T1, T2), TY>(x => f(x.Item1, x.Item2), capacity, reassociates).CallPair;

    /// <inheritdoc cref="Compile{TY}(Func{Tensor, TY}, int, bool)"/>
    public static Func<Tensor, Tensor, Tensor, TY> Compile<TY>(
        Func<Tensor, Tensor, Tensor, TY> f, int capacity = Compiled.DefaultCapacity, bool reassociates = false)
        => Compile<Tensor, Tensor, Tensor, TY>(f, capacity, reassociates);

    /// <inheritdoc cref="Compile{TY}(Func{Tensor, TY}, int, bool)"/>
    public static Func<T1, T2, T3, TY> Compile<T1, T2, T3, TY>(Func<T1, T2, T3, TY> f, int capacity = Compiled.DefaultCapacity, bool reassociates = false)
        => new Compiled<(T1, T2, T3), TY>(x => f(x.Item1, x.Item2, x.Item3), capacity, reassociates).CallTriple;

    /// <summary>
    /// What a function of a tensor like x does and what it costs: as it was traced and as it is computed, bytes, FLOPs and memory. Print it, or take it
    /// as Mermaid or JSON.
    /// </summary>
    /// <param name="isTimed">Whether the steps are computed at x some times, to tell how long each takes.</param>
    /// <exception cref="ScopeException">The function reads a value, or captures one of an enclosing derivative or batch.</exception>
    public static Explanation Explain<TY>(Func<Tensor, TY> f, Tensor x, bool isTimed = false) => Explain<Tensor, TY>(f, x, isTimed);

    /// <inheritdoc cref="Explain{TY}(Func{Tensor, TY}, Tensor, bool)"/>
    public static Explanation Explain<TX, TY>(Func<TX, TY> f, TX x, bool isTimed = false)
    {
        var plan = new GraphPlan(Trace(f, x));
        var (leaves, described) = (Tree.Leaves(x), plan.Describe());
        var explanation = new Explanation(described.Traced, described.Optimized, described.PeakBytes);
        return isTimed ? explanation.Measured(leaves) : explanation;
    }

    /// <inheritdoc cref="Explain{TY}(Func{Tensor, TY}, Tensor, bool)"/>
    public static Explanation Explain<T1, T2, TY>(Func<T1, T2, TY> f, T1 a, T2 b, bool isTimed = false)
        => Explain(x => f(x.Item1, x.Item2), Tree.Pair(a, b), isTimed);

    /// <summary>The steps of a function for every extent of an axis of a tensor like x, which x has first.</summary>
    /// <exception cref="GraphException">What the function does depends on the extent in more than sizes.</exception>
    public static SymbolicGraph TraceBatch<TY>(Func<Tensor, TY> f, Tensor x, string symbol = "batch") => TraceBatch<Tensor, TY>(f, x, 0, symbol);

    /// <summary>The steps of a function for every extent of an axis of the leaves of a tree like x.</summary>
    /// <param name="axes">Where the axis is in each leaf; null where it has none.</param>
    /// <exception cref="GraphException">What the function does depends on the extent in more than sizes.</exception>
    public static SymbolicGraph TraceBatch<TX, TY>(Func<TX, TY> f, TX x, BatchAxes axes, string symbol = "batch")
    {
        var all = axes.For(x);
        return SymbolicGraph.Of(extent => Trace(f, Tree.Rebuild(x, [.. Tree.Leaves(x).Zip(all, (leaf, axis)
            => axis is { } at ? Tensor.Zeros(leaf.Shape.With(leaf.Shape.Axis(at, "TraceBatch"), extent), leaf.DType) : leaf)])), symbol);
    }

    /// <summary>The traces that a compiled function keeps.</summary>
    /// <param name="f">A function that <see cref="Compile{TX, TY}(Func{TX, TY}, int, bool)"/> gave.</param>
    /// <exception cref="ArgumentException">It is another function.</exception>
    public static CompileCache CacheOf(Delegate f)
        => (f.Target as Compiled)?.Cache ?? throw new ArgumentException("CacheOf: the function was not given by Compile");
}
