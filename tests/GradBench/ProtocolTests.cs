using System.Text.Json.Nodes;
using Functional.GradBench;
using Xunit;

namespace Functional.Tests.GradBench;

/// <summary>The tool answers every line, whatever it says.</summary>
public class ProtocolTests
{
    [Fact]
    public void Answers_each_line_of_a_session_with_its_id()
    {
        var messages = """
            {"id": 0, "kind": "start", "eval": "hello"}
            {"id": 1, "kind": "define", "module": "hello"}
            {"id": 2, "kind": "evaluate", "module": "hello", "function": "square", "input": 3.0, "description": "3.0"}
            {"id": 3, "kind": "analysis", "of": 2, "valid": true}

            {"id": 4, "kind": "evaluate", "module": "hello", "function": "double", "input": 9}
            {"id": 5, "kind": "log", "text": "anything"}
            """;
        var answers = new StringWriter();
        Protocol.Answer(new StringReader(messages), answers);
        var lines = answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal([0, 1, 2, 3, 4, 5], lines.Select(line => (int)line["id"]!));
        Assert.Equal("functional", (string?)lines[0]["tool"]);
        Assert.True((bool)lines[1]["success"]!);
        Assert.Equal(9, (double)lines[2]["output"]!);
        Assert.Equal("""{"id":3}""", lines[3].ToJsonString());
        Assert.Equal(18, (double)lines[4]["output"]!);
        Assert.Equal("evaluate", (string?)lines[4]["timings"]![0]!["name"]);
        Assert.Equal("""{"id":5}""", lines[5].ToJsonString());
    }

    [Theory]
    [InlineData("", "the message cannot be read")]
    [InlineData("{", "the message cannot be read")]
    [InlineData("[1, 2]", "the message is not an object")]
    [InlineData("""{"kind": "start"}""", "no 'id' that is a number")]
    [InlineData("""{"id": 7}""", "no 'kind' that is a string")]
    [InlineData("""{"id": 7, "kind": "define"}""", "no 'module' that is a string")]
    [InlineData("""{"id": 7, "kind": "define", "module": "chess"}""", "there is no module 'chess': there are hello, llsq,")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "chess", "function": "f", "input": 1}""", "there is no module 'chess'")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "lse", "function": "f", "input": 1}""", "module 'lse' has no function 'f': it has primal, gradient")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "lse", "function": "primal"}""", "the message has no 'input'")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "lse", "function": "primal", "input": null}""", "null")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"y": [1]}}""", "'x'")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": ["a"]}}""", "the message cannot be read")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": []}}""", "'x' is empty")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": [1], "min_runs": -1}}""", "min_runs is -1")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": [1], "min_seconds": 1e300}}""", "min_seconds is 1E+300")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "hello", "function": "square", "input": 1e200}""", "the result is not finite")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "llsq", "function": "gradient", "input": {"x": [1], "n": 1}}""", "'n' is 1")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "det", "function": "primal", "input": {"A": [1, 2, 3], "ell": 2}}""", "'A' has 3 elements, not ell² = 4")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "det", "function": "primal", "input": {"A": [], "ell": 1000000}}""", "'ell' is 1000000")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "ode", "function": "primal", "input": {"x": [1], "s": 0}}""", "'s' is 0")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "kmeans", "function": "dir", "input": {"points": [[1, 2], [3]], "centroids": [[1, 2]]}}""", "the rows of 'points' have 2 and 1 elements")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "kmeans", "function": "dir", "input": {"points": [], "centroids": []}}""", "they must have elements")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "saddle", "function": "rr", "input": {"start": [1]}}""", "'start' has 1 elements, not 2")]
    [InlineData("""{"id": 7, "kind": "evaluate", "module": "saddle", "function": "ff", "input": {"start": [1.7e308, 1.7e308]}}""", "gradient descent found no minimum")]
    public void Says_what_is_wrong_with_a_message(string line, string error)
    {
        var answer = Tool.Ask(line);
        Assert.False((bool)answer["success"]!);
        Assert.Contains(error, (string?)answer["error"]);
        Assert.Equal(line.Contains("\"id\": 7"), (int?)answer["id"] == 7);
    }

    [Fact]
    public void Runs_as_often_as_asked_and_times_every_run()
    {
        Assert.Equal(5, Timings("""{"x": [1, 2], "min_runs": 5, "min_seconds": 0}""").Count);
        var times = Timings("""{"x": [1, 2], "min_runs": 1, "min_seconds": 0.05}""").Select(timing => (long)timing!["nanoseconds"]!).ToArray();
        Assert.True(times.Sum() >= 50_000_000 && times.SkipLast(1).Sum() < 50_000_000);
        Assert.Single(Timings("""{"x": [1, 2], "min_runs": 0}"""));
    }

    static JsonArray Timings(string input)
        => Tool.Ask($$"""{"id": 1, "kind": "evaluate", "module": "lse", "function": "gradient", "input": {{input}}}""")["timings"]!.AsArray();
}
