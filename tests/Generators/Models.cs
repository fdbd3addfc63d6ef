using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Functional;
using Functional.Tests.Generators;

namespace Models;

// This file is compiled twice: in this project, where the generator runs, and by AgreementTests without it.

[Tree]
public sealed partial record Line(Tensor Slope, Tensor Intercept);

[Tree]
public partial record struct Point(Tensor Y, Tensor X);

[Tree]
public readonly partial record struct Fixed(Tensor B, int Count, Tensor A);

/// <summary>Ordinal order: capitals before small letters, digits before both.</summary>
[Tree]
public sealed partial record Ordinal(Tensor b, Tensor B, Tensor a, Tensor A, Tensor A1, Tensor A_, Tensor @class);

[Tree]
public sealed partial record Plain(string Name, Tensor Weight, double Rate, DType DType, Shape Shape, Func<Tensor, Tensor> Function, List<double> Numbers, DateTime When);

[Tree]
public sealed partial record Initialized
{
    public required Tensor Weight { get; init; }
    public Tensor? Bias { get; set; }
    public Tensor Checked { get; init => field = value + 0; } = Tensor.Scalar(9.0);
    public Tensor Open = Tensor.Scalar(10.0);
    public Tensor Sum => Weight + Checked;
    public static Tensor Shared { get; set; } = Tensor.Scalar(0.0);
    public string Note { get; init; } = "";
}

/// <summary>What cannot be set is passed to the constructor.</summary>
[Tree]
public sealed partial record Constructed
{
    public Constructed(Tensor weight, string name, Tensor bias) => (Weight, Name, Bias) = (weight, name, bias);

    public Tensor Weight { get; }
    public Tensor Bias { get; }
    public string Name { get; }
    public Tensor Added { get; init; } = Tensor.Scalar(0.0);
    public int Count { get; init; }
    public Tensor Product => Weight * Bias;
}

[Tree]
public sealed partial record Mixed(Line Line, Key Key, (Tensor Left, Point Right, int N) Pair, Tensor[] Array, Tensor? Nothing, Point? Perhaps, Point? Absent);

[Tree]
public sealed partial record Collections(
    ImmutableArray<Line> Lines, ImmutableList<Tensor> List, ImmutableQueue<Tensor> Queue, ImmutableStack<Tensor> Stack,
    ImmutableDictionary<string, Tensor> ByName, ImmutableSortedDictionary<int, (Tensor, Tensor)> ByNumber,
    FrozenDictionary<string, Tensor> Frozen, ReadOnlyDictionary<string, Tensor> ReadOnly,
    IReadOnlyDictionary<string, Tensor> Seen, IReadOnlyList<Line> Listed, ImmutableArray<Tensor> Missing, ImmutableArray<string> Names);

[Tree]
public sealed partial record Tuples(
    (Tensor, (Tensor, Tensor), string) Nested,
    (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, (Tensor, int)) Long,
    Tuple<Tensor, Line> Old,
    Tuple<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tuple<Tensor>> OldLong,
    (Tensor[], ImmutableDictionary<string, (Line, Tensor)>)[] Deep);

[Tree]
public sealed partial record Chain(Tensor Head, Chain? Tail);

[Tree]
public sealed partial record Branch(Tensor Value, ImmutableArray<Branch> Below);

[Tree]
public sealed partial record Box<T>(T Content, T[] More, (T, int) Pair, string Name);

[Tree]
public partial record Base(Tensor A);

[Tree]
public sealed partial record Derived(Tensor A, Tensor B) : Base(A);

/// <summary>Not marked: the base knows nothing of its member.</summary>
public sealed record Unmarked(Tensor A, Tensor C) : Base(A);

[Tree]
public abstract partial record Figure(Tensor Centre);

[Tree]
public sealed partial record Circle(Tensor Centre, Tensor Radius) : Figure(Centre);

[Tree]
public sealed partial record Drawing(Figure Figure, Base Base, object Anything, IReadOnlyList<Figure> Figures);

/// <summary>Not marked, and walked by reflection in both.</summary>
public sealed record Foreign(Tensor Weight, int N);

[Tree]
public sealed partial record Holder(Foreign Foreign, Foreign[] Several);

public static partial class Outer
{
    public partial struct Middle<T>
    {
        [Tree]
        public sealed partial record Inner(Tensor Weight, T Other);
    }

    [Tree]
    internal sealed partial record Hidden(Tensor Weight);

    public static object Hide(Tensor weight) => new Hidden(weight);
}

