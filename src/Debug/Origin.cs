using System.Diagnostics;
using System.Reflection;

namespace Functional.Primitives;

/// <summary>Where a NaN or an ∞ came from, in a sentence.</summary>
internal sealed record Origin(string Sentence)
{
    /// <summary>A primitive made it of inputs that had none.</summary>
    internal static Origin Made(Primitive op, Few<Tensor> x, Contents y)
    {
        var inputs = Enumerable.Range(0, x.Count).Select(i => Contents.Of(x[i]).ToString()).ToArray();
        return new($"{Name(op)} made {y.Fault} of {string.Join(" and ", inputs)}{Where(x)}{Line()}");
    }

    /// <summary>It was in an argument of the function.</summary>
    internal static Origin Given(string path, Contents x) => new($"the argument{path} has {x.Fault} before anything is computed of it");

    /// <summary>It was in a tensor that the function did not compute.</summary>
    internal static Origin Captured(Primitive op, Few<Tensor> x, Contents captured)
        => new($"{Name(op)} met a tensor that the function captures, {captured}: it has {captured.Fault} from the beginning{Where(x)}{Line()}");

    /// <summary>Primitives that compute a chain rule are named by the function.</summary>
    static string Name(Primitive op) => op.Title.EndsWith('′') ? $"the derivative of {op.Title[..^1]}" : op.Title;

    /// <summary>The layer at work, or, where none is, that which made an input: then its derivative is being taken.</summary>
    static string Where(Few<Tensor> x)
    {
        if (Whereabouts.Current is { } here) return $", in {here}";
        for (var i = x.Count - 1; i >= 0; i--)
            if (x[i] is CheckedTensor { Place: { } place }) return $", on the way back through {place}";
        return "";
    }

    /// <summary>The innermost line of the program outside of the library, where it is known.</summary>
    static string Line()
    {
        var library = AppDomain.CurrentDomain.GetAssemblies().Where(IsLibrary).Select(assembly => assembly.FullName).ToHashSet();
        foreach (var frame in new StackTrace(fNeedFileInfo: true).GetFrames())
            if (frame.GetFileName() is { } file && frame.GetFileLineNumber() is > 0 and var line
                && !library.Contains(DiagnosticMethodInfo.Create(frame)?.DeclaringAssemblyName))
                return $", called at {Path.GetFileName(file)}:{line}";
        return "";
    }

    /// <summary>The build marks the assemblies of the library.</summary>
    static bool IsLibrary(Assembly assembly)
        => assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(each => (each.Key, each.Value) == ("Functional", "library"));
}
