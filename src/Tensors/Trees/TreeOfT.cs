using System.Diagnostics.CodeAnalysis;

namespace Functional;

/// <summary>
/// The witness that a type is a tree: where its values hold tensors, and how these are replaced. It is found once for each type: what was
/// registered (<see cref="Tree.Register{T}(Tree{T})"/>), else what the type says itself (<see cref="ITree{TSelf}"/>), else by reflection.
/// </summary>
public abstract class Tree<T> : IUntypedTree
{
    static Tree<T>? witness;

    /// <summary>The witness of this type.</summary>
    /// <exception cref="ArgumentException">The type may hold tensors where they cannot be replaced; the message names type and member.</exception>
    /// <exception cref="NotSupportedException">The program was compiled ahead of time, and nobody told how this type is a tree.</exception>
    public static Tree<T> Witness
    {
        get => witness ??= Find();
        internal set => witness = value;
    }

    /// <summary>Shows the tensors of a value in an order that only its structure decides.</summary>
    public abstract void Visit(T tree, LeafVisitor visitor);

    /// <summary>The same value with other tensors.</summary>
    public abstract T Map(T tree, LeafMapper mapper);

    /// <summary>Whether there are no tensors in any value.</summary>
    internal virtual bool IsPlain => false;

    bool IUntypedTree.IsPlain => IsPlain;

    void IUntypedTree.Visit(object tree, LeafVisitor visitor) => Visit((T)tree, visitor);

    object? IUntypedTree.Map(object tree, LeafMapper mapper) => Map((T)tree, mapper);

    static Tree<T> Find()
        => Tree.Registered(typeof(T)) is Tree<T> registered ? registered
        : typeof(T).IsAssignableTo(typeof(Tensor)) ? new LeafTree<T>()
        : typeof(T).IsAssignableTo(typeof(ITree<T>)) ? Own()
        : Plain.Includes(typeof(T)) ? new PlainTree<T>()
        : TreeSwitch.AllowsReflection ? TreeReflection.Find<T>()
        : typeof(T).IsAbstract || typeof(T) == typeof(object) ? new RuntimeTree<T>(new PlainTree<T>())
        : throw Tree.Unknown(typeof(T));

    /// <summary>What the type says itself. A record derived from a marked one has members of its own, of which the base knows nothing.</summary>
    static Tree<T> Own()
        => typeof(T).IsSealed || typeof(T).IsValueType || !typeof(T).IsDefined(typeof(TreeAttribute), inherit: false) ? new OwnTree<T, T>()
        : new RuntimeTree<T>(new OwnTree<T, T>());
}

/// <summary>A witness for values whose type is known at run time only.</summary>
internal interface IUntypedTree
{
    bool IsPlain { get; }

    void Visit(object tree, LeafVisitor visitor);

    object? Map(object tree, LeafMapper mapper);
}
