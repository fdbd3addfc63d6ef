namespace Functional;

/// <summary>
/// Functions of one example made functions of many; import them with <c>using static Functional.BatchMode</c>.
/// Arguments and results are tensors or any trees of tensors. All of them nest, in each other and in both modes of differentiation.
/// </summary>
public static partial class BatchMode
{
    /// <summary>
    /// The function that applies f to every element of a batch at once: each primitive of f runs once, on all of them. The argument has one
    /// axis more than that of f, along which the batch lies, and so has the result; a result that is the same for all is repeated.
    /// Gradients for each example are <c>Vmap(Grad(f))</c>. What f captures is the same for all. Inside f, a value that differs across
    /// the batch cannot be read or decided upon: use <see cref="Operations.Where(Tensor, Tensor, Tensor)"/>,
    /// <see cref="Operations.Cond{TX, TY}"/> or <see cref="Operations.While{TState}"/>.
    /// </summary>
    /// <param name="inAxes">Where the batch lies in the argument; null where it does not vary. See <see cref="BatchAxes"/>.</param>
    /// <param name="outAxes">Where it shall lie in the result; null for a result that does not vary, which is then not repeated.</param>
    /// <exception cref="ShapeException">An axis is out of range, the extents of two mapped axes differ, or none is mapped.</exception>
    /// <exception cref="ScopeException">A result for which no axis is asked differs across the batch.</exception>
    public static Func<Tensor, TY> Vmap<TY>(Func<Tensor, TY> f, BatchAxes inAxes = default, BatchAxes outAxes = default)
        => Vmap<Tensor, TY>(f, inAxes, outAxes);

    /// <summary>Of a function of any tree.</summary>
    public static Func<TX, TY> Vmap<TX, TY>(Func<TX, TY> f, BatchAxes inAxes = default, BatchAxes outAxes = default)
        => x => Run(f, x, inAxes.For(x), outAxes);

    /// <summary>Of a function of two tensors, each with an axis of its own.</summary>
    public static Func<Tensor, Tensor, TY> Vmap<TY>(
        Func<Tensor, Tensor, TY> f, BatchAxes first = default, BatchAxes second = default, BatchAxes outAxes = default)
        => Vmap<Tensor, Tensor, TY>(f, first, second, outAxes);

    /// <summary>Of a function of two trees.</summary>
    public static Func<T1, T2, TY> Vmap<T1, T2, TY>(
        Func<T1, T2, TY> f, BatchAxes first = default, BatchAxes second = default, BatchAxes outAxes = default)
        => (a, b) => Run(x => f(x.Item1, x.Item2), Tree.Pair(a, b), [.. first.For(a), .. second.For(b)], outAxes);

    /// <summary>Of a function of three tensors.</summary>
    public static Func<Tensor, Tensor, Tensor, TY> Vmap<TY>(
        Func<Tensor, Tensor, Tensor, TY> f, BatchAxes first = default, BatchAxes second = default, BatchAxes third = default, BatchAxes outAxes = default)
        => Vmap<Tensor, Tensor, Tensor, TY>(f, first, second, third, outAxes);

    /// <summary>Of a function of three trees.</summary>
    public static Func<T1, T2, T3, TY> Vmap<T1, T2, T3, TY>(
        Func<T1, T2, T3, TY> f, BatchAxes first = default, BatchAxes second = default, BatchAxes third = default, BatchAxes outAxes = default)
        => (a, b, c) => Run(x => f(x.Item1, x.Item2, x.Item3), Tree.Triple(a, b, c), [.. first.For(a), .. second.For(b), .. third.For(c)], outAxes);

    static TY Run<TX, TY>(Func<TX, TY> f, TX x, int?[] inAxes, BatchAxes outAxes)
    {
        Tree.RequireLeaves("Vmap", x);
        var mapped = Tree.NamedLeaves(x).Zip(inAxes, (named, axis) => new Mapped(named.Path, named.Leaf, axis)).ToArray();
        var scope = new BatchScope(CommonExtent(mapped));
        try
        {
            var y = f(Tree.Rebuild(x, [.. mapped.Select(each => each.In(scope))]));
            return Tree.Rebuild(y, [.. Tree.NamedLeaves(y).Zip(outAxes.For(y), (named, axis) => new Mapped(named.Path, named.Leaf, axis).Out(scope))]);
        }
        finally
        {
            scope.End();
        }
    }

    static int CommonExtent(Mapped[] arguments)
    {
        var mapped = arguments.Where(each => each.Axis is not null).ToArray();
        if (mapped.Length == 0) throw new ShapeException("Vmap: no argument is mapped: give one of them an axis");
        foreach (var each in mapped)
            if (each.Extent != mapped[0].Extent)
                throw new ShapeException($"Vmap: {mapped[0]} and {each} differ in the extent of the batch");
        return mapped[0].Extent;
    }

    /// <summary>A leaf of an argument or result, and its axis that runs over the batch, if any.</summary>
    readonly record struct Mapped(string Path, Tensor Leaf, int? Axis)
    {
        internal int Extent => Leaf.Shape[Leaf.Shape.Axis(Axis!.Value, "Vmap")];

        /// <summary>The value that the function sees.</summary>
        internal Tensor In(BatchScope scope)
        {
            if (Axis is null) return Leaf;
            return scope.Constant(Operations.MoveAxis(Leaf, Axis.Value, 0));
        }

        /// <summary>The value with the batch in its axis.</summary>
        internal Tensor Out(BatchScope scope)
        {
            if (Axis is null)
                return !scope.Differs(Leaf) ? Leaf : throw new ScopeException($"Vmap: the result{Path} differs across the batch: give it an axis");
            var stacked = scope.Stacked(Leaf);
            return Operations.MoveAxis(stacked, 0, stacked.Shape.Axis(Axis.Value, "Vmap"));
        }

        public override string ToString() => $"{Leaf.Shape}{(Path == "" ? "" : $" at {Path}")} along axis {Axis}";
    }
}
