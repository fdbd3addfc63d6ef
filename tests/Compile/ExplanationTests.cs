using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Functional.Graphs;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests;

/// <summary>What steps cost, and how it is shown.</summary>
public class ExplanationTests
{
    static Cost Total(Func<Tensor[], Tensor[]> f, params Tensor[] x) => Costs.Total(GraphOf.Function(f, x));

    static Tensor Zeros(params int[] shape) => Tensor.Zeros(shape).Cast(DType.Float64).Cast(DType.Float32);

    [Theory, InlineData(1, 4, 5, 6), InlineData(3, 64, 784, 10), InlineData(2, 0, 5, 6)]
    public void A_product_of_matrices(int batch, int m, int k, int n)
        => Assert.Equal(new(2L * batch * m * k * n, 4L * batch * (m * k + k * n), 4L * batch * m * n), Total(x => [MatMul.Instance.Apply(x[0], x[1])], Zeros(batch, m, k), Zeros(batch, k, n)));

    [Theory, InlineData(1), InlineData(2)]
    public void A_convolution(int groups)
    {
        // By the definition: for each result, a multiplication and an addition for each element of its filter.
        var conv = new Conv([new Window(3, Low: 1, High: 1), new Window(5, Stride: 2)], groups);
        var y = conv.Apply(Zeros(2, 4, 9, 11), Zeros(6, 4 / groups, 3, 5));
        var flops = 0L;
        foreach (var _ in Enumerable.Range(0, y.Size)) flops += 2 * (4 / groups) * 3 * 5;
        Assert.Equal(flops, Total(x => [conv.Apply(x[0], x[1])], Zeros(2, 4, 9, 11), Zeros(6, 4 / groups, 3, 5)).Flops);
    }

    [Fact]
    public void Elementwise_functions_and_sums()
    {
        Assert.Equal(new(6, 24, 24), Total(x => [Operations.Exp(x[0])], Zeros(2, 3)));
        Assert.Equal(new(12, 24 + 4 + 24 + 24, 48), Total(x => [x[0] * 2 + x[0]], Zeros(2, 3)));
        Assert.Equal(new(6, 24, 12), Total(x => [new Sum([0]).Apply(x[0])], Zeros(2, 3)));
        Assert.Equal(new(12, 48, 24), Total(x => [MapChain<Functions.Tanh>.Op.Apply(x[0], x[1])], Zeros(2, 3), Zeros(2, 3)));
    }

    [Fact]
    public void What_only_looks_moves_nothing_and_a_repeated_element_is_one()
    {
        Assert.Equal(default, Total(x => [x[0].T.Reshape(6)[1..3].Broadcast([5, 2])], Zeros(2, 3)));
        Assert.Equal(new(4000, 4 + 16000, 16000), Total(x => [new Broadcast([4000]).Apply(x[0]) + x[1]], Zeros(1), Zeros(4000)));
        Assert.Equal(new(0, 8 + 8, 8), Total(x => [Operations.Gather(x[0], x[1])], Zeros(1000), Tensor.Of(1, 2)));
    }

    [Fact]
    public void A_loop_costs_all_of_its_iterations_and_a_choice_its_dearer_branch()
    {
        var body = Total(x => [x[0] * x[1]], Zeros(5), Zeros(5));
        Assert.Equal(100 * body.Flops, Total(x => [Operations.Scan((Tensor s, Tensor e) => s * e is var next ? (next, next) : default, x[0], x[1]).Carry], Zeros(5), Zeros(100, 5)).Flops);
        Assert.Equal(2 * 7 * 7 * 7, Total(x => [Operations.Cond(x[1] > 0, (Tensor x) => x.MatMul(x), (Tensor x) => x, x[0])], Zeros(7, 7), Tensor.Scalar(1f).Cast(DType.Float64)).Flops - 1);
    }

    [Theory, MemberData(nameof(FileTests.Names), MemberType = typeof(FileTests))]
    public void Every_table_has_a_row_for_each_step_and_aligned_columns(string name)
    {
        var graph = BatchPrograms.Trace(name, 4);
        var explanation = new Explanation(graph, graph, PeakBytes: 1234);
        var lines = explanation.ToString().Split(Environment.NewLine);
        Assert.Equal(graph.Steps.Length + 3, lines.Length);
        Assert.Contains("peak memory 1.23 kB", lines[^1]);
        var result = lines[0].IndexOf("result", StringComparison.Ordinal);
        Assert.All(graph.Steps.Zip(lines[1..]), each => Assert.Equal(string.Join(", ", each.First.Results), each.Second[result..].Split("  ")[0]));
        Assert.Single(lines[..^2].Select(line => line.Length).Distinct());
    }

