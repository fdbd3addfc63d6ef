namespace Functional;

/// <summary>Types of which it is clear without looking into them that they hold no tensors.</summary>
internal static class Plain
{
    internal static bool Includes(Type type)
        => type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsAssignableTo(typeof(Delegate)) || others.Contains(type);

    static readonly HashSet<Type> others =
    [
        typeof(string), typeof(decimal), typeof(Half), typeof(BFloat16), typeof(Int128), typeof(UInt128), typeof(Index), typeof(Range), typeof(ValueTuple),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri), typeof(Version), typeof(Type),
        typeof(Shape),
    ];
}
