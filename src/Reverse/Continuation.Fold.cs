using Functional.Primitives;

namespace Functional;

/// <summary>The folds over the frames: cotangents from the last to the first, tangents from the first to the last.</summary>
internal sealed partial class Continuation
{
    readonly Lock folding = new();

    /// <summary>The cotangents of the first frames, the arguments, for given cotangents of results.</summary>
    /// <param name="onFinal">Is told of each as soon as it is final.</param>
    internal Tensor[] PullBack(IEnumerable<(int Frame, Tensor Cotangent)> results, IReadOnlyList<Tensor> arguments, Action<int, Tensor>? onFinal)
    {
        // Parts of the program that run again are recorded on this continuation, one at a time.
        using var alone = folding.EnterScope();
        using var window = Region.Enter(Region);
        using var cotangents = new Changes(frames.Count, Region);
        foreach (var (frame, cotangent) in results) cotangents.Add(frame, cotangent);
        var dx = new Tensor[arguments.Count];
        if (onFinal is null) PullBack(cotangents, arguments.Count);
        else PullBack(cotangents, arguments.Count, new(frames, arguments.Count, Tell));
        for (var i = 0; i < dx.Length; i++) dx[i] ??= cotangents.Take(i) ?? Tensor.ZerosLike(arguments[i]);
        return dx;

        void Tell(int argument)
        {
            var final = cotangents.Take(argument) ?? Tensor.ZerosLike(arguments[argument]);
            dx[argument] = final = Region?.Keep(final) ?? final;
            // It is the user's, who may keep what he computes.
            using var outside = Region.Leave();
            onFinal(argument, final);
        }
    }

    /// <summary>The tangents of some frames for given tangents of the first ones, the arguments; null where a frame does not depend on them.</summary>
    internal Tensor?[] PushForward(IReadOnlyList<Tensor> arguments, int[] results)
    {
        using var alone = folding.EnterScope();
        using var window = Region.Enter(Region);
        using var tangents = new Changes(frames.Count, Region);
        for (var i = 0; i < arguments.Count; i++) tangents.Add(i, arguments[i]);
        PushForward(tangents, arguments.Count);
        return Array.ConvertAll(results, frame => tangents[frame]);
    }

    /// <summary>
    /// Folds over the frames, the last first. Where that is done once, a frame is gone when it has been passed, and with it what was lent to it: all
    /// that reads its value came after it. Its cotangent, and what the rule computed on the way, go as soon as the rule is done with them.
    /// </summary>
    void PullBack(Changes cotangents, int from, Finality? finality = null)
    {
        finality?.Pass(frames.Count);
        var (region, isPart) = (current.Region, current.Run != Function);
        for (var i = frames.Count - 1; i >= from; i--)
        {
            ref readonly var frame = ref frames[i];
            if (!isPart && isOnce) folded = i;
            if (frame.Rule is Primitive op) PullBack(op, frame, i, cotangents, region);
            else if (frame.Rule is BlockFrame block) PullBack(block, i, cotangents, region);
            if (isPart || isOnce)
            {
                if (frame.Rule is not null) region?.LetGoSince(frame.Mark);
                frames.Pop();
            }
            finality?.Pass(i);
        }
    }

    static void PullBack(Primitive op, in Frame frame, int i, Changes cotangents, Region? region)
    {
        if (cotangents.Take(i) is not { } dy) return;
        var mark = region?.Mark ?? 0;
        var backward = new Backward(frame.Inputs, frame.X, frame.Y!, dy);
        if (backward.WantsAny)
        {
            var dx = op.Accept(Pullbacks.Rules, backward);
            for (var input = 0; input < frame.Inputs.Count; input++)
                if (dx[input] is { } cotangent && backward.Wants(input)) cotangents.Add(frame.Inputs[input], cotangent);
        }
        region?.LetGo(dy);
        region?.LetGoSince(mark);
    }

    void PullBack(BlockFrame block, int i, Changes cotangents, Region? region)
    {
        var (mark, dy) = (region?.Mark ?? 0, cotangents.Take(i + 1, block.Results));
        if (Array.TrueForAll(dy, each => each is null)) return;
        block.PullBack(this, dy, cotangents);
        foreach (var each in dy)
            if (each is not null) region?.LetGo(each);
        region?.LetGoSince(mark);
    }

    void PushForward(Changes tangents, int from)
    {
        for (var i = from; i < frames.Count; i++)
            if (frames[i].Rule is Primitive op)
            {
                var (_, x, y, inputs, _) = frames[i];
                var dx = inputs.Select(tangents, static (tangents, frame) => tangents[frame]);
                if (Any(dx) && op.Accept(Forward.Rules, new(x, dx, y!)) is { } dy) tangents.Add(i, dy);
            }
            else if (frames[i].Rule is BlockFrame block)
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
}
