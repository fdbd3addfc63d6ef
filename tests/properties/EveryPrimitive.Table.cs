using FsCheck;
using Functional.Cpu;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests.Properties;

/// <summary>The table of primitives and element types in <c>docs/design.md</c>, tried cell by cell.</summary>
public partial class EveryPrimitive
{
    const string Native = "✓", Wider = "↑", Refused = "–";

    static readonly DType[] columns = Enum.GetValues<DType>();

    /// <summary>What the table says, row by row: the first cell, and those of the types.</summary>
    static readonly (string Label, string[] Cells)[] rows = [.. File.ReadLines(Path.Combine(Checkout(), "docs", "design.md"))
        .SkipWhile(line => !line.StartsWith($"| primitive | {string.Join(" | ", columns.Select(type => type.Name()))} |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => (cells[1], cells[2..(2 + columns.Length)]))];

    [Fact]
    public void The_table_has_a_row_for_every_primitive_and_no_other()
    {
        Assert.Equal(13, rows.Length);
        Assert.All(rows, row => Assert.All(row.Cells, cell => Assert.Contains(cell, (string[])[Native, Wider, Refused])));
        var named = Samples.Of.Values.Select(sample => Row(sample(new Draw(0)).Op)).ToHashSet();
        Assert.Equal(rows.Select(row => row.Label).Where(label => !label.StartsWith("indices", StringComparison.Ordinal)).Order(), named.Order());
    }

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Takes_the_types_that_the_table_says(string name) => ForSamples(name, sample =>
    {
        var (_, cells) = rows.Single(row => row.Label == Row(sample.Op));
        // An integer type cannot hold 1.5.
        foreach (var type in columns.Where(type => type.IsFloat() || !(sample.Op is Pad pad && pad.Value == 1.5)))
            Assert.Equal((type, cells[(int)type]), (type, Tried(sample.Op, At(sample, type), type)));
    });

    [Fact]
    public void Takes_the_indices_that_the_table_says()
    {
        var cells = rows.Single(row => row.Label.StartsWith("indices", StringComparison.Ordinal)).Cells;
        foreach (var type in columns)
            foreach (Primitive op in (Primitive[])[new Gather(0), new Scatter(0, 3)])
                Assert.Equal((type, cells[(int)type]), (type, Outcome(op, [Tensor.Of(1f, 2), Tensor.Zeros([2], type)]) is null ? Refused : Native));
    }

    static string Tried(Primitive op, Tensor[] inputs, DType type)
        => Outcome(op, inputs) is null ? Refused : type == type.Computed() || NarrowTypes.Moves(op) ? Native : Wider;

    static bool TakesIntegers(Primitive op) => op is not IChain && op.GetType().GetGenericArguments()[0].GetProperty("TakesIntegers")?.GetValue(null) is true;

    /// <summary>The label of the row of a primitive.</summary>
    static string Row(Primitive op)
    {
        var name = op.GetType().Name.Split('`')[0];
        var label = name switch
        {
            "Relation" => "`Map` by a relation", "Connective" => "`Map` of truth values",
            "Map" or "Zip" or "MapChain" or "ZipChain" => TakesIntegers(op) ? "`Map` of numbers" : "`Map` of floats", nameof(RandomBits) => "key of `RandomBits`", _ => $"`{name}`",
        };
        var found = rows.Select(row => row.Label).Where(each => !each.StartsWith("indices", StringComparison.Ordinal)
            && (each.Split(':')[0] == label || each.Split(", ").Contains(label))).ToArray();
        return found is [var only] ? only : throw new InvalidOperationException($"the table of element types in docs/design.md has {found.Length} rows for {label}, not one");
    }

    static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functional.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("this test reads docs/design.md and runs in a checkout");
    }
}
