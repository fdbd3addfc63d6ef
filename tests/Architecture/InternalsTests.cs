using Xunit;

namespace Functional.Tests.Architecture;

/// <summary>Who sees whose internals: the written list, with reasons, is the whole of it.</summary>
public class InternalsTests
{
    const string Page = "docs/internals.md";

    /// <summary>The rows of the page: assembly, friend, reason.</summary>
    static IEnumerable<(string Of, string To, string Reason)> Listed => File.ReadLines(Path.Combine(Repository.Root, Page))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => (cells[1].Trim('`'), cells[2].Trim('`'), cells[3]));

    static IEnumerable<(string Of, string To)> Granted => new[] { "src", "tools", "benchmarks", "samples" }.SelectMany(Repository.Projects)
        .SelectMany(project => Repository.Items(project, "InternalsVisibleTo").Select(friend => (Folder(project), friend)));

    static string Folder(string project) => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(project)!).Replace('\\', '/');

    [Fact]
    public void The_list_is_complete()
        => Assert.Equal(Granted.Order(), Listed.Select(row => (row.Of, row.To)).Order());

    [Fact]
    public void Tests_alone_see_internals()
        => Assert.All(Granted, grant => Assert.StartsWith("Functional.Tests.", grant.To));

    [Fact]
    public void Every_reason_is_given() => Assert.All(Listed, row => Assert.True(row.Reason.Length > 10, $"{row.To} sees {row.Of} for no reason"));
}
