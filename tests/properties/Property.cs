using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Functional.Tests.Properties;

/// <summary>A random shape and the seed of the numbers in it, which shrinks to smaller shapes.</summary>
public sealed record Case(Shape Shape, int Seed)
{
    public Draw Draw => new(Seed);

    public Tensor Tensor => Draw.Numbers(Shape);

    /// <summary>Another tensor of the same shape.</summary>
    public Tensor Other => new Draw(~Seed).Numbers(Shape);

    internal IEnumerable<Case> Smaller(int minRank)
    {
        for (var axis = 0; axis < Shape.Rank; axis++)
        {
            if (Shape.Rank > minRank) yield return this with { Shape = (int[])[.. Shape.Take(axis), .. Shape.Skip(axis + 1)] };
            if (Shape[axis] > 1) yield return this with { Shape = (int[])[.. Shape.Take(axis), Shape[axis] - 1, .. Shape.Skip(axis + 1)] };
        }
    }
}

/// <summary>A thin adapter between FsCheck and xunit: checks a law in 100 random cases, shrinks what fails and prints how to replay it.</summary>
public static class Property
{
    const int Cases = 100;

    /// <summary>Checks that a law holds for all shapes of some ranks, without extent 0 where not asked for.</summary>
    public static void ForShapes(Action<Case> law, int minRank = 0, int maxRank = 3, bool empty = true, (ulong Seed, ulong Gamma)? replay = null)
    {
        var extents = empty ? Gen.Frequency((1, Gen.Constant(0)), (19, Gen.Choose(1, 4))) : Gen.Choose(1, 4);
        var cases =
            from rank in Gen.Choose(minRank, maxRank)
            from shape in Gen.ArrayOf(extents, rank)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Case(shape, seed);
        Check(cases, each => each.Smaller(minRank), law, replay);
    }

    /// <summary>Checks that a law holds for all numbers of a range, such as seeds.</summary>
    public static void ForNumbers(int from, int to, Action<int> law, (ulong Seed, ulong Gamma)? replay = null) => Check(Gen.Choose(from, to), _ => [], law, replay);

    /// <summary>Checks a law, which throws where it does not hold. <paramref name="replay"/> is what a failure printed.</summary>
    public static void Check<T>(Gen<T> generator, Func<T, IEnumerable<T>> shrink, Action<T> law, (ulong Seed, ulong Gamma)? replay = null)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true);
        if (replay is var (state, gamma)) config = config.WithReplay(FSharpOption<Replay>.Some(new(new Rnd(state, gamma), FSharpOption<int>.None)));
        FsCheck.Check.One(config, Prop.ForAll(Arb.From(generator, shrink), law));
    }
}
