using System.Reflection;
using System.Runtime.Loader;

namespace Functional.Benchmarks;

/// <summary>One version of the library, loaded beside others, and its workload.</summary>
internal sealed class Contestant(string assembly)
{
    readonly Type workload = new Context(assembly).LoadFromAssemblyPath(assembly).GetType("Functional.Benchmarks.Workload", throwOnError: true)!;

    internal (string Function, bool WithGradient, Action Run)[] OfArrays(int size)
        => [.. (IEnumerable<(string, bool, Action)>)workload.GetMethod("OfArrays")!.Invoke(null, [size])!];

    internal (string Chain, Action<int> Run)[] OfTinyTensors()
        => [.. (IEnumerable<(string, Action<int>)>)workload.GetMethod("OfTinyTensors")!.Invoke(null, null)!];

    /// <summary>Finds what an assembly needs beside it; .NET itself is shared.</summary>
    sealed class Context(string assembly) : AssemblyLoadContext(assembly)
    {
        readonly AssemblyDependencyResolver resolver = new(assembly);

        protected override Assembly? Load(AssemblyName name) => resolver.ResolveAssemblyToPath(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
