using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>A loop of which only the states and the elements are kept, stacked: each step runs again when its derivative is asked for.</summary>
internal sealed class ScanBlock(Loop loop, Func<Tensor[], Tensor[]> step, Tensor[] states, Tensor[] xs, int[] inputs, int[] uses, int ys) : BlockFrame
{
    internal override int Results => states.Length + ys;

    internal override IEnumerable<int> Uses => uses;

    internal override IEnumerable<Tensor> Holds => [.. states, .. xs];

    internal override void PullBack(Continuation k, Tensor?[] results, Changes cotangents)
    {
        var (region, carry, dys) = (k.Memory, results[..states.Length], results[states.Length..]);
        // A derivative around this one would run a loop again when this one is gone.
        if (loop.Length > 0 && Tracing.Innermost(k.Level) is not null && Recorder.Innermost(k.Level) is null)
        {
            PullBackAsLoop(k, carry, dys, cotangents);
            return;
        }
        var varies = Varies();
        Hold(region, carry);
        var dxs = Array.ConvertAll(xs, _ => new Stacked(!loop.Reverse, region));
        for (var i = loop.Length - 1; i >= 0; i--)
        {
            var (at, x, mark) = (loop.At(i), Inputs(i), region?.Mark ?? 0);
            Tensor?[] dy = [.. carry, .. dys.Select(dy => dy?[at])];
            var dx = Array.TrueForAll(dy, each => each is null) ? new Tensor?[x.Length] : k.PullBack(step, x, varies, dy, cotangents);
            for (var input = states.Length; input < x.Length; input++)
                if (varies[input]) dxs[input - states.Length].Add(dx[input] ?? Tensor.ZerosLike(x[input]));
            Hold(region, dx[..states.Length]);
            LetGo(region, carry);
            region?.LetGoSince(mark);
            carry = dx[..states.Length];
        }
        for (var input = 0; input < inputs.Length; input++)
            if (inputs[input] == Continuation.Unrecorded) continue;
            else if (input >= states.Length) AddStack(inputs[input], input - states.Length);
            else if (carry[input] is { } cotangent) cotangents.Add(inputs[input], cotangent);
        LetGo(region, carry);

        void AddStack(int frame, int x)
        {
            var stack = loop.Length == 0 ? null : dxs[x].All();
            cotangents.Add(frame, stack ?? Tensor.ZerosLike(xs[x]));
            LetGo(region, [stack]);
        }
    }

    /// <summary>
    /// The same as a loop of its own, from the last step to the first, which a trace keeps as one: its state is the cotangents of the state and of what
    /// the step captured.
    /// </summary>
    void PullBackAsLoop(Continuation k, Tensor?[] carry, Tensor?[] dys, Changes cotangents)
    {
        var varies = Varies();
        int[] floats = [.. Enumerable.Range(0, states.Length).Where(i => varies[i])], moving = [.. Enumerable.Range(0, xs.Length).Where(i => varies[states.Length + i])];
        int[] given = [.. Enumerable.Range(0, dys.Length).Where(i => dys[i] is not null)];
        Tensor[] first = [.. floats.Select(i => carry[i] ?? Tensor.ZerosLike(states[i][0]))];
        Tensor[] elements = [.. states, .. xs, .. given.Select(i => dys[i]!)];
        // What one step captures, all do.
        using var probe = new Changes(k.Count, region: null);
        Step(first, Loop.Element(elements, loop.At(loop.Length - 1)), probe);
        var captured = uses.Distinct().Where(frame => probe[frame] is not null).ToArray();

        var reversed = new Loop(first.Length + captured.Length, loop.Length, !loop.Reverse);
        var sums = captured.Select(frame => Tensor.ZerosLike(probe[frame]!));
        var results = reversed.Run(leaves =>
        {
            using var changes = new Changes(k.Count, region: null);
            var dx = Step(leaves[..first.Length], leaves[reversed.States..], changes);
            return
            [
                .. floats.Select(i => dx[i] ?? Tensor.ZerosLike(leaves[reversed.States + i])),
                .. captured.Select((frame, i) => changes[frame] is { } change ? leaves[first.Length + i] + change : leaves[first.Length + i]),
                .. moving.Select(i => dx[states.Length + i] ?? Tensor.ZerosLike(leaves[reversed.States + states.Length + i])),
            ];
        }, [.. first, .. sums, .. elements], k.Level).Results;

        for (var i = 0; i < captured.Length; i++) cotangents.Add(captured[i], results[first.Length + i]);
        for (var i = 0; i < floats.Length; i++) cotangents.Add(inputs[floats[i]], results[i]);
        for (var i = 0; i < moving.Length; i++) cotangents.Add(inputs[states.Length + moving[i]], results[reversed.States + i]);

        Tensor?[] Step(Tensor[] carried, Tensor[] element, Changes changes)
        {
            var dy = new Tensor?[states.Length + dys.Length];
            for (var i = 0; i < floats.Length; i++) dy[floats[i]] = carried[i];
            for (var i = 0; i < given.Length; i++) dy[states.Length + given[i]] = element[states.Length + xs.Length + i];
            return k.PullBack(step, element[..(states.Length + xs.Length)], varies, dy, changes);
        }
    }

    /// <summary>Which inputs of a step vary: whatever the first state is, the later ones may depend on what the step captured.</summary>
    bool[] Varies() => [.. states.Select(state => state.DType.IsFloat()), .. inputs[states.Length..].Select(frame => frame != Continuation.Unrecorded)];

    internal override Tensor?[] PushForward(Continuation k, Changes tangents)
    {
        var changes = Array.ConvertAll(inputs, frame => tangents[frame]);
        var (carry, dxs) = (changes[..states.Length], changes[states.Length..]);
        if (loop.Length == 0) return [.. carry, .. new Tensor?[ys]];
        var dys = Enumerable.Range(0, ys).Select(_ => new Stacked(loop.Reverse)).ToArray();
        for (var i = 0; i < loop.Length; i++)
        {
            var (at, x) = (loop.At(i), Inputs(i));
            var dy = k.PushForward(step, x, [.. carry, .. dxs.Select(dx => dx?[at])], tangents);
            carry = dy[..states.Length];
            for (var y = 0; y < ys; y++)
                if (dy[states.Length + y] is { } tangent) dys[y].Add(tangent);
        }
        return [.. carry, .. dys.Select(each => each.IsEmpty ? null : each.All())];
    }

    static void Hold(Region? region, Tensor?[] x)
    {
        foreach (var each in x)
            if (each is not null) region?.Hold(each);
    }

    static void LetGo(Region? region, Tensor?[] x)
    {
        foreach (var each in x)
            if (each is not null) region?.LetGo(each);
    }

    Tensor[] Inputs(int i) => [.. Loop.Element(states, loop.At(i)), .. Loop.Element(xs, loop.At(i))];
}
