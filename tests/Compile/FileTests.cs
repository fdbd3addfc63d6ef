using System.Reflection;
using System.Text.Json.Nodes;
using Functional.Functions;
using Functional.Graphs;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests;

/// <summary>Graphs in files.</summary>
public class FileTests
{
    public static TheoryData<string> Names => [.. BatchPrograms.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Come_back_and_compute_the_same_bits(string name)
    {
        var graph = BatchPrograms.Trace(name, 6);
        var read = Graph.FromJson(graph.ToJson());
        Assert.Equal(graph.ToJson(), read.ToJson());
        Assert.Equal(graph.ToString(), read.ToString());
        GraphOf.SameBits(graph, read, BatchPrograms.Batch(6));
    }

    [Fact]
    public void Are_short_and_plain() => Assert.Equal(
        """{"functional.graph":1,"graph":{"parameters":[{"name":"x","type":["float32",2,3]}],"constants":[0],"steps":["""
        + """{"op":"Map","function":"Multiply","in":[0,1],"out":[["float32",2,3]]},"""
        + """{"op":"Sum","axes":[0],"keepsAxes":true,"in":[2],"out":[["float32",1,3]]}],"results":[3]}"""
        + ""","constants":[{"type":["float32",2,3],"element":"AAAAQA=="}]}""",
        GraphOf.Function(x => new Sum([0]).Apply(x * 2), Tensor.Zeros([2, 3])).ToJson());

    [Fact]
    public void Keep_every_element_of_every_type()
    {
        Tensor[] constants = [.. Enum.GetValues<DType>().Select(type => Tensor.Of(0.0, 1, 2).Cast(type)), Tensor.Of(-0.0, double.NaN, double.NegativeInfinity, double.Epsilon), Tensor.Zeros([0, 4]), Tensor.Full([3, 5], 7, DType.Int64)];
        var graph = GraphOf.Function(x => [x[0], .. constants], Tensor.Of(1f));
        GraphOf.SameBits(graph, Graph.FromJson(graph.ToJson()), Tensor.Of(1f));
    }

    [Theory, InlineData(-0.0), InlineData(0.1), InlineData(double.NaN), InlineData(double.NegativeInfinity), InlineData(double.Epsilon), InlineData(double.MaxValue)]
    public void Keep_every_bit_of_a_number(double value)
    {
        var graph = Graph.FromJson(GraphOf.Function(x => Operations.Pad(x, [(1, 0)], value), Tensor.Of(1.0)).ToJson());
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(((Pad)graph.Steps[0].Operation).Value.ToDouble()));
    }

    [Fact]
    public void Share_a_constant_that_bodies_share()
    {
        var weights = new Key(1).Normal([100]);
        var graph = GraphOf.Function(x => Operations.Scan((Tensor s, Tensor e) => (s + weights, e * weights), x * weights, Tensor.Ones([3, 100])).Ys, Tensor.Zeros([100]));
        Assert.Equal(2, JsonNode.Parse(graph.ToJson())!["constants"]!.AsArray().Count);
    }