    [Fact]
    public void Tables_are_plain()
    {
        var graph = GraphOf.Function(x => [Operations.Relu(x[0].MatMul(x[1]))], Zeros(64, 100), Zeros(100, 10));
        Assert.Equal(
            """
            step   operation  result           FLOPs     read  written  FLOPs/B
            0      MatMul     float32[64, 10]  128 k  29.6 kB  2.56 kB     3.98
            1      Relu       float32[64, 10]    640  2.56 kB  2.56 kB     0.13
            total                              129 k  32.2 kB  5.12 kB     3.45
            2 steps traced (129 k FLOPs, 37.3 kB), 2 run (129 k FLOPs, 37.3 kB)
            """, new Explanation(graph, graph).ToString());
    }

    [Fact]
    public void The_heaviest_come_first_when_asked_for()
    {
        var graph = BatchPrograms.Trace("network", 50);
        var lines = new Explanation(graph, graph).ToText(heaviestFirst: true, steps: 2).Split(Environment.NewLine);
        Assert.Contains("MatMul", lines[1]);
        Assert.StartsWith($"… {graph.Steps.Length - 2} more", lines[3]);
    }

    [Fact]
    public void Times_are_measured_for_each_step()
    {
        var large = new Key(1).Normal([400, 400]);
        var explanation = GraphOf.Function(x => -x.MatMul(x), large) is var graph ? new Explanation(graph, graph).Measured([large], 3) : null!;
        Assert.Equal(2, explanation.Times!.Value.Length);
        Assert.True(explanation.Times.Value[0] > explanation.Times.Value[1], "a product of matrices takes longer than a change of signs");
        Assert.Contains("share", explanation.ToString());
        Assert.Throws<ShapeException>(() => explanation.Measured([Tensor.Of(1f)]));
    }

    [Theory, MemberData(nameof(FileTests.Names), MemberType = typeof(FileTests))]
    public void Every_flowchart_has_a_node_for_each_value_and_an_arrow_for_each_use(string name)
    {
        var graph = BatchPrograms.Trace(name, 4);
        var lines = new Explanation(graph, graph).ToMermaid().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("flowchart TD", lines[0]);
        var arrows = lines.Where(line => line.Contains(" --> ")).Select(line => line.Split(" --> ")).ToArray();
        var nodes = lines.Select(line => Regex.Match(line, """^(?:subgraph )?([psrcb\d]+)(?:\(\[|\[\(|\[)"[^"`]*"(?:\)\]|\]\)|\]|\])$""")).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(lines.Length, 1 + arrows.Length + nodes.Count + lines.Count(line => line == "end"));
        Assert.Equal(lines.Count(line => line.StartsWith("subgraph", StringComparison.Ordinal)), lines.Count(line => line == "end"));
        Assert.Equal(Nodes(graph), nodes.Count);
        Assert.Equal(Arrows(graph), arrows.Length);
        Assert.All(arrows, arrow => Assert.All(arrow, end => Assert.Contains(end, nodes)));
    }

    static int Nodes(Graph graph) => graph.Inputs + graph.Steps.Length + graph.Results.Count + Bodies(graph).Sum(body => 1 + Nodes(body));

    static int Arrows(Graph graph) => graph.Steps.Sum(step => step.Inputs.Count) + graph.Results.Count + Bodies(graph).Sum(Arrows);

    static IEnumerable<Graph> Bodies(Graph graph) => graph.Steps.Select(step => step.Operation).OfType<Block>().SelectMany(block => block.Bodies);

    [Fact]
    public void Names_in_flowcharts_are_escaped()
    {
        var graph = new Graph([new("a \"b\" <c> #1; `d`\n", new(DType.Float32, [2]))], [], [], [0]);
        Assert.Contains("""p0(["a #34;b#34; #60;c#62; #35;1#59; #96;d#96;#10;<br/>float32[2]"])""", new Explanation(graph, graph).ToMermaid());
    }

    [Fact]
    public void JSON_holds_the_totals_and_each_step()
    {
        var graph = BatchPrograms.Trace("gradient", 4);
        var json = JsonNode.Parse(new Explanation(graph, graph, 100).Measured([BatchPrograms.Batch(4)], 1).ToJson())!;
        Assert.Equal(graph.Steps.Length, json["steps"]!.AsArray().Count);
        Assert.Equal(Costs.Total(graph).Flops, json["after"]!["flops"]!.GetValue<long>());
        Assert.Equal(Costs.Total(graph).Read, json["steps"]!.AsArray().Sum(step => step!["cost"]!["read"]!.GetValue<long>()));
        Assert.Equal(100, json["peakBytes"]!.GetValue<int>());
    }
}