/// <summary>Values of every type, with leaves that are numbered from 1.</summary>
public static class Samples
{
    public static IEnumerable<ICase> All()
    {
        var n = 0;
        Tensor Next() => Tensor.Scalar((double)++n);
        Line Line() => new(Next(), Next());
        ImmutableDictionary<string, Tensor> Named() => ImmutableDictionary<string, Tensor>.Empty.Add("b", Next()).Add("B", Next()).Add("a", Next());

        yield return new Case<Line>(Line(), Line());
        yield return new Case<Line?>(null, Line());
        yield return new Case<Point>(new(Next(), Next()), default);
        yield return new Case<Fixed>(new(Next(), 7, Next()), new(Next(), 8, Next()));
        yield return new Case<Ordinal>(new(Next(), Next(), Next(), Next(), Next(), Next(), Next()), new(Next(), Next(), Next(), Next(), Next(), Next(), Next()));
        yield return new Case<Plain>(new("name", Next(), 0.5, DType.Float64, [2, 3], x => x, [1, 2], new(2000, 1, 2)), new("", null!, 0, default, [], x => x, [], default));
        yield return new Case<Initialized>(new() { Weight = Next(), Bias = Next(), Note = "note" }, new() { Weight = Next() });
        yield return new Case<Constructed>(new(Next(), "name", Next()) { Added = Next(), Count = 3 }, new(Next(), "", Next()));
        yield return new Case<Mixed>(
            new(Line(), new Key(5), (Next(), new(Next(), Next()), 2), [Next(), Next()], null, new Point(Next(), Next()), null),
            new(Line(), new Key(5), (Next(), new(Next(), Next()), 2), [Next()], Next(), null, null));
        var collections = new Collections(
            [Line(), Line()], [Next(), Next()], [Next(), Next()], ImmutableStack.Create(Next(), Next()), Named(),
            ImmutableSortedDictionary<int, (Tensor, Tensor)>.Empty.Add(10, (Next(), Next())).Add(2, (Next(), Next())),
            Named().ToFrozenDictionary(), new(Named().ToDictionary()), Named(), [Line()], default, ["one"]);
        yield return new Case<Collections>(collections, collections with { ByName = collections.ByName.Remove("a").Add("z", Next()) });
        yield return new Case<Tuples>(
            new((Next(), (Next(), Next()), "text"), (Next(), Next(), Next(), Next(), Next(), Next(), Next(), Next(), (Next(), 3)), new(Next(), Line()),
                new(Next(), Next(), Next(), Next(), Next(), Next(), Next(), new(Next())),
                [([Next()], ImmutableDictionary<string, (Line, Tensor)>.Empty.Add("k", (Line(), Next())))]),
            new(default, default, null!, null!, []));
        yield return new Case<Chain>(new(Next(), new(Next(), new(Next(), null))), new(Next(), null));
        yield return new Case<Branch>(new(Next(), [new(Next(), []), new(Next(), [new(Next(), default)])]), new(Next(), []));
        yield return new Case<Box<Tensor>>(new(Next(), [Next()], (Next(), 2), "name"), new(Next(), [], (Next(), 2), ""));
        yield return new Case<Box<(Line, Point)>>(new((Line(), new(Next(), Next())), [], (default, 3), "name"), new(default, [], default, ""));
        yield return new Case<Box<int>>(new(1, [2], (3, 4), "name"), new(1, [2], (3, 4), "name"));
        yield return new Case<Base>(new(Next()), new Derived(Next(), Next()));
        yield return new Case<Base>(new Derived(Next(), Next()), new Unmarked(Next(), Next()));
        yield return new Case<Unmarked>(new(Next(), Next()), new(Next(), null!));
        yield return new Case<object>(new Derived(Next(), Next()), Next());
        yield return new Case<object>(Outer.Hide(Next()), 3);
        yield return new Case<Figure>(new Circle(Next(), Next()), new Circle(Next(), null!));
        yield return new Case<Drawing>(
            new(new Circle(Next(), Next()), new Unmarked(Next(), Next()), (Next(), Next()), [new Circle(Next(), Next())]),
            new(new Circle(Next(), Next()), new Base(Next()), "text", []));
        yield return new Case<Holder>(new(new(Next(), 3), [new(Next(), 4), new(Next(), 5)]), new(new(Next(), 3), []));
        yield return new Case<Outer.Middle<Line>.Inner>(new(Next(), Line()), new(Next(), null!));
        yield return new Case<(Line, Box<Point>)[]>([(Line(), new(new(Next(), Next()), [], default, ""))], []);
    }
}