    [Fact]
    public void Are_written_and_read()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var graph = BatchPrograms.Trace("network", 4);
            graph.Save(path);
            graph.Save(path);
            GraphOf.SameBits(graph, Graph.Load(path), BatchPrograms.Batch(4));
            File.WriteAllText(path, "{");
            Assert.Equal($"{path}: this is not valid JSON at line 1, byte 1", Assert.Throws<GraphException>(() => Graph.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.StartsWith(path, Assert.Throws<GraphException>(() => Graph.Load(path)).Message);
        Assert.StartsWith(path, Assert.Throws<GraphException>(() => BatchPrograms.Trace("network", 4).Save(Path.Combine(path, "x"))).Message);
    }

    [Fact]
    public void Name_every_function_of_the_library()
    {
        var functions = typeof(Exp).Assembly.GetTypes().Where(type => type is { IsValueType: true, IsGenericType: false });
        foreach (var (map, contract) in new[] { (typeof(Map<>), typeof(IMapFunction)), (typeof(MapChain<>), typeof(IMapFunction)), (typeof(Zip<>), typeof(IZipFunction)), (typeof(Relation<>), typeof(IRelation)), (typeof(Connective<>), typeof(IConnective)) })
            foreach (var function in functions.Where(contract.IsAssignableFrom))
            {
                var op = (Map)map.MakeGenericType(function).GetField("Op", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
                Assert.True(Record.Exception(() => Vocabulary.Library.NameOf(op)) is null, $"Vocabulary.Library has no {function.Name}: add it there");
            }
    }

    [Fact]
    public void Name_a_function_of_the_program_where_the_vocabulary_does()
    {
        var graph = GraphOf.Function(x => Map<Cube>.Op.Apply(x) + 1, Tensor.Of(1f, 2));
        Assert.Contains("Cube: no name is known for this function", Assert.Throws<GraphException>(() => graph.ToJson()).Message);
        var known = Vocabulary.Library.WithMap<Cube>();
        GraphOf.SameBits(graph, Graph.FromJson(graph.ToJson(known), known), Tensor.Of(3f, 4));
        Assert.Equal("step 0, Map: there is no function \"Functional.Tests.Cube\": add it to the vocabulary with WithMap, WithZip, WithRelation or WithConnective",
            Assert.Throws<GraphException>(() => Graph.FromJson(graph.ToJson(known))).Message);
    }

    [Theory]
    [InlineData("\"functional.graph\":1", "\"functional.graph\":2", "this is a graph of version 2, and 1 is known")]
    [InlineData("\"functional.graph\"", "\"onnx\"", "this is no graph: it has no \"functional.graph\"")]
    [InlineData("\"op\":\"Sum\"", "\"op\":\"Sun\"", "step 1: there is no operation \"Sun\"")]
    [InlineData("\"op\":\"Sum\"", "\"op\":\"System.IO.File\"", "step 1: there is no operation \"System.IO.File\"")]
    [InlineData("\"Multiply\"", "\"System.Int32\"", "step 0, Map: there is no function \"System.Int32\": add it to the vocabulary with WithMap, WithZip, WithRelation or WithConnective")]
    [InlineData("\"axes\":[0]", "\"axes\":[7]", "step 1: Sum: there is no axis 7 in [2, 3]")]
    [InlineData("\"axes\":[0]", "\"axes\":[1,0]", "step 1, Sum: axes are [1, 0], which do not ascend")]
    [InlineData("\"axes\":[0]", "\"axes\":[0.5]", "step 1, Sum: axes is not a whole number of 32 bits")]
    [InlineData("\"axes\":[0],", "", "step 1, Sum: \"axes\" is missing")]
    [InlineData("\"axes\":[0],", "\"axes\":[0],\"axis\":0,", "step 1, Sum: an object has 6 properties, not 5")]
    [InlineData("\"in\":[2]", "\"in\":[3]", "step 1, Sum: in names value 3 where 3 are computed")]
    [InlineData("\"in\":[2]", "\"in\":[2,2]", "step 1, Sum: it takes another number of inputs than 2")]
    [InlineData("\"in\":[0,1]", "\"in\":[0]", "step 0, Map: it takes another number of inputs than 1")]
    [InlineData("[\"float32\",1,3]", "[\"float32\",3]", "step 1, Sum: its results are float32[1, 3], not float32[3]")]
    [InlineData("[\"float32\",1,3]", "[\"float31\",1,3]", "step 1, Sum: out is \"float31\", not bool or uint8 or int32 or int64 or float16 or bfloat16 or float32 or float64")]
    [InlineData("\"results\":[3]", "\"results\":[-1]", "results names value -1 where 4 are computed")]
    [InlineData("\"constants\":[0]", "\"constants\":[1]", "constants name number 1 of 1")]
    [InlineData("AAAAQA==", "AAAAQAAA", "constant 0: its elements are 6 bytes, not the 4 of float32[]")]
    [InlineData("AAAAQA==", "?", "constant 0: its elements are not base64")]
    [InlineData("\"element\":\"AAAAQA==\"", "\"data\":\"AAAAQA==\"", "constant 0: its elements are 4 bytes, not the 24 of float32[2, 3]")]
    [InlineData("{\"name\":\"x\",\"type\":[\"float32\",2,3]}", "{\"name\":\"x\",\"type\":[\"float32\",-2,3]}", "a shape has no negative extents: [-2, 3]")]
    public void That_are_damaged_are_refused_in_a_sentence(string there, string instead, string sentence)
    {
        var json = GraphOf.Function(x => new Sum([0]).Apply(x * 2), Tensor.Zeros([2, 3])).ToJson();
        Assert.Contains(there, json);
        Assert.Equal(sentence, Assert.Throws<GraphException>(() => Graph.FromJson(json.Replace(there, instead))).Message);
    }

    [Theory]
    [InlineData("\"states\":1", "\"states\":2", "step 1, Scan: ")]
    [InlineData("\"length\":6", "\"length\":5", "step 1, Scan: an element is not of 5 steps")]
    [InlineData("\"reverse\":false", "\"reverse\":0", "step 1, Scan: reverse is not a truth value")]
    public void With_blocks_that_do_not_fit_are_refused(string there, string instead, string sentence)
    {
        var json = GraphOf.Function(x => Operations.Scan((Tensor s, Tensor e) => (s * 0.5 + e, s), x + 1, Tensor.Ones([6])).Carry, Tensor.Scalar(1f)).ToJson();
        Assert.Contains(there, json);
        Assert.StartsWith(sentence, Assert.Throws<GraphException>(() => Graph.FromJson(json.Replace(there, instead))).Message);
    }
}

/// <summary>A function of this program.</summary>
public readonly struct Cube : IMapFunction
{
    public static string Name => "Cube";

    public static V Apply<V>(V x) where V : struct, ILanes<V> => x * x * x;

    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => x * x * 3;

    public static T Number<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => x * x * x;
}
