namespace Functional;

/// <summary>A tensor is its own leaf.</summary>
internal sealed class LeafTree<T> : Tree<T>
{
    public override void Visit(T tree, LeafVisitor visitor)
    {
        if (tree is Tensor leaf) visitor.Leaf(leaf);
    }

    public override T Map(T tree, LeafMapper mapper) => tree is Tensor leaf ? (T)(object)mapper.Leaf(leaf) : tree;
}

/// <summary>A type without tensors.</summary>
internal sealed class PlainTree<T> : Tree<T>
{
    internal override bool IsPlain => true;

    public override void Visit(T tree, LeafVisitor visitor) => visitor.Plain("", tree);

    public override T Map(T tree, LeafMapper mapper) => tree;
}

/// <summary>A type that says itself where its tensors are, or whose base type does.</summary>
internal sealed class OwnTree<T, TBase> : Tree<T>
{
    public override void Visit(T tree, LeafVisitor visitor) => (tree as ITree<TBase>)?.Visit(visitor);

    public override T Map(T tree, LeafMapper mapper) => tree is ITree<TBase> own ? (T)(object)own.Map(mapper)! : tree;
}

/// <summary>A type of which two functions say where its tensors are.</summary>
internal sealed class FunctionTree<T>(Action<T, LeafVisitor> visit, Func<T, LeafMapper, T> map) : Tree<T>
{
    public override void Visit(T tree, LeafVisitor visitor)
    {
        if (tree is not null) visit(tree, visitor);
    }

    public override T Map(T tree, LeafMapper mapper) => tree is null ? tree : map(tree, mapper);
}

/// <summary>A type whose values may be of a derived type, which then says how.</summary>
internal sealed class RuntimeTree<T>(Tree<T> own) : Tree<T>
{
    public override void Visit(T tree, LeafVisitor visitor)
    {
        if (tree is null) return;
        if (tree.GetType() == typeof(T)) own.Visit(tree, visitor);
        else Tree.Of(tree.GetType()).Visit(tree, visitor);
    }

    public override T Map(T tree, LeafMapper mapper)
        => tree is null ? tree : tree.GetType() == typeof(T) ? own.Map(tree, mapper) : (T)Tree.Of(tree.GetType()).Map(tree, mapper)!;
}
