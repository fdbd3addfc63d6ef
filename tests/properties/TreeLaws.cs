using System.Collections.Immutable;
using Xunit;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

public class TreeLaws
{
    public sealed record Pair(Tensor Second, Tensor First);

    public sealed record Nested(string Name, Pair Pair, int Count, (Tensor, Tensor) Tuple, Tensor? Nothing);

    public sealed record Chain(Tensor Head, Chain? Tail);

    public readonly record struct Point(Tensor X, Tensor Y);

    public abstract record Shape2;

    public sealed record Circle(Tensor Radius) : Shape2;

    public record Base(Tensor A);

    public sealed record Derived(Tensor A, Tensor B) : Base(A);

    sealed class Own(Tensor left, Tensor right) : ITree<Own>
    {
        public void Visit(LeafVisitor visitor)
        {
            visitor.Member("left", left);
            visitor.Member("right", right);
        }

        public Own Map(LeafMapper mapper) => new(mapper.Leaf(left), mapper.Leaf(right));
    }

    static Tensor N(double value) => Tensor.Scalar(value);

    static readonly ImmutableDictionary<string, Tensor> dictionary = ImmutableDictionary<string, Tensor>.Empty.Add("b", N(2)).Add("B", N(1)).Add("a", N(3));

    [Fact]
    public void Mutable_collections_are_refused_rather_than_taken_for_leafless()
    {
        Assert.Contains("a List<Tensor> is not a tree", Assert.Throws<ArgumentException>(() => Tree.Leaves(new List<Tensor> { N(1) })).Message, StringComparison.Ordinal);
        Assert.Empty(Tree.Leaves(new List<double> { 1, 2 }));
        Assert.Single(Tree.Leaves<IReadOnlyList<Tensor>>(new[] { N(1) }));
    }

    [Fact]
    public void A_tensor_is_its_own_leaf() => RoundTrip(N(1), "");

    [Fact]
    public void Tuples_nest() => RoundTrip(((N(1), N(2)), N(3), (N(4), 5, "six")), ".Item1.Item1", ".Item1.Item2", ".Item2", ".Item3.Item1");

    [Fact]
    public void Long_tuples_nest_too() => RoundTrip((N(1), N(2), N(3), N(4), N(5), N(6), N(7), N(8), N(9)),
        ".Item1", ".Item2", ".Item3", ".Item4", ".Item5", ".Item6", ".Item7", ".Rest.Item1", ".Rest.Item2");

    [Fact]
    public void Arrays_are_trees() => RoundTrip(new[] { (N(1), N(2)), (N(3), N(4)) }, "[0].Item1", "[0].Item2", "[1].Item1", "[1].Item2");

    [Fact]
    public void Empty_collections_have_no_leaves()
    {
        RoundTrip(Array.Empty<Tensor>());
        RoundTrip(ImmutableArray<Tensor>.Empty);
        RoundTrip(default(ImmutableArray<Tensor>));
        RoundTrip(ImmutableDictionary<string, Tensor>.Empty);
        RoundTrip(default(ValueTuple));
        RoundTrip("text");
    }

    [Fact]
    public void Immutable_arrays_are_trees() => RoundTrip(ImmutableArray.Create(N(1), N(2)), "[0]", "[1]");

    [Fact]
    public void Dictionaries_are_walked_in_the_ordinal_order_of_their_keys()
    {
        RoundTrip(dictionary, "[B]", "[a]", "[b]");
        RoundTrip(dictionary.ToImmutableSortedDictionary(), "[B]", "[a]", "[b]");
        Assert.Equal([1, 3, 2], Tree.Leaves(dictionary).Select(leaf => leaf.ToScalar()));
    }

    [Fact]
    public void Records_are_walked_in_the_ordinal_order_of_their_names() => RoundTrip(new Pair(N(1), N(2)), ".First", ".Second");

