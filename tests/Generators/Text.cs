using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functional.Tests.Generators;

/// <summary>A value with all that its fields hold, whatever its type writes of itself.</summary>
internal static class Text
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string or Tensor or Delegate or Type or Key or Shape => $"{value}",
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{key}: {Of(map[key])}").Order(StringComparer.Ordinal))}}}",
        IEnumerable items when !IsDefault(items) => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])))})",
        _ when value.GetType() is { IsPrimitive: false, IsEnum: false } type && type.Namespace != "System"
            => $"{type.Name}({string.Join(", ", Fields(type).Select(field => $"{field.Name} = {Of(field.GetValue(value))}"))})",
        _ => $"{value}",
    };

    static bool IsDefault(IEnumerable items) => items.GetType() is { IsValueType: true } type && items.Equals(RuntimeHelpers.GetUninitializedObject(type));

    static IEnumerable<FieldInfo> Fields(Type? type)
        => type is null ? []
        : Fields(type.BaseType).Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
}
