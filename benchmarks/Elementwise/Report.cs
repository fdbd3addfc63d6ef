using System.Globalization;
using Spectre.Console;

namespace Functional.Benchmarks;

/// <summary>What came of work on arrays.</summary>
internal sealed record ArrayResult(string Function, bool WithGradient, int Size, Comparison Time);

/// <summary>What one operation of a chain on tiny tensors costs.</summary>
internal sealed record TinyResult(string Chain, Comparison Time, double BytesHere, double BytesBefore);

/// <summary>The tables, in Markdown.</summary>
internal static class Report
{
    internal static void Print(IReadOnlyList<ArrayResult> arrays, IReadOnlyList<TinyResult> tiny, string commit)
    {
        // A terminal's width must not wrap what goes into a document.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 1000;
        console.WriteLine($"Work on float32 arrays, here and at {commit}, µs a call:");
        console.Write(OfArrays(arrays, commit));
        console.WriteLine("What one operation more costs in a chain of them on tensors of 10 elements:");
        console.Write(OfTinyTensors(tiny, commit));
    }

    static Table OfArrays(IReadOnlyList<ArrayResult> results, string commit)
    {
        var table = Markdown(1, "function", "elements", "here", commit, "ratio", "with gradient here", commit, "ratio");
        foreach (var pair in results.GroupBy(result => (result.Function, result.Size)))
            table.AddRow([pair.Key.Function, $"{pair.Key.Size}", .. pair.OrderBy(result => result.WithGradient).SelectMany(result => Cells(result.Time, unit: 1e3))]);
        table.AddRow("geometric mean", "", "", "", Mean(results, withGradient: false), "", "", Mean(results, withGradient: true));
        return table;
    }

    static Table OfTinyTensors(IReadOnlyList<TinyResult> results, string commit)
    {
        var table = Markdown(1, "operation", "ns here", commit, "ratio", "bytes here", commit, "ratio");
        foreach (var result in results)
            table.AddRow([result.Chain, .. Cells(result.Time, unit: 1), Format(result.BytesHere), Format(result.BytesBefore), Format(result.BytesHere / result.BytesBefore)]);
        return table;
    }

    static string[] Cells(Comparison time, double unit) => [Format(time.Here / unit), Format(time.Before / unit), Format(time.Ratio)];

    static string Mean(IReadOnlyList<ArrayResult> results, bool withGradient)
        => Format(Math.Exp(results.Where(result => result.WithGradient == withGradient).Average(result => Math.Log(result.Time.Ratio))));

    /// <summary>Three digits that count.</summary>
    static string Format(double value)
    {
        var decimals = value <= 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(value)), 0, 6);
        return value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>A table whose first columns are words.</summary>
    static Table Markdown(int words, params string[] columns)
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var (title, i) in columns.Select((title, i) => (title, i)))
            table.AddColumn(new TableColumn(Markup.Escape(title)) { Alignment = i < words ? Justify.Left : Justify.Right });
        return table;
    }
}
