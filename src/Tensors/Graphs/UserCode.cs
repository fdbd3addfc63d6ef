using System.Diagnostics;

namespace Functional.Graphs;

/// <summary>Where in the user's program a value is needed that a traced function does not have yet.</summary>
internal static class UserCode
{
    /// <summary>The error for an operation, with the line that calls it where the program has debugging information.</summary>
    internal static ScopeException Unread(string operation)
        => new($"{operation}{Place()}: the function is traced, so this value is not known yet: choose with Where or Cond, loop with While or Scan, "
            + "or return the value from the function and read it there");

    static string Place()
        => new StackTrace(fNeedFileInfo: true).GetFrames().FirstOrDefault(frame => frame.GetFileLineNumber() > 0 && !IsOurs(frame)) is { } caller
            ? $" at {Path.GetFileName(caller.GetFileName())}:{caller.GetFileLineNumber()}" : "";

    /// <summary>Whether a frame belongs to an assembly of this library, by the namespace of its type; tests and samples have namespaces of their own.</summary>
    static bool IsOurs(StackFrame frame)
        => DiagnosticMethodInfo.Create(frame)?.DeclaringAssemblyName is { } assembly && assembly.Split(',')[0] is var name && ours.Contains(name);

    static readonly HashSet<string> ours =
    [
        .. new[] { "Functions", "Scalars", "Tensors", "Cpu", "Dual", "Reverse", "Batch", "Compile", "Debug", "Nn", "Solvers", "Testing", "Effects" }.Select(name => $"Functional.{name}"),
    ];
}
