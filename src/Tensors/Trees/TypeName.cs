namespace Functional;

/// <summary>How messages name a type: <c>List&lt;Tensor&gt;</c>, <c>Tensor[]</c>.</summary>
internal static class TypeName
{
    internal static string Of(Type type)
        => type.IsArray ? $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : type.Name;
}
