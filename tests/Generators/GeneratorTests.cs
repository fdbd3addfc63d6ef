using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.ReverseMode;

[assembly: Functional.Tree(typeof((Models.Line, Functional.Tensor[])))]

namespace Functional.Tests.Generators;

/// <summary>What the generator writes, and how.</summary>
public class GeneratorTests
{
    static Tensor N(double value) => Tensor.Scalar(value);

    [Fact]
    public void LeavesAreInTheOrdinalOrderOfTheirNames()
    {
        var tree = new Models.Ordinal(N(6), N(4), N(5), N(1), N(2), N(3), N(7));
        Assert.Equal([".A", ".A1", ".A_", ".B", ".a", ".b", ".class"], Tree.NamedLeaves(tree).Select(named => named.Path));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Tree.Leaves(tree).Select(leaf => leaf.ToScalar()));
        Assert.Equal(tree with { A_ = N(9) }, Tree.Rebuild(tree, [tree.A, tree.A1, N(9), tree.B, tree.a, tree.b, tree.@class]), (a, b) => a!.A_.ToScalar() == b!.A_.ToScalar() && a.a == b.a);
    }

    [Fact]
    public void DerivativesAndBatchesTakeMarkedRecords()
    {
        var line = new Models.Line(N(2), N(3));
        var f = (Models.Line line) => line.Slope * line.Slope * line.Intercept;
        Assert.Equal([4, 12], Tree.Leaves(Grad(f)(line)).Select(leaf => leaf.ToScalar()));
        Assert.Equal(16, Jvp(f, line, new(N(1), N(1))).Tangent.ToScalar());
        var batch = new Models.Line(Tensor.Of(1.0, 2.0), Tensor.Of(3.0, 4.0));
        Assert.Equal([6, 16], Vmap(Grad(f))(batch).Slope.ToArray<double>());
    }

    /// <summary>The witness of what an assembly names was there before anybody asked for it.</summary>
    [Fact]
    public void TuplesThatAnAssemblyNamesAreRegistered()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(GeneratorTests).Module.ModuleHandle);
        Assert.IsType<FunctionTree<(Models.Line, Tensor[])>>(Tree.Registered(typeof((Models.Line, Tensor[]))));
        Assert.Equal([".Item1.Intercept", ".Item1.Slope", ".Item2[0]"], Tree.NamedLeaves((new Models.Line(N(1), N(2)), new[] { N(3) })).Select(named => named.Path));
    }

    [Fact]
    public void AMarkedRecordNeedsNoReflection()
    {
        Assert.IsType<OwnTree<Models.Line, Models.Line>>(Tree<Models.Line>.Witness);
        Assert.IsType<OwnTree<Models.Box<Tensor>, Models.Box<Tensor>>>(Tree<Models.Box<Tensor>>.Witness);
        Assert.DoesNotContain("System.Reflection", string.Join("\n", Sources(Compiled.File("Models.cs"))));
    }

    /// <summary>A type that says itself how it is a tree is believed, and a type of somebody else can be registered.</summary>
    [Fact]
    public void WhatIsRegisteredComesFirst()
    {
        Tree.Register<Tuple<Tensor, string>>((tree, visitor) => visitor.Member("first", tree.Item1), (tree, mapper) => Tuple.Create(mapper.Leaf(tree.Item1), tree.Item2));
        Assert.Equal(".first", Assert.Single(Tree.NamedLeaves(Tuple.Create(N(1), "text"))).Path);
        Assert.Equal((2, "text"), Tree.Map(Tuple.Create(N(1), "text"), x => x + x) is var (x, name) ? (x.ToScalar(), name) : default);
    }

    [Fact]
    public void WhatARecordSaysItselfIsNotWrittenAgain()
    {
        const string own = "[Tree] public sealed partial record R(Tensor A) : ITree<R> { public void Visit(LeafVisitor visitor) { } public R Map(LeafMapper mapper) => this; }";
        var (compilation, reports) = Compiled.Generated(own);
        Assert.Empty(reports);
        Compiled.Load(compilation);
    }

    [Fact]
    public void NothingIsWrittenWhereNothingIsMarked() => Assert.Empty(Sources("public sealed partial record R(Tensor A);"));

    /// <summary>An edit elsewhere in the program writes nothing again.</summary>
    [Fact]
    public void OtherEditsWriteNothingAgain()
    {
        var compilation = Compiled.Of("[Tree] public sealed partial record R(Tensor A, (Tensor, int) B);");
        var driver = Compiled.Driver().RunGenerators(compilation);
        var edited = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere;", (CSharpParseOptions)compilation.SyntaxTrees[0].Options)));
        Assert.All(edited.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs),
            output => Assert.Contains(output.Reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
    }

    static string[] Sources(string code)
        => [.. Compiled.Driver().RunGenerators(Compiled.Of(code)).GetRunResult().GeneratedTrees.Select(tree => tree.ToString())];
}
