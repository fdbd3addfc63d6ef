using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Functional.Generators;

/// <summary>Writes the witnesses of the tuples and collections that an assembly names, and registers them.</summary>
internal static class NamedWriter
{
    public static Written Write(ImmutableArray<AttributeData> attributes, Compilation compilation)
    {
        var types = new TreeTypes(compilation);
        var (statements, faults) = (new List<string>(), ImmutableArray.CreateBuilder<Fault>());
        foreach (var attribute in attributes)
        {
            if (attribute.ConstructorArguments.FirstOrDefault().Value is not ITypeSymbol type) continue;
            var place = attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? Location.None;
            if (!WitnessWriter.IsStructural(type)) faults.Add(new(Rules.NotStructural, place, TreeTypes.NameOf(type)));
            else if (types.FirstRefused(type) is { } refused) faults.Add(new(Rules.Refused, place, $"typeof({TreeTypes.NameOf(type)})", TreeTypes.NameOf(refused)));
            else statements.Add(Statement(type, types));
        }
        return new(null, null, statements.Count == 0 ? null : string.Join("\n", statements), faults.ToImmutable());
    }

    static string Statement(ITypeSymbol type, TreeTypes types)
    {
        var witnesses = new WitnessWriter(types);
        var name = witnesses.Of(type);
        return $$"""
            {
            {{string.Join("\n", witnesses.Variables.Select(each => TreeGenerator.Indented(each, 4)))}}
                global::Functional.Tree.Register({{name}});
            }
            """;
    }
}
