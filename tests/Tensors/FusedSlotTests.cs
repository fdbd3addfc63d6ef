using Functional.Graphs;
using Xunit;
using static Functional.Operations;

namespace Functional.Tests;

/// <summary>Values of a fused body keep their place in working memory as long as something reads it.</summary>
public class FusedSlotTests
{
    static readonly Tensor x = Tensor.Linspace(-3, 4, 5 * 600).Reshape(5, 600);

    [Fact]
    public void A_row_value_stays_where_it_is_while_its_repeat_is_read()
    {
        var body = Trace(x =>
        {
            var mean = Broadcast(new Primitives.Sum([1]).Apply(x), x.Shape);
            var centered = x - mean;
            var norm = Broadcast(new Primitives.Sum([1]).Apply(Abs(centered)), x.Shape);
            return [Tanh(centered / norm) + mean, Exp(norm) - mean];
        });
        var (expected, actual) = (body.Run([x]), new Fused(body).Apply([x]));
        for (var i = 0; i < expected.Length; i++) FusedTests.Same(expected[i], actual[i], $"result {i} of\n{body}");
    }

    [Fact]
    public void A_result_that_waits_for_its_place_keeps_another_until_then()
    {
        var body = Trace(x =>
        {
            // It goes where x lies, which the others read after it.
            var first = Exp(x);
            var total = Broadcast(new Primitives.Sum([1]).Apply(Tanh(x)), x.Shape);
            return [first, Tanh(Sigmoid(x) - total)];
        });
        var expected = body.Run([x]);
        var memory = new PlannedMemory([TensorType.Of(x), TensorType.Of(x)]);
        var place = memory.Place(x.Primal);
        PlainTensor[] actual = [place, memory.Place(TensorType.Of(x))];
        memory.Workspace.Evaluate(new Fused(body), [place], actual);
        for (var i = 0; i < expected.Length; i++) FusedTests.Same(expected[i], actual[i], $"result {i} of\n{body}");
        memory.RequireUntouched();
    }

    static Graph Trace(Func<Tensor, Tensor[]> f)
        => Tracing.Run([new Parameter("x", TensorType.Of(x))], [x.Device], x => f(x[0])).Graph;
}
