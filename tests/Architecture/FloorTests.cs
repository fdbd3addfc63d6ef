using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Xunit;

namespace Functional.Tests.Architecture;

/// <summary>The floors of the house: arrows point down only, and nobody names what belongs to a floor above or to a device.</summary>
public partial class FloorTests
{
    /// <summary>The folders of src from the lowest floor up. A project may reference those on floors below its own.</summary>
    static readonly string[][] floors =
    [
        ["Analyzers", "Generators"],
        ["Functions"],
        ["Scalars", "Tensors"],
        ["Cpu"],
        ["Debug", "Dual"],
        ["Reverse"],
        ["Batch"],
        ["Compile"],
        ["Nn", "Solvers"],
        ["Testing", "Effects"],
    ];

    public static TheoryData<string> Folders => [.. Repository.Projects("src").Select(Repository.Name)];

    static int Floor(string folder) => Array.FindIndex(floors, floor => floor.Contains(folder));

    [Theory, MemberData(nameof(Folders))]
    public void Every_folder_has_a_floor_and_a_page_about_itself(string folder)
    {
        Assert.True(Floor(folder) >= 0, $"src/{folder} stands on no floor: list it in FloorTests");
        var page = Path.Combine(Repository.Root, "src", folder, "README.md");
        Assert.True(File.Exists(page), $"src/{folder} has no README.md that says what lives there and what may not");
    }

    [Theory, MemberData(nameof(Folders))]
    public void References_point_down(string folder)
    {
        var project = Repository.Projects("src").Single(each => Repository.Name(each) == folder);
        foreach (var reference in Repository.Items(project, "ProjectReference"))
        {
            var below = Repository.Name(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference)));
            Assert.True(Floor(below) < Floor(folder), $"src/{folder} references src/{below}, which does not stand below it");
        }
    }

    /// <summary>The assemblies of src, as they are compiled.</summary>
    public static TheoryData<string> Assemblies => [.. Directory.GetFiles(AppContext.BaseDirectory, "Functional.*.dll")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => !name.StartsWith("Functional.Tests", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Assemblies))]
    public void No_assembly_names_what_is_the_CPU_s(string assembly)
    {
        if (assembly == "Functional.Cpu") return;
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        var metadata = file.GetMetadataReader();
        var named = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => metadata.GetString(type.Namespace).StartsWith("Functional.Cpu", StringComparison.Ordinal))
            .Select(type => metadata.GetString(type.Name));
        Assert.Empty(named);
    }

    [Fact]
    public void The_algebra_names_no_array_of_a_device() => Assert.All(Repository.Sources("Tensors"), file =>
    {
        // Device.Cpu finds the CPU by its name, and is the only one.
        var found = DeviceWords().Matches(File.ReadAllText(file)).Select(match => match.Value).Distinct().ToArray();
        Assert.True(found is [] || Path.GetFileName(file) == "Device.cs", $"{Path.GetFileName(file)} names {string.Join(", ", found)}");
    });

    [GeneratedRegex(@"\b(ArrayTensor|Shelf|Workers|Functional\.Cpu|Vector(128|256|512)|TensorPrimitives)\b")]
    private static partial Regex DeviceWords();

    [Theory, MemberData(nameof(Folders))]
    public void Files_hold_one_idea(string folder) => Assert.All(Repository.Sources(folder), file =>
        Assert.True(File.ReadLines(file).Count() <= 400, $"{Path.GetRelativePath(Repository.Root, file)} has more than 400 lines"));
}
