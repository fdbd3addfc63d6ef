using Xunit;
using static Functional.Tests.Packages.Checkout;

namespace Functional.Tests.Packages;

/// <summary>A program of someone else's beside the library: it keeps its own meaning, and what the library needs at run time is there.</summary>
public sealed class ConsumerTests : IDisposable
{
    /// <summary>With LanguageExt in sight, <c>First</c> would be no member of what <c>Zip</c> gives.</summary>
    const string Program = """
        int[] a = [1, 2], b = [3, 4];
        Console.WriteLine(string.Join(" ", a.Zip(b).Select(pair => pair.First + pair.Second)));
        Console.WriteLine(Grad(x => Sum(x * x))(Tensor.Of(1.0, 2.0)));
        try
        {
            Safetensors.Read("no such model");
        }
        catch (FileException error)
        {
            Console.WriteLine(error.Message);
        }
        """;

    const string Output = "4 6\n[2. 4.]\nno such model: there is no such file\n";

    readonly string folder = Directory.CreateTempSubdirectory("functional-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_reference_to_the_project_adds_nothing_of_LanguageExt_to_a_program() => await Prints(Output, Program,
        $"""<ItemGroup><ProjectReference Include="{Root}/src/Nn/Nn.csproj" /></ItemGroup>""", "-p:BuildProjectReferences=false");

    [Fact]
    public async Task Nor_does_a_reference_to_the_package() => await Prints(Output, Program, await Packed("Functional.Nn", "Nn"));

    [Fact]
    public async Task The_package_of_effects_brings_LanguageExt() => await Prints("no such model: there is no such file\nSome(0)\n", """
        using Functional.Effects;
        using LanguageExt;

        Console.WriteLine(Files.ReadTensors("no such model").Match(Right: _ => "a model", Left: error => error.Message));
        Console.WriteLine(Prelude.Optional(0));
        """, await Packed("Functional.Effects", "Effects"));

    /// <summary>References to a package out of a folder of packages made of what was built, whatever other packages of its version there are.</summary>
    async Task<string> Packed(string package, string project)
    {
        var feed = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;
        foreach (var each in Projects)
            await Dotnet(Root, "pack", Path.Combine("src", each), "--no-build", "--no-restore", "-c", Configuration, "-o", feed);
        var shared = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return $"""
            <PropertyGroup>
              <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
              <RestorePackagesPath>{folder}/packages</RestorePackagesPath>
              <RestoreFallbackFolders>{shared}</RestoreFallbackFolders>
            </PropertyGroup>
            <ItemGroup><PackageReference Include="{package}" Version="0.1.0" /></ItemGroup>
            """;
    }

    async Task Prints(string expected, string program, string references, params string[] options)
    {
        var consumer = Directory.CreateDirectory(Path.Combine(folder, "consumer")).FullName;
        File.WriteAllText(Path.Combine(consumer, "Program.cs"), program);
        File.WriteAllText(Path.Combine(consumer, "consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <OutputPath>out</OutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
              </PropertyGroup>
              <Import Project="{Root}/src/Tensors/build/Functional.Tensors.props" Condition="'{options.Length}' == '1'" />
              <Import Project="{Root}/src/Reverse/build/Functional.Reverse.props" Condition="'{options.Length}' == '1'" />
              <Import Project="{Root}/src/Nn/build/Functional.Nn.props" Condition="'{options.Length}' == '1'" />
              {references}
            </Project>
            """);
        await Dotnet(consumer, ["build", "-c", Configuration, .. options]);
        Assert.Equal(expected, (await Dotnet(consumer, Path.Combine("out", "consumer.dll"))).ReplaceLineEndings("\n"));
    }
}
