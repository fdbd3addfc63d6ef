using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// Goes through the static attributes of an operation in their order. Each is named and given, and what is answered takes its place: itself where
/// the attributes are written or printed, another where they are read. So one page, <see cref="AttributeRules"/>, serves both ways.
/// </summary>
public abstract class Attributes
{
    static readonly AttributeRules rules = new();

    /// <summary>A whole number that must lie in a range.</summary>
    public abstract int Int(string name, int value, int least = int.MinValue, int most = int.MaxValue);

    /// <summary>Axes in ascending order, or where it is not asked for, in any.</summary>
    public abstract Sequence<int> Axes(string name, Sequence<int> value, bool ascend = true);

    /// <summary>A shape.</summary>
    public abstract Shape Shape(string name, Shape value);

    /// <summary>Records of whole numbers, one for each axis.</summary>
    /// <param name="fields">The numbers of a record.</param>
    /// <param name="make">The record of so many numbers.</param>
    /// <param name="sample">Any record whose last fields are at their defaults, which print as nothing.</param>
    public abstract Sequence<T> Rows<T>(string name, Sequence<T> value, Func<T, int[]> fields, Func<int[], T> make, T sample) where T : IEquatable<T>;

    /// <summary>A truth value.</summary>
    public abstract bool Flag(string name, bool value);

    /// <summary>A number.</summary>
    public abstract Literal Number(string name, Literal value);

    /// <summary>The name in which an operation raises errors.</summary>
    public abstract string Text(string name, string value);

    /// <summary>One of the values of an enumeration.</summary>
    public abstract T Choice<T>(string name, T value) where T : struct, Enum;

    /// <summary>An elementwise function.</summary>
    public abstract Map Function(string name, Map value);

    /// <summary>A device.</summary>
    public abstract Device Device(string name, Device value);

    /// <summary>A graph inside a block.</summary>
    public abstract Graph Graph(string name, Graph value);

    /// <summary>An operation of the same kind with the attributes that are answered.</summary>
    /// <exception cref="NotSupportedException">It is a block of a kind that this library does not know.</exception>
    public Operation Of(Operation operation) => operation switch
    {
        Primitive op => op.Accept(rules, this),
        Scan op => new Scan(Count("states", op.States), Count("elements", op.Elements), Count("length", op.Length), Flag("reverse", op.Reverse), Graph("body", op.Body)),
        Cond op => new Cond(Count("arguments", op.Arguments), Count("captured", op.Captured), Graph("then", op.Then), Graph("otherwise", op.Otherwise)),
        While op => new While(Count("states", op.States), Count("captured", op.Captured), Graph("condition", op.Condition), Graph("body", op.Body)),
        Fused op => new Fused(Graph("body", op.Body)),
        _ => throw new NotSupportedException($"{operation.Title}: a block of this kind has no attributes that are known"),
    };

    int Count(string name, int value) => Int(name, value, least: 0);

    /// <summary>A choice as it is written: <c>float32</c>, <c>max</c>.</summary>
    public static string NameOf<T>(T choice) where T : struct, Enum => choice.ToString().ToLowerInvariant();
}
