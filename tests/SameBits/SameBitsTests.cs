using Xunit;
using Xunit.Abstractions;

namespace Functional.Tests.SameBits;

/// <summary>All cases at all widths of vectors that the machine has, computed once for all tests.</summary>
public sealed class Runs
{
    internal IReadOnlyDictionary<int, Dictionary<(string Case, int Threads), string>> Hashes { get; } =
        new[] { 128, 256, 512 }.Where(width => width <= Program.Width).ToDictionary(width => width, width => new Child(width).Hashes());
}

/// <summary>The same bits with vectors of 128, 256 and 512 bits, on 1, 2 and 16 threads.</summary>
public class SameBitsTests(Runs runs, ITestOutputHelper output) : IClassFixture<Runs>
{
    public static TheoryData<string> Names => [.. Cases.All.Select(each => each.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Whatever_the_width_and_the_threads(string name)
    {
        if (Program.Width < 512) output.WriteLine($"512 bits were not run: this machine's vectors have {Program.Width}");
        var hashes = from run in runs.Hashes
                     from threads in Program.ThreadCounts
                     group $"{run.Key} bits on {threads}" by run.Value[(name, threads)];
        var groups = hashes.Select(group => string.Join(", ", group)).ToArray();
        Assert.True(groups.Length == 1, "these differ: " + string.Join("; ", groups));
    }
}
