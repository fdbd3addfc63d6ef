using System.Collections.Immutable;

namespace Functional;

/// <summary>Collects the leaves of a tree, and where they are if that is asked: each part shows itself under its name, index or key.</summary>
public sealed class LeafVisitor
{
    readonly ImmutableArray<Tensor>.Builder leaves = ImmutableArray.CreateBuilder<Tensor>();
    readonly List<Step>? steps;
    readonly bool isWhole;

    LeafVisitor(List<Step>? steps, bool isWhole = false) => (this.steps, this.isWhole) = (steps, isWhole);

    /// <summary>The leaves of a tree, without their places.</summary>
    internal static LeafVisitor Leaves<T>(T tree) => Visit(tree, new(steps: null));

    /// <summary>The leaves of a tree and their places.</summary>
    internal static LeafVisitor Structure<T>(T tree) => Visit(tree, new([]));

    /// <summary>The leaves of a tree, their places, and what else it holds.</summary>
    internal static LeafVisitor Whole<T>(T tree) => Visit(tree, new([], isWhole: true));

    static LeafVisitor Visit<T>(T tree, LeafVisitor visitor)
    {
        Tree<T>.Witness.Visit(tree, visitor);
        return visitor;
    }

    /// <summary>What was shown, when all was.</summary>
    internal ImmutableArray<Tensor> Found => leaves.DrainToImmutable();

    /// <summary>Shows a leaf.</summary>
    public void Leaf(Tensor leaf)
    {
        leaves.Add(leaf);
        steps?.Add(new(Kind.Leaf));
    }

    /// <summary>Shows a member that is a leaf, or nothing.</summary>
    public void Member(string name, Tensor? leaf)
    {
        if (leaf is null) return;
        steps?.Add(new(Kind.Member, name));
        Leaf(leaf);
        Leave();
    }

    /// <summary>Shows a member that holds no tensors.</summary>
    public void Plain<T>(string name, T value)
    {
        if (isWhole) steps!.Add(new(Kind.Plain, name, Value: value));
    }

    /// <summary>Shows a member that is a tree.</summary>
    public void Member<T>(string name, T member) => Member(name, member, Tree<T>.Witness);

    /// <summary>Shows a member that is a tree by the given witness.</summary>
    public void Member<T>(string name, T member, Tree<T> tree) => Enter(new(Kind.Member, name), member, tree);

    /// <summary>Shows an element of a sequence.</summary>
    public void Item<T>(int index, T item, Tree<T> tree) => Enter(new(Kind.Index, Index: index), item, tree);

    /// <summary>Shows an element of a map; the caller goes through the keys in their ordinal order.</summary>
    public void Item<T>(string key, T item, Tree<T> tree) => Enter(new(Kind.Key, key), item, tree);

    internal void Member(string name, object member, IUntypedTree tree)
    {
        steps?.Add(new(Kind.Member, name));
        tree.Visit(member, this);
        Leave();
    }

    void Enter<T>(Step step, T part, Tree<T> tree)
    {
        steps?.Add(step);
        tree.Visit(part, this);
        Leave();
    }

    /// <summary>Ends a part; one without leaves leaves no trace, so that steps are equal where the places of all leaves are.</summary>
    void Leave()
    {
        if (steps is null) return;
        if (steps[^1].Kind is Kind.Leaf or Kind.Leave or Kind.Plain) steps.Add(new(Kind.Leave));
        else steps.RemoveAt(steps.Count - 1);
    }

    internal bool HasStructureOf(LeafVisitor other) => steps!.SequenceEqual(other.steps!);

    /// <summary>The path of each leaf, such as <c>.Layers[2].Weight</c>.</summary>
    internal IReadOnlyList<string> Paths()
    {
        var (paths, path, outer) = (new List<string>(), "", new Stack<string>());
        foreach (var step in steps!)
            switch (step.Kind)
            {
                case Kind.Plain: break;
                case Kind.Leaf: paths.Add(path); break;
                case Kind.Leave: path = outer.Pop(); break;
                default: (outer, path) = (Pushed(outer, path), path + step); break;
            }
        return paths;

        static Stack<string> Pushed(Stack<string> outer, string path)
        {
            outer.Push(path);
            return outer;
        }
    }

    enum Kind { Leaf, Leave, Member, Index, Key, Plain }

    readonly record struct Step(Kind Kind, string? Name = null, int Index = 0, object? Value = null)
    {
        public override string ToString() => Kind switch
        {
            Kind.Member => $".{Name}",
            Kind.Index => $"[{Index}]",
            _ => $"[{Name}]",
        };
    }
}
