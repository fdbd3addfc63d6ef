using Functional.Graphs;
using Xunit;

namespace Functional.Tests;

/// <summary>Fused steps give the bits of the same steps one by one.</summary>
public class FusedTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_fused_body_gives_the_bits_of_its_steps_on_any_number_of_threads(int seed)
    {
        var bodies = new FusedBodies(seed);
        for (var run = 0; run < 10; run++)
        {
            var (body, x) = bodies.Next();
            Assert.True(FusedSpace.Of(body) is not null, $"does not fuse:\n{body}");
            var expected = body.Run(x);
            foreach (var threads in new[] { 1, 2 })
            {
                Threads.Count = threads;
                var actual = new Fused(body).Apply(x);
                for (var i = 0; i < expected.Length; i++) Same(expected[i], actual[i], $"seed {seed}, run {run}, result {i} of\n{body}");
            }
        }
    }

    static void Same(Tensor expected, Tensor actual, string what)
    {
        Assert.True(TensorType.Of(expected) == TensorType.Of(actual), what);
        ReadOnlySpan<byte> a = expected.Primal.Bytes, b = actual.Primal.Bytes;
        var at = a.CommonPrefixLength(b) / expected.DType.Bytes();
        Assert.True(a.SequenceEqual(b), at < expected.Size
            ? $"element {at}: {expected.Reshape(expected.Size)[at].ToScalar():R}, not {actual.Reshape(expected.Size)[at].ToScalar():R}: {what}" : what);
    }
}
