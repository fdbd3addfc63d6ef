using System.Reflection;
using Xunit;

namespace Functional.Tests.Generators;

/// <summary>What the generator writes and what is found by reflection walk values of the same types in the same way.</summary>
public class AgreementTests
{
    static readonly Assembly reflective = Compiled.Load(Compiled.Of(Compiled.File("Models.cs")));

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Models.Samples.All().Count())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void GeneratedAndReflectiveTraversalAgree(int number)
    {
        var generated = Models.Samples.All().ElementAt(number);
        var found = ((IEnumerable<ICase>)reflective.GetType("Models.Samples")!.GetMethod("All")!.Invoke(null, null)!).ElementAt(number);
        Assert.Equal(found.Walk(), generated.Walk());
    }

    /// <summary>The comparison compares two things: with the generator the types say themselves what they are, and without they do not.</summary>
    [Fact]
    public void TheMarkedTypesAreTreesByThemselvesOnlyWhereTheGeneratorRuns()
    {
        Assert.All(Marked(typeof(Models.Line).Assembly), type => Assert.Contains(type.GetInterfaces(), IsTree));
        Assert.All(Marked(reflective), type => Assert.DoesNotContain(type.GetInterfaces(), IsTree));
        Assert.Equal(Marked(reflective).Select(type => type.FullName), Marked(typeof(Models.Line).Assembly).Select(type => type.FullName));
        Assert.NotEmpty(Marked(reflective));

        static IEnumerable<Type> Marked(Assembly assembly)
            => assembly.GetTypes().Where(type => type.Namespace == "Models" && type.IsDefined(typeof(TreeAttribute), false) && !type.IsAbstract);

        static bool IsTree(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ITree<>);
    }

    /// <summary>A reminder for whoever adds a type to the file: it needs a sample.</summary>
    [Fact]
    public void EveryMarkedTypeHasASample()
    {
        var sampled = Models.Samples.All().SelectMany(each => each.Walk()).ToArray();
        Assert.All(reflective.GetTypes().Where(type => type.IsDefined(typeof(TreeAttribute), false) && !type.IsAbstract && !type.IsNotPublic && !type.IsNestedAssembly),
            type => Assert.Contains(sampled, line => line.Contains(type.Name.Split('`')[0], StringComparison.Ordinal)));
    }
}
