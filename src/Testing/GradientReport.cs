using System.Collections.Immutable;
using System.Text;

namespace Functional.Testing;

/// <summary>What a gradient check found.</summary>
/// <param name="Function">The function, as the caller wrote it.</param>
/// <param name="Input">Where it was checked.</param>
/// <param name="Compared">How many derivatives were compared with differences.</param>
/// <param name="Discrepancies">What is wrong.</param>
/// <param name="Unchecked">What could not be compared.</param>
public sealed record GradientReport(
    string Function, string Input, int Compared, ImmutableArray<Discrepancy> Discrepancies, ImmutableArray<Unchecked> Unchecked)
{
    /// <summary>How many lines a report has for what is wrong in one check, and for what was not compared.</summary>
    const int Wrong = 3, Skipped = 1;

    /// <summary>Where a random input came from.</summary>
    internal string Origin { get; init; } = "";

    /// <summary>Whether nothing is wrong, and something could be compared if there is anything to compare.</summary>
    public bool Passed => Discrepancies.IsEmpty && !NothingCompared;

    /// <summary>Whether there were first derivatives, but nowhere differences to compare them with.</summary>
    public bool NothingCompared { get; internal init; }

    /// <summary>The report itself where it passed.</summary>
    /// <exception cref="GradientException">It did not.</exception>
    public GradientReport OrThrow() => Passed ? this : throw new GradientException(this);

    /// <summary>The report for people: what failed, first of all by the simplest check, and where.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Function).Append(": ").Append(Headline());
        if (Discrepancies.IsEmpty) Table(text, Unchecked, Skipped);
        else Table(text, Discrepancies, Wrong);
        return text.Append("\nat ").Append(Input).Append(Origin).ToString();
    }

    string Headline()
        => !Discrepancies.IsEmpty ? $"{Discrepancies.Length} of {Compared + Discrepancies.Length} comparisons fail"
        : NothingCompared ? "nothing could be checked"
        : $"{Compared} comparisons agree" + (Unchecked.IsEmpty ? "" : $", {Unchecked.Length} could not be made");

    static void Table(StringBuilder text, IEnumerable<Finding> findings, int lines)
    {
        var checks = findings.GroupBy(finding => finding.Check).ToArray();
        var shown = checks.SelectMany(check => check.Take(lines)).ToArray();
        var (first, second) = (Width(shown, finding => finding.Check), Width(shown, finding => finding.Place));
        foreach (var check in checks)
        {
            foreach (var finding in check.Take(lines))
                text.Append($"\n  {finding.Check.PadRight(first)}  {finding.Place.PadRight(second)}  {finding.Message}");
            if (check.Skip(lines).Any()) text.Append("\n  ").Append(check.Key.PadRight(first)).Append($"  and {check.Skip(lines).Count()} more");
        }
    }

    static int Width(IEnumerable<Finding> findings, Func<Finding, string> column) => findings.Select(finding => column(finding).Length).Append(0).Max();
}

/// <summary>A gradient check failed; the message is its report.</summary>
public sealed class GradientException(GradientReport report) : Exception(report.ToString())
{
    /// <summary>What was compared, and what was found.</summary>
    public GradientReport Report { get; } = report;
}
