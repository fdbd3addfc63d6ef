using Xunit;
using static Functional.GraphMode;

namespace Functional.Tests.Graphs;

/// <summary>A compiled function gives what the function gives, to the bit, however it is transformed inside or outside.</summary>
public class CompileLaws
{
    public static IEnumerable<object[]> Cases
        => Programs.All.Keys.SelectMany(program => Programs.Transformations.Keys.Select(transformation => new object[] { program, transformation }));

    [Theory, MemberData(nameof(Cases))]
    public void What_is_compiled_is_the_same(string program, string transformation)
    {
        var f = Programs.Transformations[transformation](Programs.All[program]);
        var compiled = Compile(f);
        // The cotangents of what a loop captured are added up over its steps first, and then to others.
        Action<Tensor, Tensor> same = transformation != "value" && Programs.CapturingLoops.Contains(program) ? Near : Same;
        Assert.All([Programs.Argument, Programs.Argument * -0.75, Programs.Argument], x => same(f(x), compiled(x)));
        Assert.Equal((1, 2L, 1L), CacheOf(compiled) is var cache ? (cache.Count, cache.Hits, cache.Misses) : default);
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_is_compiled_can_be_transformed(string program, string transformation)
    {
        var transform = Programs.Transformations[transformation];
        var (f, compiled) = (transform(Programs.All[program]), transform(Compile(Programs.All[program])));
        Same(f(Programs.Argument), compiled(Programs.Argument));
    }

    static void Near(Tensor expected, Tensor found)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        Assert.True((Operations.Abs(expected - found) / (Operations.Abs(expected) + 1)).Max().ToScalar() < 1e-14, $"expected {expected}, found {found}");
    }

    internal static void Same(Tensor expected, Tensor found)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        Assert.True(expected.AsBytes().SequenceEqual(found.AsBytes()), $"expected {expected}, found {found}");
    }
}
