using Functional.Primitives;

namespace Functional;

/// <summary>The folds over the frames: cotangents from the last to the first, tangents from the first to the last.</summary>
internal sealed partial class Continuation
{
    readonly Lock folding = new();

    /// <summary>The cotangents of the first frames, the arguments, for given cotangents of results; null where a result does not depend on one.</summary>
    internal Tensor?[] PullBack(IEnumerable<(int Frame, Tensor Cotangent)> results, int arguments)
    {
        // Parts of the program that run again are recorded on this continuation, one at a time.
        using var alone = folding.EnterScope();
        using var window = Region.Enter(Region);
        using var cotangents = new Changes(frames.Count);
        foreach (var (frame, cotangent) in results) cotangents.Add(frame, cotangent);
        PullBack(cotangents, arguments);
        return cotangents.Take(0, arguments);
    }

    /// <summary>The tangents of some frames for given tangents of the first ones, the arguments; null where a frame does not depend on them.</summary>
    internal Tensor?[] PushForward(IReadOnlyList<Tensor> arguments, int[] results)
    {
        using var alone = folding.EnterScope();
        using var window = Region.Enter(Region);
        using var tangents = new Changes(frames.Count);
        for (var i = 0; i < arguments.Count; i++) tangents.Add(i, arguments[i]);
        PushForward(tangents, arguments.Count);
        return Array.ConvertAll(results, frame => tangents[frame]);
    }

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

    void PullBack(Changes cotangents, int from)
    {
        for (var i = frames.Count - 1; i >= from; i--)
            if (frames[i].Rule is Primitive op)
            {
                if (cotangents.Take(i) is { } dy) PullBack(op, frames[i], dy, cotangents);
            }
            else if (frames[i].Rule is Block block && cotangents.Take(i + 1, block.Results) is var results && results.Any(dy => dy is not null))
                block.PullBack(this, results, cotangents);
    }

    static void PullBack(Primitive op, in Frame frame, Tensor dy, Changes cotangents)
    {
        for (var input = 0; input < frame.Inputs.Count; input++)
            // An empty input has no cotangent to compute.
            if (frame.Inputs[input] is var to and not Unrecorded && frame.X[input].Size > 0
                && op.Accept(Pullbacks.Rules, new(input, frame.X, frame.Y!, dy)) is { } dx)
                cotangents.Add(to, dx);
    }

    void PushForward(Changes tangents, int from)
    {
        for (var i = from; i < frames.Count; i++)
            if (frames[i].Rule is Primitive op)
            {
                var (_, x, y, inputs) = frames[i];
                var dx = inputs.Select(tangents, static (tangents, frame) => tangents[frame]);
                if (Any(dx) && op.Accept(Tangents.Rules, new(x, dx, y!)) is { } dy) tangents.Add(i, dy);
            }
            else if (frames[i].Rule is Block block)
            {
                var dy = block.PushForward(this, tangents);
                for (var result = 0; result < dy.Length; result++)
                    if (dy[result] is { } tangent) tangents.Add(i + 1 + result, tangent);
            }
    }

    static bool Any(Few<Tensor?> dx)
    {
        for (var i = 0; i < dx.Count; i++)
            if (dx[i] is not null) return true;
        return false;
    }

    /// <summary>Runs a part of the program again, its varying inputs as the first frames, and folds over its frames alone.</summary>
    Tensor?[] Again(Func<Tensor[], Tensor[]> part, Tensor[] x, bool[] varies, Changes changes, Func<int, Tensor[], Tensor?[]> fold)
    {
        var (mark, held, region) = (frames.Count, recorded.Mark(), Part());
        try
        {
            var (results, noted) = changes.Beyond(mark, () => During(new(this, region), () =>
            {
                // The program is the user's, who may keep what it allocates.
                using var outside = Region.Leave();
                var y = Open(() => Scope.Again(Level, () => part([.. x.Zip(varies, (each, varies) => varies ? Argument(each) : Constant(each))])));
                using var window = Region.Enter(region);
                return fold(mark, y);
            }));
            // All arrays of the part are used up but those that the rest of the fold needs.
            results = Array.ConvertAll(results, each => each is null ? null : region?.Keep(each) ?? each);
            var kept = noted.ConvertAll(each => region?.Keep(each.Change) ?? each.Change);
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
}
