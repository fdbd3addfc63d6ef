using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

// The cases are the same in every run, so that a failure is of the change at hand; without Replay they are new ones each time.
[assembly: Properties(Arbitrary = [typeof(Functional.Tests.Properties.Arbitraries)], QuietOnSuccess = true, Replay = "2027,1")]

namespace Functional.Tests.Properties;

/// <summary>A value, the choices it was made of, and further ones.</summary>
public sealed record Drawn<T>(T Value, Draw More)
{
    public override string ToString() => Text(Value);

    static string Text(object? value) => value switch
    {
        Tensor x => $"{x.DType.Name()} {x.Shape} {x}",
        System.Runtime.CompilerServices.ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i])))})",
        System.Collections.IEnumerable many and not string => $"[{string.Join(", ", many.Cast<object?>().Select(Text))}]",
        _ => $"{value}",
    };
}

/// <summary>All that properties are about, with simpler cases for what fails.</summary>
public static class Arbitraries
{
    /// <summary>Shapes of rank 0 to 3 with numbers; now and then an extent is 0.</summary>
    public static Arbitrary<Case> Cases() => Cases(minRank: 0);

    /// <summary>Whatever a law draws for itself.</summary>
    public static Arbitrary<Draw> Draws() => Arb.From(Made.Select(choices => choices.Draw), draw => draw.Choices.Smaller().Select(smaller => smaller.Draw));

    /// <summary>Tensors of all element types with the awkward numbers of each.</summary>
    public static Arbitrary<Drawn<Tensor>> Tensors() => Of(draw => draw.Elements(draw.OneOf(Enum.GetValues<DType>()), draw.Shape()));

    /// <summary>Shapes of some ranks, without extent 0 where not asked for.</summary>
    internal static Arbitrary<Case> Cases(int minRank = 0, int maxRank = 3, bool empty = true)
    {
        var extents = empty ? Gen.Frequency((1, Gen.Constant(0)), (19, Gen.Choose(1, 4))) : Gen.Choose(1, 4);
        var cases =
            from rank in Gen.Choose(minRank, maxRank)
            from shape in Gen.ArrayOf(extents, rank)
            from choices in Made
            select new Case(shape, choices);
        return Arb.From(cases, each => each.Smaller(minRank));
    }

    /// <summary>All numbers of a range alike, and those nearer to its lower end for simpler.</summary>
    internal static Arbitrary<int> Numbers(int from, int to) => Arb.From(Gen.Choose(from, to), number => Halves(number - (long)from).Select(down => (int)(number - down)));

    /// <summary>Samples of a primitive, with further choices.</summary>
    internal static Arbitrary<Drawn<Sample>> SamplesOf(Type primitive) => Of(Samples.Of[primitive]);

    /// <summary>What is made of choices, simpler of simpler ones.</summary>
    internal static Arbitrary<Drawn<T>> Of<T>(Func<Draw, T> make)
        => Arb.From(Made.Select(choices => Drawn(make, choices.Draw)), drawn => drawn.More.Choices.Smaller().SelectMany(choices => Attempt(make, choices.Draw)));

    static Gen<Choices> Made => Gen.Choose(0, int.MaxValue).Select(seed => new Choices(seed));

    static Drawn<T> Drawn<T>(Func<Draw, T> make, Draw draw) => new(make(draw), draw);

    static IEnumerable<Drawn<T>> Attempt<T>(Func<Draw, T> make, Draw draw)
    {
        try
        {
            return [Drawn(make, draw)];
        }
        catch (ExhaustedException)
        {
            return [];
        }
    }

    static IEnumerable<long> Halves(long number)
    {
        for (; number > 0; number /= 2) yield return number;
    }
}
