using System.Reflection;
using Xunit;

namespace Functional.Tests.Packages;

/// <summary>What users compile against is plain .NET.</summary>
public class SurfaceTests
{
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_public_signature_mentions_LanguageExt_but_those_of_the_effects()
    {
        Assert.Empty(Checkout.Assemblies.Where(assembly => assembly.GetName().Name != "Functional.Effects").SelectMany(Foreign));
        Assert.NotEmpty(Foreign(Assembly.Load("Functional.Effects")));
    }

    static IEnumerable<string> Foreign(Assembly assembly)
        => from type in assembly.GetTypes()
           where type.IsVisible
           from mentioned in Mentioned(type)
           from part in Parts(mentioned.Type)
           where part.Assembly.GetName().Name!.StartsWith("LanguageExt", StringComparison.Ordinal)
           select $"{type}.{mentioned.Member}: {part}";

    /// <summary>The types that others see of a type and of its members.</summary>
    static IEnumerable<(string Member, Type Type)> Mentioned(Type type)
        => ((string, Type)[])[("base", type.BaseType ?? typeof(object)), .. type.GetInterfaces().Select(each => ("interface", each)),
            .. type.GetGenericArguments().SelectMany(each => each.GetGenericParameterConstraints()).Select(each => ("constraint", each)),
            .. type.GetFields(Everything).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(field => (field.Name, field.FieldType)),
            .. type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything))
                .Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly).SelectMany(Mentioned)];

    static IEnumerable<(string, Type)> Mentioned(MethodBase method)
        => [.. method.GetParameters().Select(parameter => (method.Name, parameter.ParameterType)),
            .. method is MethodInfo { ReturnType: var result } ? ((string, Type)[])[(method.Name, result)] : [],
            .. method.IsGenericMethod ? method.GetGenericArguments().SelectMany(each => each.GetGenericParameterConstraints()).Select(each => (method.Name, each)) : [],
            .. method.GetCustomAttributesData().Select(each => (method.Name, each.AttributeType))];

    static IEnumerable<Type> Parts(Type type)
        => type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().Where(each => !each.IsGenericParameter).SelectMany(Parts).Prepend(type);
}
