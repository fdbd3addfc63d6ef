namespace Functional.Tests.Generators;

/// <summary>A value of some type, to be walked as that type.</summary>
public interface ICase
{
    Type Type { get; }

    /// <summary>All that can be seen of a walk: leaves and their names, what is made of them, what is refused.</summary>
    IEnumerable<string> Walk();
}

/// <summary>A value and another one, whose structure may differ.</summary>
public sealed record Case<T>(T Value, T Other) : ICase
{
    public Type Type => typeof(T);

    public IEnumerable<string> Walk() =>
    [
        $"type {TypeName.Of(typeof(T))}",
        .. Show("leaves", () => Value),
        .. Show("mapped", () => Tree.Map(Value, x => 2 * x)),
        .. Show("rebuilt", () => Tree.Rebuild(Value, [.. Tree.Leaves(Value).Select(x => x + 100)])),
        .. Show("zipped", () => Tree.Zip(Value, Tree.Map(Value, x => 10 * x), (x, y) => x + y)),
        .. Show("zipped with another", () => Tree.Zip(Value, Other, (x, y) => x + y)),
        .. Show("too few", () => Tree.Rebuild(Value, [.. Tree.Leaves(Value).Skip(1)])),
        .. Show("too many", () => Tree.Rebuild(Value, [.. Tree.Leaves(Value), Tensor.Scalar(1.0)])),
        $"in order {string.Join(" ", Order())}",
    ];

    /// <summary>A map visits the leaves in the order in which they are listed.</summary>
    IEnumerable<Tensor> Order()
    {
        var seen = new List<Tensor>();
        Tree.Map(Value, leaf =>
        {
            seen.Add(leaf);
            return leaf;
        });
        return seen;
    }

    static IEnumerable<string> Show(string what, Func<T> value)
    {
        try
        {
            var tree = value();
            return [.. Tree.NamedLeaves(tree).Select(named => $"{what}{named.Path} {named.Leaf}"), $"{what} {Text.Of(tree)}"];
        }
        catch (Exception fault)
        {
            return [$"{what}: {fault.GetType().Name} {fault.Message}"];
        }
    }
}