    [Fact]
    public void Records_nest_and_keep_the_rest()
    {
        var tree = new Nested("name", new(N(1), N(2)), 7, (N(3), N(4)), null);
        RoundTrip(tree, ".Pair.First", ".Pair.Second", ".Tuple.Item1", ".Tuple.Item2");
        var mapped = Tree.Map(tree, x => x + 1);
        Assert.Equal(("name", 7, null), (mapped.Name, mapped.Count, mapped.Nothing));
        Assert.Equal(2, mapped.Pair.Second.ToScalar());
    }

    [Fact]
    public void Records_recur() => RoundTrip(new Chain(N(1), new(N(2), new(N(3), null))), ".Head", ".Tail.Head", ".Tail.Tail.Head");

    [Fact]
    public void Record_structs_are_trees() => RoundTrip(new Point(N(1), N(2)), ".X", ".Y");

    [Fact]
    public void Nullable_values_are_trees()
    {
        RoundTrip<(Tensor, Tensor)?>((N(1), N(2)), ".Item1", ".Item2");
        RoundTrip<(Tensor, Tensor)?>(null);
    }

    [Fact]
    public void Values_of_a_derived_record_are_walked_whole()
    {
        RoundTrip<Shape2>(new Circle(N(1)), ".Radius");
        RoundTrip<Base>(new Derived(N(1), N(2)), ".A", ".B");
        RoundTrip(new Base(N(1)), ".A");
        RoundTrip<object>(new Circle(N(1)), ".Radius");
    }

    [Fact]
    public void A_type_may_walk_itself() => RoundTrip(new Own(N(1), N(2)), ".left", ".right");

    [Fact]
    public void A_key_is_a_leaf() => RoundTrip((new Key(1), N(2)), ".Item1.Words", ".Item2");

    [Fact]
    public void Other_structures_are_refused_with_the_path()
    {
        var more = Assert.Throws<ShapeException>(() => Tree.Zip(dictionary, dictionary.Add("c", N(1)), (a, b) => a + b));
        Assert.Equal("the trees differ in structure: the end on the left, [c] on the right", more.Message);
        var other = Assert.Throws<ShapeException>(() => Tree.Zip(dictionary, dictionary.Remove("a").Add("z", N(1)), (a, b) => a + b));
        Assert.Equal("the trees differ in structure: [a] on the left, [b] on the right", other.Message);
        Assert.Contains("3 leaves", Assert.Throws<ShapeException>(() => Tree.Rebuild(dictionary, [N(1)])).Message, StringComparison.Ordinal);
        Assert.Contains("4", Assert.Throws<ShapeException>(() => Tree.Rebuild(dictionary, [N(1), N(1), N(1), N(1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_have_the_structure_of_the_argument()
    {
        var gradient = Grad<Nested>(tree => tree.Pair.First * tree.Pair.First + tree.Tuple.Item2 * 5 + tree.Count)(new("name", new(N(1), N(2)), 7, (N(3), N(4)), null));
        Assert.Equal([4, 0, 0, 5], Tree.Leaves(gradient).Select(leaf => leaf.ToScalar()));
        Assert.Equal("name", gradient.Name);
    }

    /// <summary>Leaves taken out and put back give the same leaves at the same paths; mapping and zipping touch every leaf once.</summary>
    static void RoundTrip<T>(T tree, params string[] paths)
    {
        Assert.Equal(paths, Tree.NamedLeaves(tree).Select(named => named.Path));
        var leaves = Tree.Leaves(tree);
        Assert.Equal<Tensor>(leaves, Tree.Leaves(Tree.Rebuild(tree, leaves)));
        Assert.Equal(leaves.Select(leaf => 2 * First(leaf)), Tree.Leaves(Tree.Map(tree, x => x + x)).Select(leaf => First(leaf)));
        Assert.Equal(leaves.Select(leaf => 3 * First(leaf)), Tree.Leaves(Tree.Zip(tree, Tree.Map(tree, x => x + x), (a, b) => a + b)).Select(leaf => First(leaf)));
        Assert.Equal(paths, Tree.NamedLeaves(Tree.Map(tree, x => -x)).Select(named => named.Path));
    }

    static double First(Tensor leaf) => Cast(leaf, DType.Float64).ToArray<double>()[0];
}
