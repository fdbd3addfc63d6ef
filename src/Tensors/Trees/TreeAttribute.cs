namespace Functional;

/// <summary>
/// On a <c>partial record</c>: the compiler writes its <see cref="ITree{TSelf}"/>, so that nothing has to be found by reflection.
/// On an assembly: the compiler writes and registers a <see cref="Tree{T}"/> for a tuple or a collection, which a program that is compiled
/// ahead of time needs for those that it hands to a transformation: <c>[assembly: Tree(typeof((Line, Tensor)))]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class TreeAttribute : Attribute
{
    /// <summary>Marks a record.</summary>
    public TreeAttribute() { }

    /// <summary>Names a type for an assembly.</summary>
    public TreeAttribute(Type type) => Type = type;

    /// <summary>The type that an assembly names; none on a record.</summary>
    public Type? Type { get; }
}
