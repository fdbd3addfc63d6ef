namespace Functional;

/// <summary>The pair in which a function of two trees is one of one; known before anybody looks for it by reflection.</summary>
internal sealed class TupleTree<T1, T2> : Tree<(T1, T2)>
{
    static TupleTree() => Tree.Register(new TupleTree<T1, T2>());

    /// <summary>The first call makes the pair a tree; the others do nothing.</summary>
    internal static void Register() { }

    public override void Visit((T1, T2) tree, LeafVisitor visitor)
    {
        visitor.Member("Item1", tree.Item1);
        visitor.Member("Item2", tree.Item2);
    }

    public override (T1, T2) Map((T1, T2) tree, LeafMapper mapper) => (mapper.Part(tree.Item1), mapper.Part(tree.Item2));
}

/// <summary>As the pair, of three.</summary>
internal sealed class TupleTree<T1, T2, T3> : Tree<(T1, T2, T3)>
{
    static TupleTree() => Tree.Register(new TupleTree<T1, T2, T3>());

    internal static void Register() { }

    public override void Visit((T1, T2, T3) tree, LeafVisitor visitor)
    {
        visitor.Member("Item1", tree.Item1);
        visitor.Member("Item2", tree.Item2);
        visitor.Member("Item3", tree.Item3);
    }

    public override (T1, T2, T3) Map((T1, T2, T3) tree, LeafMapper mapper)
        => (mapper.Part(tree.Item1), mapper.Part(tree.Item2), mapper.Part(tree.Item3));
}
