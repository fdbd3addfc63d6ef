using Functional.Primitives;

namespace Functional;

/// <summary>A loop of which only the states and the elements are kept, stacked: each step runs again when its derivative is asked for.</summary>
internal sealed class ScanBlock(Loop loop, Func<Tensor[], Tensor[]> step, Tensor[] states, Tensor[] xs, int[] inputs, int[] uses, int ys) : Block
{
    internal override int Results => states.Length + ys;

    internal override IEnumerable<int> Uses => uses;

    internal override IEnumerable<Tensor> Holds => [.. states, .. xs];

    internal override void PullBack(Continuation k, Tensor?[] results, Changes cotangents)
    {
        var (region, carry, dys) = (k.Memory, results[..states.Length], results[states.Length..]);
        Hold(region, carry);
        // Whatever the first state is, the later ones may depend on what the step captured.
        bool[] varies = [.. states.Select(state => state.DType.IsFloat()), .. inputs[states.Length..].Select(frame => frame != Continuation.Unrecorded)];
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
