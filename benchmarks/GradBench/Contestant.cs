using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Functional.GradBench.Driver;

/// <summary>A tool: what it is called, and the command that starts it.</summary>
internal sealed record Contestant(string Name, string Command)
{
    internal static Contestant Parse(string text)
        => text.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } command] ? new(name, command)
        : throw new FormatException($"--tool: '{text}' is not name=command");

    internal Session Start(TimeSpan patience) => new(this, patience);
}

/// <summary>A tool at work in a process of its own, asked a line at a time.</summary>
internal sealed class Session : IDisposable
{
    readonly Process process;
    readonly Contestant contestant;
    readonly TimeSpan patience;
    int id;

    internal Session(Contestant contestant, TimeSpan patience)
    {
        (this.contestant, this.patience) = (contestant, patience);
        process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {contestant.Command}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Ask(new JsonObject { ["id"] = id++, ["kind"] = "start" }.ToJsonString());
    }

    /// <summary>Whether the tool has a module.</summary>
    internal bool Defines(string module)
        => Ask(new JsonObject { ["id"] = id++, ["kind"] = "define", ["module"] = module }.ToJsonString()) is { } answer && (bool?)answer["success"] == true;

    /// <summary>The answer to a message, or an answer that says why there is none.</summary>
    internal JsonObject Ask(string line)
    {
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            var answer = process.StandardOutput.ReadLineAsync();
            if (!answer.Wait(patience))
            {
                process.Kill(entireProcessTree: true);
                return Failure($"{contestant.Name} did not answer within {patience.TotalSeconds} s");
            }
            return answer.Result is { } text ? JsonNode.Parse(text)!.AsObject() : Failure($"{contestant.Name} ended");
        }
        catch (Exception failure) when (failure is IOException or System.Text.Json.JsonException or InvalidOperationException or AggregateException)
        {
            return Failure($"{contestant.Name}: {failure.Message}");
        }
    }

    static JsonObject Failure(string error) => new() { ["success"] = false, ["error"] = error };

    public void Dispose()
    {
        if (!process.HasExited) process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
