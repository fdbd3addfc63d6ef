using Xunit;

namespace Functional.Testing.Tests;

/// <summary>In functions over any type of numbers, too, every planted mistake is found at every seed, and nothing where there is none.</summary>
public class NumberMutantTests
{
    const int Seeds = 10;

    public static TheoryData<string> Names => [.. NumberMutants.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_mistake_is_found(string name)
    {
        var mutant = NumberMutants.All[name];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var report = mutant.Wrong(mutant.Inputs(seed), new() { Seed = seed });
            Assert.Contains(report.Discrepancies, found => found.Check == mutant.Check);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_mistake_is_found_where_there_is_none(string name)
    {
        var mutant = NumberMutants.All[name];
        for (var seed = 0; seed < Seeds; seed++) mutant.Right(mutant.Inputs(seed), new() { Seed = seed }).OrThrow();
    }

    [Fact]
    public void The_mistakes_are_many() => Assert.True(NumberMutants.All.Count >= 25, $"{NumberMutants.All.Count} mistakes");
}
