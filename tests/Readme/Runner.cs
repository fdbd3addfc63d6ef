using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Functional.Tests.Readme;

/// <summary>Compiles and runs programs in this process.</summary>
internal static class Runner
{
    static readonly MetadataReference[] references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>What a program prints.</summary>
    /// <exception cref="InvalidOperationException">It does not compile; the message says why.</exception>
    internal static string Run(string program)
    {
        var context = new AssemblyLoadContext("example", isCollectible: true);
        var (console, output) = (Console.Out, new StringWriter { NewLine = "\n" });
        try
        {
            Console.SetOut(output);
            var main = context.LoadFromStream(Compile(program)).EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
            return output.ToString();
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }
    }

    static MemoryStream Compile(string program)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create("Example",
            [CSharpSyntaxTree.ParseText(Checkout.Usings, parsing), CSharpSyntaxTree.ParseText(program, parsing)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var faults = result.Diagnostics.Where(fault => fault.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (faults.Length > 0) throw new InvalidOperationException(string.Join('\n', faults.AsEnumerable()));
        stream.Position = 0;
        return stream;
    }
}
