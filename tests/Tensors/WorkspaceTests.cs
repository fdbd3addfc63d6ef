using Functional.Graphs;
using Functional.Primitives;
using Xunit;
using static Functional.Operations;

namespace Functional.Tests;

/// <summary>Primitives leave the bits of their results in the places that a plan gave them, and nothing beside.</summary>
public class WorkspaceTests
{
    static readonly Tensor images = Tensor.Linspace(-3, 3, 2 * 4 * 6 * 5).Reshape(2, 4, 6, 5);
    static readonly Tensor matrix = Tensor.Linspace(-1, 2, 35).Reshape(7, 5);

    public static TheoryData<string> Names => [.. cases.Keys];

    static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> cases = new()
    {
        ["a map"] = (matrix, images) => Tanh(matrix),
        ["a map of a transposed tensor"] = (matrix, images) => Exp(matrix.T),
        ["a sum of two"] = (matrix, images) => matrix + Tensor.Linspace(0, 1, 5),
        ["a relation"] = (matrix, images) => Less(matrix, Broadcast(matrix[.., ..1], matrix.Shape)),
        ["a map of int32"] = (matrix, images) => -matrix.Cast(DType.Int32),
        ["a map of uint8"] = (matrix, images) => matrix.Cast(DType.UInt8) * matrix.Cast(DType.UInt8),
        ["a map of float16"] = (matrix, images) => Exp(matrix.Cast(DType.Float16)),
        ["a choice"] = (matrix, images) => Where(matrix < 0, matrix, matrix * 2),
        ["a conversion"] = (matrix, images) => matrix.T.Cast(DType.Int64),
        ["a conversion of what repeats"] = (matrix, images) => Broadcast(matrix[..1], matrix.Shape).Cast(DType.Float64),
        ["a broadcast"] = (matrix, images) => Broadcast(matrix[0], [3, 5]),
        ["a transpose"] = (matrix, images) => matrix.T,
        ["a slice"] = (matrix, images) => matrix[1..4, ..],
        ["a sum of rows"] = (matrix, images) => matrix.Sum(-1),
        ["a sum of columns"] = (matrix, images) => matrix.Sum(0),
        ["a sum of the first and the last axis"] = (matrix, images) => images.Sum(0, 3),
        ["a sum of a transposed tensor"] = (matrix, images) => matrix.T.Sum(-1),
        ["an extremum"] = (matrix, images) => new Extremum(End.Max, [0, 2]).Apply(images),
        ["a running sum"] = (matrix, images) => new CumSum(1).Apply(images),
        ["a product"] = (matrix, images) => matrix.T.MatMul(matrix),
        ["a product of batches"] = (matrix, images) => images.MatMul(images.Permute(0, 1, 3, 2)),
        ["a product of int32"] = (matrix, images) => matrix.Cast(DType.Int32).MatMul(matrix.T.Cast(DType.Int32)),
        ["a convolution"] = (matrix, images) => Conv(images, Tensor.Linspace(-1, 1, 3 * 4 * 3 * 3).Reshape(3, 4, 3, 3)),
        ["pooling"] = (matrix, images) => AveragePool(images, 2),
        ["max-pooling"] = (matrix, images) => MaxPool(images, 2),
        ["a gather"] = (matrix, images) => new Gather(1).Apply(matrix, Tensor.Of(new[] { 3, 0, 3 })),
        ["a scatter"] = (matrix, images) => new Scatter(0, 9).Apply(matrix, Tensor.Of(new[] { 3, 0, 3, 8, 1, 1, 2 })),
        ["a concatenation"] = (matrix, images) => Concat(0, matrix, matrix * 2, matrix.T.Reshape(7, 5)),
        ["padding"] = (matrix, images) => new Pad([new(1, 2), new(-1, 3, 1)], 0.5).Apply(matrix),
        ["random bits"] = (matrix, images) => new RandomBits([100], 32).Apply(Tensor.Of(new[] { 1, 2 }), Tensor.Scalar(0)),
        ["an order"] = (matrix, images) => Primitives.ArgSort.Instance.Apply(matrix),
        ["a factor"] = (matrix, images) => Cholesky(matrix.T.MatMul(matrix) + Tensor.Eye(5)),
    };

    [Theory, MemberData(nameof(Names))]
    public void Each_step_of_a_function_leaves_its_result_in_its_place(string name)
    {
        var body = Trace([matrix, images], x => [cases[name](x[0], x[1])]);
        FusedTests.Same(cases[name](matrix, images), Run(body, [matrix, images])[0], name);
    }

    [Theory, MemberData(nameof(FusedTests.Seeds), MemberType = typeof(FusedTests))]
    public void Elementwise_steps_may_write_where_an_input_lies_that_is_not_read_again(int seed)
    {
        var bodies = new FusedBodies(seed);
        for (var run = 0; run < 5; run++)
        {
            var (body, x) = bodies.Next();
            var (expected, actual) = (body.Run(x), Run(body, x));
            for (var i = 0; i < expected.Length; i++) FusedTests.Same(expected[i], actual[i], $"seed {seed}, run {run}, result {i} of\n{body}");
        }
    }

    static Graph Trace(Tensor[] x, Func<Tensor[], Tensor[]> f)
        => Tracing.Run([.. x.Select(each => new Parameter("", TensorType.Of(each)))], [.. x.Select(each => each.Device)], f).Graph;

    /// <summary>Runs a graph step by step in planned memory; elementwise steps write over an input that dies with them.</summary>
    static PlainTensor[] Run(Graph body, Tensor[] x)
    {
        var memory = new PlannedMemory(body.Types);
        var values = new PlainTensor[body.Types.Count];
        for (var i = 0; i < x.Length; i++) values[i] = x[i].Primal;
        body.Constants.CopyTo(values, x.Length);
        var next = body.Inputs;
        for (var i = 0; i < body.Steps.Length; i++, next++)
        {
            var (step, type) = (body.Steps[i], body.Types[next]);
            var dying = step.Operation is Map or Select ? step.Inputs.FirstOrDefault(Dies) : 0;
            values[next] = dying > 0 ? values[dying] : memory.Place(type);
            memory.Workspace.Evaluate((Primitive)step.Operation, new([.. step.Inputs.Select(input => (Tensor)values[input])]), values[next]);
            if (dying > 0) values[dying] = null!;

            bool Dies(int input) => input >= body.Inputs && body.LastUse(input) == i && body.Types[input] == type;
        }
        memory.RequireUntouched();
        return [.. body.Results.Select(value => values[value])];
    }
}
