using System.Runtime.CompilerServices;
using Xunit;

namespace Functional.Tests.Packages;

/// <summary>A name means one thing.</summary>
public class NameTests
{
    /// <summary>Names of several types, and why.</summary>
    static readonly Dictionary<string, string> reasons = new()
    {
        ["Minimum"] = "the lesser of two numbers, and what a minimizer finds: the field has one word for both, and they never meet in one program's names",
        ["Registration"] = "what the generator writes for each assembly alone",
        ["Number"] = "the teaching module stands by itself and is named like what it teaches",
    };

    [Fact]
    public void No_two_types_have_one_name_but_for_a_reason() => Assert.Equal(reasons.Keys.Order(StringComparer.Ordinal), Types
        .GroupBy(type => type.Name.Split('`')[0]).Where(same => same.Select(Place).Distinct().Count() > 1).Select(same => same.Key).Order(StringComparer.Ordinal));

    /// <summary>What it is declared in: types of one name that differ in their type parameters alone stand in one place and mean one thing.</summary>
    static (string? Namespace, string Assembly, Type? Within) Place(Type type) => (type.Namespace, type.Assembly.GetName().Name!, type.DeclaringType);

    static IEnumerable<Type> Types => Checkout.Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), false) && type.Name[0] != '<' && type.DeclaringType?.Name[0] != '<' && !type.IsNestedPrivate && type.DeclaringType?.IsNestedPrivate != true);
}
