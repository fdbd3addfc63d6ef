using System.Globalization;
using System.Text;

namespace Functional.Graphs;

/// <summary>An explanation as a table of aligned columns.</summary>
static class ExplanationTable
{
    internal static string Of(Explanation explanation, bool heaviestFirst, int steps)
    {
        var (graph, costs, times) = (explanation.After, explanation.StepCosts, explanation.Times);
        var order = Enumerable.Range(0, costs.Length);
        if (heaviestFirst) order = order.OrderByDescending(i => times?[i]).ThenByDescending(i => costs[i].Flops).ThenByDescending(i => costs[i].Read + costs[i].Written);
        var total = Costs.Sum(costs);
        List<string[]> rows = [["step", "operation", "result", "FLOPs", "read", "written", "FLOPs/B", .. Timed("time", "share")]];
        foreach (var i in order.Take(steps))
        {
            var step = graph.Steps[i];
            rows.Add([$"{i}", Listing.Of(step.Operation), string.Join(", ", step.Results), .. Cells(costs[i]), .. Time(i)]);
        }
        if (costs.Length > steps) rows.Add([$"… {costs.Length - steps} more", "", "", "", "", "", "", .. Timed("", "")]);
        rows.Add(["total", "", "", .. Cells(total), .. Timed(Seconds(Sum(times)), "")]);
        return Aligned(rows) + Summary(explanation, total);

        string[] Timed(params string[] cells) => times is null ? [] : cells;
        string[] Time(int i) => times is not { } measured ? [] : [Seconds(measured[i]), Share(measured[i], Sum(measured))];
    }

    static string Summary(Explanation explanation, Cost after)
    {
        var before = Costs.Total(explanation.Before);
        var peak = explanation.PeakBytes is { } bytes ? $"; peak memory {Bytes(bytes)}" : "";
        return $"{explanation.Before.Steps.Length} steps traced ({Of(before)}), {explanation.After.Steps.Length} run ({Of(after)}){peak}";

        static string Of(Cost cost) => $"{Scaled(cost.Flops)} FLOPs, {Bytes(cost.Read + cost.Written)}";
    }

    static string[] Cells(Cost cost) => [Scaled(cost.Flops), Bytes(cost.Read), Bytes(cost.Written), cost.Intensity.ToString("0.##", CultureInfo.InvariantCulture)];

    /// <summary>Texts stand left, numbers right.</summary>
    static string Aligned(List<string[]> rows)
    {
        const int texts = 3;
        var text = new StringBuilder();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => column < texts ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        return text.ToString();
    }

    static TimeSpan Sum(IEnumerable<TimeSpan>? times) => new((times ?? []).Sum(time => time.Ticks));

    static string Share(TimeSpan part, TimeSpan whole) => (whole.Ticks == 0 ? 0 : 100.0 * part.Ticks / whole.Ticks).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    static string Seconds(TimeSpan time) => time.TotalMilliseconds >= 10 ? $"{Three(time.TotalMilliseconds)} ms" : $"{Three(time.TotalMicroseconds)} µs";

    static string Bytes(long bytes) => bytes < 1000 ? $"{bytes} B" : $"{Scaled(bytes)}B";

    /// <summary>Three digits and the unit's prefix: <c>1.23 M</c>.</summary>
    static string Scaled(long number)
    {
        var (value, prefix) = ((double)number, 0);
        for (; value >= 999.5 && prefix < Prefixes.Length - 1; prefix++) value /= 1000;
        return $"{Three(value)} {Prefixes[prefix]}".TrimEnd();
    }

    const string Prefixes = " kMGTPE";

    static string Three(double value) => value.ToString(value < 9.995 ? "0.##" : value < 99.95 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
