using System.Text;
using Xunit;

namespace Functional.Tests.Operations;

/// <summary><c>docs/operations.md</c> is what the catalogue tells; with <c>WRITE_DOCS=1</c> in the environment the test writes it.</summary>
public class DocumentTests
{
    [Fact]
    public void The_document_is_what_the_catalogue_tells()
    {
        var (path, text) = (Path.Combine(Checkout(), "docs", "operations.md"), Text());
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1") File.WriteAllText(path, text);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void No_operation_is_listed_twice() => Assert.Distinct(Catalogue.All.Select(each => each.Name));

    /// <summary>What the library has under the name of an operation, beside what has no value of its own.</summary>
    [Fact]
    public void Every_operation_is_a_member_of_the_library()
    {
        var members = new[] { typeof(Functional.Operations), typeof(Tensor),
            typeof(Key) }.SelectMany(type => type.GetMembers()).Select(member => member.Name).ToHashSet();
        Assert.All(Catalogue.All, each => Assert.Contains(each.Name.Split(' ')[0].Split('.')[^1], members));
    }

    static string Text()
    {
        var text = new StringBuilder("""
            # The operations

            Written by `WRITE_DOCS=1 dotnet test tests/Operations -c Release` from the catalogue in `tests/Operations`,
                by trying each operation; the same test without it checks that this page is right.

            - **made of**: one primitive (in bold),
                or the primitives of which it is a composition; constants are not counted. `design.md` says which became primitives, and why.
            - **derivatives**: `all`: of every order,
                to second order checked against differences; `0`: it moves in jumps; `–`: its result is not a float.
            - **types**: the element types that it takes; `floats` are float16, bfloat16, float32 and float64, `integers` uint8, int32 and int64.
            - **batched**: under `Vmap`. **traced**: it reads no element on the host, so that its graph is the same for all.
            - The names of peers are those in NumPy (and SciPy), PyTorch and JAX.
            - **test**: `tests/Operations`, filtered by the name: values by a formula that shares no code, derivatives, batches, a second device,
                awkward numbers, empty tensors, refusals.

            """);
        foreach (var group in Catalogue.All.GroupBy(each => each.Group))
        {
            text.Append($"\n## {group.Key}\n\n| name | made of | derivatives | types | batched | traced | NumPy | PyTorch | JAX | test |\n");
            text.Append("|---|---|---|---|---|---|---|---|---|---|\n");
            foreach (var each in group) text.Append(Row(each)).Append('\n');
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    static string Row(Operation operation)
    {
        var primitives = Trial.Primitives(operation);
        var made = primitives is [var only] ? $"**{only}**" : string.Join(", ", primitives);
        var isFloat = operation.First.Call(operation.First.Inputs).DType.IsFloat();
        var derivatives = !isFloat ? "–" : operation.IsConstant ? "0" : "all";
        var works = operation.ReadsElements ? "–" : "✓";
        var peers = operation.Peers.Split(", ") is [var all] ? [all, all, all] : operation.Peers.Split(", ");
        var test = operation.More == "" ? "WalkTests" : $"WalkTests, {operation.More}";
        var quoted = peers.Select(name => name == "–" ? name : $"`{name}`");
        string[] cells = [$"`{operation.Name}`", made, derivatives, Types(Trial.Types(operation)), works, works, .. quoted, test];
        return $"| {string.Join(" | ", cells)} |";
    }

    static readonly (string Name, DType[] Types)[] kinds =
    [
        ("floats", [.. Enum.GetValues<DType>().Where(type => type.IsFloat())]),
        ("integers", [.. Enum.GetValues<DType>().Where(type => type.IsInteger())]),
        ("bool", [DType.Bool]),
    ];

    static string Types(DType[] types)
    {
        var names = new List<string>();
        foreach (var (name, all) in kinds)
            if (all.All(types.Contains)) names.Add(name);
            else names.AddRange(all.Where(types.Contains).Select(type => type.Name()));
        return names.Count == 3 ? "all" : string.Join(", ", names);
    }

    static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functional.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("this test reads docs/operations.md and runs in a checkout");
    }
}
