using System.Collections.Immutable;
using System.Globalization;

namespace Functional.Nn;

/// <summary>One layer of a summary: its place and name, the shape it gives for an example, and how many parameters it learns.</summary>
public sealed record SummaryRow(string Layer, Shape Output, long Parameters);

/// <summary>The layers of a model with their output shapes and parameter counts; prints as a table.</summary>
public sealed record Summary(ImmutableArray<SummaryRow> Rows)
{
    /// <summary>How many parameters the model learns in all.</summary>
    public long Parameters => Rows.Sum(row => row.Parameters);

    /// <summary>The summary of a model for examples of a shape.</summary>
    /// <exception cref="ShapeException">The model does not take such examples.</exception>
    public static Summary Of(Layer model, Shape example) => new([.. RowsOf(model, example, "")]);

    /// <inheritdoc/>
    public override string ToString()
    {
        string[][] cells = [["Layer", "Output", "Parameters"], .. Rows.Select(row => new[] { row.Layer, $"{row.Output}", Number(row.Parameters) }), ["Total", "", Number(Parameters)]];
        var (first, second, third) = (Width(0), Width(1), Width(2));
        return string.Join('\n', cells.Select(row => $"{row[0].PadRight(first)}  {row[1].PadRight(second)}  {row[2].PadLeft(third)}"));

        int Width(int column) => cells.Max(row => row[column].Length);
    }

    static IEnumerable<SummaryRow> RowsOf(Layer layer, Shape input, string indent)
    {
        if (layer is Chain)
        {
            foreach (var part in layer.Parts)
            {
                foreach (var row in RowsOf(part, input, indent)) yield return row;
                input = part.Output(input);
            }
            yield break;
        }
        var own = layer.Parts.Count == 0 ? Tree.Leaves(layer.Init(new Key(0), input).Params).Sum(leaf => (long)leaf.Size) : 0;
        yield return new(indent + layer.Label, layer.Output(input), own);
        foreach (var row in layer.Parts.SelectMany(part => RowsOf(part, input, indent + "  "))) yield return row;
    }

    static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
