using System.Text.RegularExpressions;
using Functional.Graphs;
using Xunit;

namespace Functional.Tests;

/// <summary>Damaged files: whatever the bytes are, reading gives a graph or a sentence, and takes no more memory than the file calls for.</summary>
public partial class FuzzTests
{
    const int Rounds = 400;

    [Theory, MemberData(nameof(FileTests.Names), MemberType = typeof(FileTests))]
    public void Damaged_files_are_read_or_refused(string name)
    {
        var (json, random) = (BatchPrograms.Trace(name, 3).ToJson(), new Random(5));
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = Damage(json, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var graph = Graph.FromJson(damaged);
                Assert.Equal(graph.ToJson(), Graph.FromJson(graph.ToJson()).ToJson());
                Assert.NotEmpty(graph.ToString());
            }
            catch (GraphException problem)
            {
                Assert.DoesNotContain('\n', problem.Message);
            }
            catch (Exception problem) when (problem is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{problem.GetType().Name}: {problem.Message} of {damaged}");
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000L * json.Length + 10_000_000);
        }
    }

    static string Damage(string json, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var (at, other) = (random.Next(json.Length), random.Next(json.Length));
            json = random.Next(5) switch
            {
                0 => json.Remove(at, Math.Min(random.Next(1, 4), json.Length - at)),
                1 => json.Insert(at, $"{json[other]}"),
                2 => json[..at] + (char)random.Next(32, 127) + json[(at + 1)..],
                3 => Replace(Number(), json, random, () => $"{random.Next(-2, 9) * (random.Next(9) == 0 ? 123456789 : 1)}"),
                _ => Replace(Word(), json, random, () => Word().Matches(json) is var words ? words[random.Next(words.Count)].Value : ""),
            };
        }
        return json;
    }

    static string Replace(Regex pattern, string json, Random random, Func<string> by)
        => pattern.Matches(json) is { Count: > 0 } all && all[random.Next(all.Count)] is var one ? json[..one.Index] + by() + json[(one.Index + one.Length)..] : json;

    [GeneratedRegex(@"(?<=[\[,:])-?\d+")]
    private static partial Regex Number();

    [GeneratedRegex("\"\\w+\"")]
    private static partial Regex Word();
}
