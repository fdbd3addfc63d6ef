using Functional.Primitives;

namespace Functional;

// How parts of the program are recorded as blocks, and run again when the fold reaches them; Replay.md beside Replayed walks through an example.
internal sealed partial class Continuation
{
    public override Tensor[] Record(
        Replayed part, Func<Tensor[], Tensor[]> f, Tensor[] x, Tensor[] primals, IReadOnlyCollection<int> touched, Tensor[] values)
    {
        var inputs = Array.ConvertAll(x, FrameOf);
        int[] uses = [.. inputs.Where(frame => frame != Unrecorded), .. touched];
        var (block, results) = part is Loop loop
            ? ((BlockFrame)new ScanBlock(loop, f, values[^loop.States..], primals[loop.States..], inputs, uses, values.Length - 2 * loop.States), values[..^loop.States])
            : (new CheckpointBlock(f, primals, inputs, uses, values.Length), values);
        if (uses.Length == 0) return results;
        AbandonInner();
        return Push(block, results);
    }

    public override Tensor[] Pass(Tensor[] x, Tensor[] values)
        => IsPaused ? Array.ConvertAll(values, Constant) : Push(new PassBlock(Array.ConvertAll(x, FrameOf)), values);

    /// <summary>Pushes the frame of a block, and then one for each result.</summary>
    internal Tensor[] Push(BlockFrame block, Tensor[] values)
    {
        RequireOwner();
        foreach (var held in block.Holds) recorded.Add(held);
        frames.Add(new(block, default, null, default, current.Region?.Mark ?? 0));
        return Array.ConvertAll(values, y => Argument(y) is var traced && y.DType.IsFloat() ? traced : y);
    }

    public override Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules)
    {
        if (IsPaused) return Array.ConvertAll(values, Constant);
        AbandonInner();
        return Push(new CustomBlock(rules, Array.ConvertAll(x, Primal), values, Array.ConvertAll(x, FrameOf), Array.ConvertAll(like, FrameOf)), values);
    }

    public override Func<Tensor[], Tensor[]> Inside(Func<Tensor[], Tensor[]> f, Tensor[] x)
    {
        if (!IsPaused) RequireOwner();
        return Below(f, x);
    }

    public override Func<Tensor[], Tensor[]> Below(Func<Tensor[], Tensor[]> f, Tensor[] x) => primals =>
    {
        // What is not recorded is used up when the function returns.
        var region = Part();
        var y = During(region, () => base.Pause(() => Array.ConvertAll(f(Array.ConvertAll(primals, Constant)), Primal)));
        return Finish(region, y);
    };

    /// <summary>Also those of the part that runs.</summary>
    public override void Abandon()
    {
        base.Abandon();
        current.Region?.Abandon();
    }

    public override T Pause<T>(Func<T> f) => During(current.Region, () => base.Pause(f));

    /// <summary>
    /// Runs a part of the program again, recorded after the frames there are, and takes from it the cotangents of those inputs that vary for
    /// the cotangents of its results. What it captured receives its cotangents, too.
    /// </summary>
    internal Tensor?[] PullBack(Func<Tensor[], Tensor[]> part, Tensor[] x, bool[] varies, Tensor?[] dy, Changes cotangents)
        => Again(part, x, varies, cotangents, (mark, y) =>
    {
        for (var i = 0; i < y.Length; i++)
            if (dy[i] is { } cotangent) cotangents.Add(FrameOf(y[i]), cotangent);
        PullBack(cotangents, mark);
        return [.. varies.Select((varies, i) => varies ? cotangents.Take(mark++) : null)];
    });

    /// <summary>As the pullback, but takes the tangents of the results, absent for integers alone, for those of the inputs.</summary>
    internal Tensor?[] PushForward(Func<Tensor[], Tensor[]> part, Tensor[] x, Tensor?[] dx, Changes tangents)
        => Again(part, x, Array.ConvertAll(dx, each => each is not null), tangents, (mark, y) =>
        {
            var first = mark;
            foreach (var tangent in dx)
                if (tangent is not null) tangents.Add(first++, tangent);
            PushForward(tangents, mark);
            return Array.ConvertAll(y, each => each.DType.IsFloat() ? tangents[FrameOf(each)] ?? Tensor.ZerosLike(each) : null);
        });

    /// <summary>Runs a part of the program again, its varying inputs as the first frames, and folds over its frames alone.</summary>
    Tensor?[] Again(Func<Tensor[], Tensor[]> part, Tensor[] x, bool[] varies, Changes changes, Func<int, Tensor[], Tensor?[]> fold)
    {
        var (mark, held, region) = (frames.Count, recorded.Mark(), Part());
        try
        {
            var (results, noted) = changes.Beyond(mark, region, () => During(region, () =>
            {
                // The program is the user's, who may keep what it allocates.
                using var outside = Region.Leave();
                var y = Open(() => Scope.Again(Level, () => part([.. x.Zip(varies, (each, varies) => varies ? Argument(each) : Constant(each))])));
                using var window = Region.Enter(region);
                return fold(mark, y);
            }));
            // All arrays of the part are used up but those that the rest of the fold needs.
            results = Array.ConvertAll(results, each => each is null ? null : region?.Keep(each, current.Region) ?? each);
            var kept = noted.ConvertAll(each => region?.Keep(each.Change, current.Region) ?? each.Change);
            region?.Recycle();
            for (var i = 0; i < noted.Count; i++) changes.Add(noted[i].Frame, kept[i]);
            return results;
        }
        finally
        {
            frames.Truncate(mark);
            recorded.Rewind(held);
        }
    }

    /// <summary>Runs a part in a segment of its own.</summary>
    T During<T>(Region? region, Func<T> f)
    {
        var (outer, segment) = (current, new Segment(this, region));
        current = (segment, region);
        try
        {
            return f();
        }
        finally
        {
            current = outer;
            segment.End();
        }
    }

    /// <summary>A region for a part of the program whose results alone outlive it, where this continuation is the only one that may hold them.</summary>
    Region? Part() => Region is { IsAbandoned: false } ? new() : null;

    static Tensor[] Finish(Region? part, Tensor[] results)
    {
        if (part is null) return results;
        var kept = Array.ConvertAll(results, each => part.Keep(each));
        part.Recycle();
        return kept;
    }
}
