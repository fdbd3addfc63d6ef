using System.Diagnostics;

namespace Functional.Digits.Tests;

/// <summary>What a run of the program left: its exit code and its lines.</summary>
sealed record Outcome(int Code, string[] Output, string[] Errors)
{
    /// <summary>The lines that tell about single steps, with all digits of their losses.</summary>
    public string[] Steps => [.. Output.Where(line => line.Contains(" loss ", StringComparison.Ordinal))];
}

/// <summary>The program as a process of its own, in a folder that lives as long as one test.</summary>
sealed class Sample : IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    public string Folder { get; } = Directory.CreateTempSubdirectory("digits-").FullName;

    public string At(string name) => Path.Combine(Folder, name);

    public Outcome Run(string arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        return Await(process);
    }

    public Process Start(string arguments, params (string Name, string Value)[] environment)
    {
        // A shell that starts tests in the background lets them ignore interrupts, which the program would inherit.
        var (file, before) = OperatingSystem.IsLinux() ? ("env", "--default-signal=INT,TERM,HUP dotnet ") : ("dotnet", "");
        return Start(new ProcessStartInfo(file, $"{before}\"{Program}\" {arguments}"), environment);
    }

    /// <summary>Runs a line of a shell in which <c>digits</c> is the program.</summary>
    public Outcome Shell(string line)
    {
        using var process = Start(new ProcessStartInfo("/bin/sh", ["-c", line.Replace("digits ", $"dotnet '{Program}' ", StringComparison.Ordinal)]));
        return Await(process);
    }

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Functional.Digits.dll");

    Process Start(ProcessStartInfo start, params (string Name, string Value)[] environment)
    {
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (Folder, true, true);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static Outcome Await(Process process)
    {
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(patience)) process.Kill();
        process.WaitForExit();
        return new(process.ExitCode, Lines(output.Result), Lines(errors.Result));
    }

    static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
