using System.Diagnostics;

namespace Functional.Tests.SameBits;

/// <summary>The program of this assembly as a process of its own, whose vectors have a given width.</summary>
internal sealed record Child(int Width)
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    /// <summary>What keeps the runtime from wider vectors.</summary>
    (string Name, string Value)[] Settings => Width switch
    {
        512 => [],
        256 => [("DOTNET_EnableAVX512", "0")],
        _ => [("DOTNET_EnableAVX512", "0"), ("DOTNET_PreferredVectorBitWidth", "128")],
    };

    /// <summary>The hash of every case at every number of threads.</summary>
    /// <exception cref="InvalidOperationException">The process failed; the message is what it wrote.</exception>
    internal Dictionary<(string Case, int Threads), string> Hashes()
    {
        var start = new ProcessStartInfo("dotnet", $"exec \"{typeof(Child).Assembly.Location}\" {Width}") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(patience)) process.Kill();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"exit code {process.ExitCode}: {errors.Result}");
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split('\t'))
            .ToDictionary(parts => (parts[0], int.Parse(parts[1])), parts => parts[2]);
    }
}
