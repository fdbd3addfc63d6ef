using Functional.Primitives;

namespace Functional;

/// <summary>What one frame stands for that has several results, each with a frame of its own after it.</summary>
internal abstract class BlockFrame
{
    internal abstract int Results { get; }

    /// <summary>The frames that it adds cotangents to: those of its inputs, and of what it captured.</summary>
    internal abstract IEnumerable<int> Uses { get; }

    /// <summary>The values that it keeps alive.</summary>
    internal abstract IEnumerable<Tensor> Holds { get; }

    /// <summary>Adds the cotangents of its inputs for those of its results, not all of which are absent.</summary>
    internal abstract void PullBack(Continuation k, Tensor?[] dy, Changes cotangents);

    /// <summary>The tangents of its results for those of its inputs.</summary>
    internal abstract Tensor?[] PushForward(Continuation k, Changes tangents);
}

/// <summary>
/// A function with rules of its own. The changes of its results are those of the values like them, which hold what it captured, and, by the
/// rules, those that come from its inputs x.
/// </summary>
internal sealed class CustomBlock(CustomRules rules, Tensor[] x, Tensor[] y, int[] inputs, int[] like) : BlockFrame
{
    internal override int Results => y.Length;

    internal override IEnumerable<int> Uses => [.. inputs, .. like];

    internal override IEnumerable<Tensor> Holds => [.. x, .. y];

    internal override void PullBack(Continuation k, Tensor?[] dy, Changes cotangents)
    {
        for (var i = 0; i < dy.Length; i++)
            if (dy[i] is { } cotangent) cotangents.Add(like[i], cotangent);
        if (Array.TrueForAll(inputs, frame => frame == Continuation.Unrecorded)) return;
        Tensor[] dx;
        using (Region.Leave()) dx = Scope.Again(k.Level, () => rules.PullBack(x, y, dy));
        for (var i = 0; i < inputs.Length; i++) cotangents.Add(inputs[i], dx[i]);
    }

    internal override Tensor?[] PushForward(Continuation k, Changes tangents)
    {
        var (dx, captured) = (Array.ConvertAll(inputs, frame => tangents[frame]), Array.ConvertAll(like, frame => tangents[frame]));
        if (Array.TrueForAll(dx, each => each is null)) return captured;
        Tensor[] dy;
        using (Region.Leave()) dy = Scope.Again(k.Level, () => rules.Push(x, dx, y));
        return [.. captured.Zip(dy, (captured, dy) => captured is null ? dy : captured + dy)];
    }
}

/// <summary>The values of some frames as values of their own: their cotangents are added up before they are passed on.</summary>
internal sealed class PassBlock(int[] inputs) : BlockFrame
{
    internal override int Results => inputs.Length;

    internal override IEnumerable<int> Uses => inputs;

    internal override IEnumerable<Tensor> Holds => [];

    internal override void PullBack(Continuation k, Tensor?[] dy, Changes cotangents)
    {
        for (var i = 0; i < dy.Length; i++)
            if (dy[i] is { } cotangent) cotangents.Add(inputs[i], cotangent);
    }

    internal override Tensor?[] PushForward(Continuation k, Changes tangents) => Array.ConvertAll(inputs, frame => tangents[frame]);
}

/// <summary>A part of the program of which only the inputs are kept: it runs again when its derivative is asked for.</summary>
internal sealed class CheckpointBlock(Func<Tensor[], Tensor[]> part, Tensor[] x, int[] inputs, int[] uses, int results) : BlockFrame
{
    internal override int Results => results;

    internal override IEnumerable<int> Uses => uses;

    internal override IEnumerable<Tensor> Holds => x;

    internal override void PullBack(Continuation k, Tensor?[] dy, Changes cotangents)
    {
        var dx = k.PullBack(part, x, Array.ConvertAll(inputs, frame => frame != Continuation.Unrecorded), dy, cotangents);
        for (var i = 0; i < dx.Length; i++)
            if (dx[i] is { } cotangent) cotangents.Add(inputs[i], cotangent);
    }

    internal override Tensor?[] PushForward(Continuation k, Changes tangents) => k.PushForward(part, x, Array.ConvertAll(inputs, frame => tangents[frame]), tangents);
}
