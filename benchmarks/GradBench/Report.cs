using System.Globalization;
using Spectre.Console;

namespace Functional.GradBench.Driver;

/// <summary>The tables, in Markdown.</summary>
internal static class Report
{
    internal static void Print(IReadOnlyList<Result> results, IReadOnlyList<string> tools)
    {
        // A terminal's width must not wrap what goes into a document.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 1000;
        console.WriteLine("Derivatives, ms a run (and times the primal):");
        console.Write(Times(results, tools, primal: false));
        console.WriteLine("Primals, ms a run:");
        console.Write(Times(results, tools, primal: true));
        if (tools.Count < 2) return;
        console.WriteLine($"Time of {tools[0]} / time of the others, derivatives:");
        console.Write(Ratios(results, tools));
    }

    static Table Times(IReadOnlyList<Result> results, IReadOnlyList<string> tools, bool primal)
    {
        var table = Markdown(["eval", "size", .. tools]);
        foreach (var row in Rows(results).Where(row => Sizes.IsPrimal(row.Function) == primal))
            table.AddRow([.. new[] { Title(row), row.Size }.Select(Markup.Escape), .. tools.Select(tool => Cell(results, row, tool))]);
        return table;
    }

    static Table Ratios(IReadOnlyList<Result> results, IReadOnlyList<string> tools)
    {
        var others = tools.Skip(1).ToArray();
        var table = Markdown(["eval", "size", .. others]);
        var columns = others.ToDictionary(tool => tool, _ => new List<double>());
        foreach (var row in Rows(results).Where(row => !Sizes.IsPrimal(row.Function)))
        {
            var ratios = others.Select(tool => Milliseconds(results, row, tools[0]) / Milliseconds(results, row, tool)).ToArray();
            for (var i = 0; i < others.Length; i++)
                if (ratios[i] is { } ratio) columns[others[i]].Add(ratio);
            table.AddRow([.. new[] { Title(row), row.Size }.Select(Markup.Escape), .. ratios.Select(ratio => ratio is { } value ? Format(value) : "")]);
        }
        table.AddRow(["geometric mean", "", .. others.Select(tool => columns[tool] is { Count: > 0 } ratios ? Format(GeometricMean(ratios)) : "")]);
        return table;
    }

    internal static double GeometricMean(IReadOnlyCollection<double> values) => Math.Exp(values.Sum(Math.Log) / values.Count);

    static IEnumerable<Result> Rows(IReadOnlyList<Result> results) => results.DistinctBy(result => (result.Eval, result.Size, result.Function));

    /// <summary>Where an eval has one derivative its name is enough.</summary>
    static string Title(Result row) => row.Function is "ff" or "fr" or "rf" or "rr" ? $"{row.Eval} {row.Function}" : row.Eval;

    static string Cell(IReadOnlyList<Result> results, Result row, string tool)
    {
        if (Find(results, row, tool) is not { } result) return "";
        if (result.Milliseconds is not { } time) return result.IsWrong ? "wrong" : "no answer";
        var primal = results.FirstOrDefault(other => other.Tool == tool && other.Eval == row.Eval && other.Size == row.Size && Sizes.IsPrimal(other.Function))?.Milliseconds;
        return Sizes.IsPrimal(row.Function) || primal is null ? Format(time) : $"{Format(time)} ({Format(time / primal.Value)})";
    }

    static double? Milliseconds(IReadOnlyList<Result> results, Result row, string tool) => Find(results, row, tool)?.Milliseconds;

    static Result? Find(IReadOnlyList<Result> results, Result row, string tool)
        => results.FirstOrDefault(result => (result.Eval, result.Size, result.Function, result.Tool) == (row.Eval, row.Size, row.Function, tool));

    /// <summary>Three digits that count.</summary>
    internal static string Format(double value)
    {
        var decimals = value <= 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(value)), 0, 6);
        return value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    static Table Markdown(IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var (title, i) in columns.Select((title, i) => (title, i))) table.AddColumn(new TableColumn(Markup.Escape(title)) { Alignment = i < 2 ? Justify.Left : Justify.Right });
        return table;
    }
}
