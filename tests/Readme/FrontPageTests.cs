using Xunit;

namespace Functional.Tests.Readme;

public class FrontPageTests
{
    const int FewestExamples = 5;

    static readonly IReadOnlyList<Example> examples = Example.Of(Checkout.FrontPage);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, examples.Count)];

    [Fact]
    public void It_has_examples() => Assert.True(examples.Count >= FewestExamples, $"there are {examples.Count}");

    [Theory, MemberData(nameof(Numbers))]
    public void An_example_prints_what_the_page_says(int number)
    {
        Assert.NotNull(examples[number].Output);
        Assert.Equal(examples[number].Output!.ReplaceLineEndings("\n"), Runner.Run(examples[number].Program));
    }

    [Fact]
    public void It_lists_the_using_lines_of_the_packages()
        => Assert.Equal(Checkout.PackageUsings.Order(StringComparer.Ordinal),
            Checkout.FrontPage.Split("```cs\n")[1].Split("```")[0].Split('\n')
                .Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Select(line => line["using ".Length..].TrimEnd(';')).Order(StringComparer.Ordinal));

    [Fact]
    public void A_program_that_does_not_compile_is_refused()
        => Assert.Contains("CS0103", Assert.Throws<InvalidOperationException>(() => Runner.Run("Console.WriteLine(Gradient(x => x));")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_block_without_output_has_none()
        => Assert.Equal([new("a\n", null), new("b\n", "2\n")], Example.Of("```csharp\na\n```\n\n```csharp\nb\n```\nprints\n```text\n2\n```\n"));
}
