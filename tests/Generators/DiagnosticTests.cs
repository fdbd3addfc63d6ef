using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Functional.Tests.Generators;

/// <summary>What cannot be a tree is refused at its place by one sentence, the same that is said at run time where the generator does not run.</summary>
public class DiagnosticTests
{
    const string Remedy = "use an array, an immutable collection, a tuple or a record";

    [Theory]
    [InlineData("[Tree] public sealed record R(Tensor A);", "FUN0002", "R", "'R' is marked [Tree], but 'R' is not partial: declare it 'partial record'")]
    [InlineData("[Tree] public sealed partial class R(Tensor a) { public Tensor A => a; }", "FUN0002", "R",
        "'R' is marked [Tree], but 'R' is not a record: declare it 'partial record'")]
    [InlineData("[Tree] public partial struct R { public Tensor A; }", "FUN0002", "R", "'R' is marked [Tree], but 'R' is not a record: declare it 'partial record struct'")]
    [InlineData("public class Outer { [Tree] public sealed partial record R(Tensor A); }", "FUN0002", "R",
        "'R' is marked [Tree], but 'Outer' is not partial: declare it 'partial class'")]
    [InlineData("[Tree] public sealed partial record R;", "FUN0005", "R", "'R' is marked [Tree], but holds no tensors: give it a member that is a tensor, or take the mark away")]
    [InlineData("[Tree] public sealed partial record R(string Name, List<double> Numbers);", "FUN0005", "R",
        "'R' is marked [Tree], but holds no tensors: give it a member that is a tensor, or take the mark away")]
    [InlineData("[Tree] public sealed partial record R(int N, R? Next);", "FUN0005", "R", "'R' is marked [Tree], but holds no tensors: 'Next' leads back to it, and nothing else is there")]
    [InlineData("[Tree] public sealed partial record R(ImmutableArray<R> Below);", "FUN0005", "R",
        "'R' is marked [Tree], but holds no tensors: 'Below' leads back to it, and nothing else is there")]
    [InlineData("[assembly: Tree(typeof(R))] public sealed record R(Tensor A);", "FUN0006", "Tree(typeof(R))",
        "[assembly: Tree(typeof(R))] is for tuples, arrays and immutable collections: mark the record 'R' itself, or call Tree.Register")]
    [InlineData("[assembly: Tree(typeof((List<Tensor>, int)))]", "FUN0004", "Tree(typeof((List<Tensor>, int)))",
        $"typeof(ValueTuple<List<Tensor>, Int32>) holds a List<Tensor>, which is not a tree of tensors: {Remedy}")]
    public void TheSentenceIs(string code, string id, string place, string sentence)
    {
        var report = Assert.Single(Compiled.Generated(code).Reports);
        Assert.Equal((id, DiagnosticSeverity.Error, sentence), (report.Id, report.Severity, report.GetMessage()));
        Assert.Equal(place, code.Substring(report.Location.SourceSpan.Start, report.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("public sealed partial record R(List<Tensor> Items);", "FUN0004", "'Items' of 'R' holds a List<Tensor>, which is not a tree of tensors: " + Remedy)]
    [InlineData("public sealed partial record R(Tensor[,] Items);", "FUN0004", "'Items' of 'R' holds a Tensor[,], which is not a tree of tensors: " + Remedy)]
    [InlineData("public sealed partial record R((int, Dictionary<string, Tensor>[]) Items);", "FUN0004",
        "'Items' of 'R' holds a Dictionary<String, Tensor>, which is not a tree of tensors: " + Remedy)]
    [InlineData("public sealed partial record R(ImmutableHashSet<Q> Items); public sealed record Q(Tensor A);", "FUN0004",
        "'Items' of 'R' holds a ImmutableHashSet<Q>, which is not a tree of tensors: " + Remedy)]
    [InlineData("public sealed partial record R(Tensor A) { public Tensor B { get; } = A + 1; }", "FUN0003",
        "'B' of 'R' holds tensors, but can neither be set nor passed to a constructor: give it an init accessor")]
    [InlineData("public sealed partial record R { public readonly (Tensor, int) B; }", "FUN0003",
        "'B' of 'R' holds tensors, but can neither be set nor passed to a constructor: give it an init accessor")]
    [InlineData("public readonly partial record struct R { public R(Tensor b, int other) => B = b; public Tensor B { get; } }", "FUN0003",
        "'B' of 'R' holds tensors, but can neither be set nor passed to a constructor: give it an init accessor")]
    public void TheSameIsSaidAtRunTime(string declaration, string id, string sentence)
    {
        var report = Assert.Single(Compiled.Generated($"[Tree] {declaration}").Reports);
        Assert.Equal((id, sentence), (report.Id, report.GetMessage()));

        var type = Compiled.Load(Compiled.Of(declaration)).GetType("R")!;
        var witness = typeof(Tree<>).MakeGenericType(type).GetProperty("Witness")!.GetMethod!;
        var fault = Assert.Throws<ArgumentException>(() => witness.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null));
        Assert.Equal(sentence, fault.Message);
    }

    [Fact]
    public void EveryFaultyMemberIsReported()
        => Assert.Equal(["'A' of 'R'", "'C' of 'R'"], Compiled.Generated("[Tree] public sealed partial record R(List<Tensor> C, Tensor B, List<Tensor> A);")
            .Reports.Select(report => report.GetMessage().Split(" holds")[0]));
}
