namespace Functional.Testing;

/// <summary>A tree of tensors for a report: kinds, and the numbers where they are few.</summary>
internal static class Printed
{
    const int Few = 32;

    internal static string Of<T>(string root, T tree)
    {
        var leaves = Tree.NamedLeaves(tree).ToArray();
        var whole = leaves.Sum(named => named.Leaf.Size) <= Few;
        return string.Join("\n   ", leaves.Select(named => Of(root + named.Path, named.Leaf, whole)));
    }

    /// <summary>A type as C# writes it.</summary>
    internal static string Of(Type type)
        => type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : type.Name;

    static string Of(string name, Tensor x, bool whole)
    {
        var head = $"{name} = {Examination.Kind(x)}";
        return whole ? $"{head} {x.ToString().Replace("\n", "\n" + new string(' ', head.Length + 4), StringComparison.Ordinal)}" : head;
    }
}
