using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Functional.GradBench.Driver;

/// <summary>One "evaluate" message of the suite.</summary>
internal sealed record Message(string Eval, string Function, string Size, JsonObject Json)
{
    /// <summary>The line to send, with the times that a function is repeated.</summary>
    internal string Line(int runs, double seconds)
    {
        var input = Json["input"]!.AsObject();
        (input["min_runs"], input["min_seconds"]) = (runs, seconds);
        return Json.ToJsonString();
    }
}

/// <summary>A checkout of the suite. Its own evals make the messages: they are run beside a tool that notes what it is asked and computes nothing.</summary>
internal sealed class Suite(DirectoryInfo checkout, string python)
{
    /// <summary>The messages of an eval with options of its command line.</summary>
    internal IReadOnlyList<Message> Messages(string eval, IReadOnlyList<string> options)
    {
        var packages = Path.Combine(checkout.FullName, "python", "gradbench");
        var script = Path.Combine(packages, "gradbench", "evals", eval, "run.py");
        if (!File.Exists(script)) throw new InvalidOperationException($"{checkout.FullName} is not a checkout of GradBench with the eval '{eval}': {script} is missing");
        var start = new ProcessStartInfo(python, [script, .. options]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = checkout.FullName };
        start.Environment["PYTHONPATH"] = string.Join(Path.PathSeparator, new[] { packages, Environment.GetEnvironmentVariable("PYTHONPATH") }.Where(path => !string.IsNullOrEmpty(path)));
        using var process = Process.Start(start)!;
        var messages = new List<Message>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var json = JsonNode.Parse(line)!.AsObject();
            if ((string?)json["kind"] == "evaluate")
                messages.Add(new(eval, (string)json["function"]!, (string?)json["description"] ?? "", json));
            // A function that was not computed is not checked, and the eval goes on to the next.
            var answer = new JsonObject { ["id"] = json["id"]!.DeepClone(), ["success"] = (string?)json["kind"] == "define" };
            process.StandardInput.WriteLine(answer.ToJsonString());
            process.StandardInput.Flush();
        }
        process.StandardInput.Close();
        process.WaitForExit();
        return messages.Count > 0 ? messages : throw new InvalidOperationException($"the eval '{eval}' sent nothing to evaluate (exit code {process.ExitCode}): does its Python have numpy and pydantic?");
    }
}
