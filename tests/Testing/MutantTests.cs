using Xunit;

namespace Functional.Testing.Tests;

/// <summary>The check is worth what it finds: every planted mistake, at every seed, and nothing in the same functions without it.</summary>
public class MutantTests
{
    const int Seeds = 10;

    static readonly Dictionary<string, Mutant> all = ((Dictionary<string, Mutant>[])
        [ElementwiseMutants.All, LayoutMutants.All, ContractionMutants.All, OrderMutants.All, ComposedMutants.All, CustomMutants.All])
        .SelectMany(each => each).ToDictionary();

    public static TheoryData<string> Names => [.. all.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_mistake_is_found(string name)
    {
        var mutant = all[name];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var report = GradientCheck.Examine(mutant.Wrong, mutant.Inputs(new(seed)), new() { Seed = seed });
            Assert.False(report.Discrepancies.IsEmpty, report.ToString());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_mistake_is_found_where_there_is_none(string name)
    {
        var mutant = all[name];
        for (var seed = 0; seed < Seeds; seed++) GradientCheck.Verify(mutant.Right, mutant.Inputs(new(seed)), new() { Seed = seed });
    }

    [Fact]
    public void The_mistakes_are_many() => Assert.True(all.Count >= 60, $"{all.Count} mistakes");
}
