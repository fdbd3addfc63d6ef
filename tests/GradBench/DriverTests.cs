using System.Text.Json.Nodes;
using Functional.GradBench.Driver;
using Xunit;

namespace Functional.Tests.GradBench;

/// <summary>The driver's rules for right answers, and its arithmetic.</summary>
public class DriverTests
{
    [Theory]
    [InlineData("1.0", "1.00019", null)]
    [InlineData("1.0", "1.0003", "output is 1.0003, not 1.0")]
    [InlineData("0.0", "0.00009", null)]
    [InlineData("0.0", "0.00011", "output is 0.00011, not 0.0")]
    [InlineData("1000000", "1000100.0", null)]
    [InlineData("[1, 2]", "[1, 2, 3]", "output has 3 elements, not 2")]
    [InlineData("[1, [2]]", "[1, [3]]", "output[1][0] is 3, not 2")]
    [InlineData("[1]", "1", "output is a JSON number, not a JSON array")]
    [InlineData("""{"a": 1}""", """{"a": 1, "b": 2}""", "output.b should not be there")]
    [InlineData("""{"a": 1, "b": 2}""", """{"a": 1}""", "output.b is missing")]
    [InlineData("1", "null", "output is a JSON null, not a JSON number")]
    public void Answers_differ_as_the_suite_says(string expected, string actual, string? difference)
        => Assert.Equal(difference, Validation.Difference(JsonNode.Parse(expected), JsonNode.Parse(actual)));

    [Fact]
    public void Arithmetic()
    {
        Assert.Equal(2, Race.Median([3, 1, 2]));
        Assert.Equal(2.5, Race.Median([4, 1, 2, 3]));
        Assert.Equal(4, Report.GeometricMean([2, 8]), 1e-12);
        Assert.Equal(["123", "12.3", "1.23", "0.123", "0.0123", "12345"], new[] { 123.4, 12.34, 1.234, 0.1234, 0.01234, 12345 }.Select(Report.Format));
    }

    [Fact]
    public void A_tool_is_a_name_and_a_command()
    {
        Assert.Equal(new Contestant("a", "run --x=1"), Contestant.Parse("a=run --x=1"));
        Assert.Throws<FormatException>(() => Contestant.Parse("run"));
        Assert.Throws<FormatException>(() => Contestant.Parse("=run"));
    }

    [Fact]
    public void Tools_take_turns_and_wrong_answers_are_told_apart()
    {
        const string echo = "while read line; do case \"$line\" in *evaluate*) echo '{\"id\":1,\"success\":true,\"output\":OUTPUT,\"timings\":[{\"name\":\"evaluate\",\"nanoseconds\":2000000}]}';; *) echo '{\"id\":1,\"success\":true}';; esac; done";
        Contestant Says(string name, string output) => new(name, $"sh -c '{echo.Replace("'", "'\\''").Replace("OUTPUT", output)}'");
        var message = new Message("lse", "primal", "n=1", JsonNode.Parse("""{"id": 2, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": [1]}}""")!.AsObject());
        var race = new Race([Says("right", "1.5"), Says("wrong", "2.5"), new("mute", "true")], Says("reference", "1.5"), 2, 0, TimeSpan.FromSeconds(10));
        var results = race.Run([message]).ToArray();
        Assert.Equal(new Result("lse", "n=1", "primal", "right", 2, null), results[0]);
        Assert.Equal(new Result("lse", "n=1", "primal", "wrong", null, "output is 2.5, not 1.5", true), results[1]);
        Assert.Equal(2, results.Length);
    }
}
