using Functional.Graphs;
using Xunit;

namespace Functional.Tests;

/// <summary>Fused steps give the bits of the same steps one by one, but for which NaN it is.</summary>
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

    [Theory, MemberData(nameof(Seeds))]
    public void A_fused_body_computes_into_places_even_where_its_inputs_lie(int seed)
    {
        var (bodies, random) = (new FusedBodies(seed), new Random(seed));
        for (var run = 0; run < 10; run++)
        {
            var (body, x) = bodies.Next();
            var expected = body.Run(x);
            var memory = new PlannedMemory(x.Select(TensorType.Of).Concat(expected.Select(TensorType.Of)));
            var arguments = Array.ConvertAll(x, each => random.Next(3) > 0 ? memory.Place(each.Primal) : each.Primal);
            var free = arguments.Where((each, i) => each != x[i] && !IsViewed(body, i)).ToList();
            var into = Array.ConvertAll(expected, y => random.Next(4) == 0 ? memory.Workspace.Allocate(TensorType.Of(y))
                : free.Find(each => TensorType.Of(each) == TensorType.Of(y)) is { } dying && free.Remove(dying) ? dying : memory.Place(TensorType.Of(y)));
            Threads.Count = random.Next(1, 3);
            var op = new Fused(body);
            memory.Workspace.Evaluate(op, arguments, into);
            for (var i = 0; i < expected.Length; i++) Same(expected[i], into[i], $"seed {seed}, run {run}, result {i} of\n{body}");
            memory.RequireUntouched();
        }
    }

    [Theory, InlineData(1, 1), InlineData(2, 2)]
    public void Cheap_functions_in_a_row_are_one_pass_unless_what_is_between_them_is_a_result(int results, int passes)
    {
        var types = Enumerable.Repeat(new TensorType(DType.Float32, [4, 1000]), 3);
        var body = Tracing.Run([.. types.Select((type, i) => new Parameter($"x{i}", type))], [Device.Cpu, Device.Cpu, Device.Cpu], x =>
        {
            var scaled = x[0] * x[1];
            return new[] { Operations.Relu(scaled + x[2]), scaled }[..results];
        }).Graph;
        Assert.Equal(passes, Cpu.FusedProgram.Compile(body).Steps.Length);
    }

    /// <summary>Whether a view of an argument is used, which would see what is written in its place elsewhere.</summary>
    static bool IsViewed(Graph body, int argument) => body.Steps.Any(step => FusedSpace.IsView(step.Operation) && step.Inputs.Contains(argument));

    /// <summary>Equal to the bit, but for the sign and the payload of a NaN: where two meet in registers, the compiler chooses which of them stays.</summary>
    internal static void Same(Tensor expected, Tensor actual, string what)
    {
        Assert.True(TensorType.Of(expected) == TensorType.Of(actual), what);
        ReadOnlySpan<byte> a = Bytes(expected), b = Bytes(actual);
        var at = a.CommonPrefixLength(b) / expected.DType.Bytes();
        Assert.True(a.SequenceEqual(b), at < expected.Size
            ? $"element {at}: {expected.Reshape(expected.Size)[at].ToScalar():R}, not {actual.Reshape(expected.Size)[at].ToScalar():R}: {what}" : what);

        static ReadOnlySpan<byte> Bytes(Tensor x) => (x.DType.IsFloat() ? Operations.Where(Operations.Equal(x, x), x, double.NaN) : x).Primal.Bytes;
    }
}
