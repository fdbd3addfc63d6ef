using Functional.Primitives;
using static Functional.Operations;

namespace Functional;

public static partial class ReverseMode
{
    /// <summary>
    /// A loop that carries a state: step takes the state and one element of xs, and gives the next state and a result. Gives the last state and
    /// the results, stacked along a new first axis. Reverse mode keeps the states alone: each step is a <see cref="Checkpoint{TX, TY}"/>.
    /// What the step captures, from the derivatives around it too, keeps its gradient.
    /// </summary>
    /// <param name="step">A pure function; every state has the structure, shapes and element types of the first.</param>
    /// <param name="carry">The first state, a tree.</param>
    /// <param name="xs">A tree of tensors that agree in their first axis, over which the loop goes.</param>
    /// <param name="reverse">Whether to go from the last element to the first; the results keep the order of the elements.</param>
    /// <exception cref="ShapeException">The elements differ in number, there are no tensors in xs, or a step changes the state's structure or shape.</exception>
    /// <exception cref="DTypeException">A step changes the state's element type.</exception>
    public static (TCarry Carry, TY Ys) Scan<TCarry, TX, TY>(Func<TCarry, TX, (TCarry Carry, TY Y)> step, TCarry carry, TX xs, bool reverse = false)
    {
        var named = Tree.NamedLeaves(xs).ToArray();
        if (named.Length == 0) throw new ShapeException("Scan: no tensor is found in xs: pass length: for a loop without them");
        if (Array.Find(named, each => each.Leaf.Rank == 0) is (var path, not null)) throw new ShapeException($"Scan: xs{path} is a scalar, over which no loop can go");
        var length = named[0].Leaf.Shape[0];
        if (Array.Find(named, each => each.Leaf.Shape[0] != length) is (var other, { } leaf))
            throw new ShapeException($"Scan: xs{named[0].Path} has {length} elements, xs{other} has {leaf.Shape[0]}: lengths differ");
        return Scan(step, carry, xs, length, reverse);
    }

    /// <summary>As the loop over elements, with as many steps as asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static (TCarry Carry, TY Ys) Scan<TCarry, TY>(Func<TCarry, (TCarry Carry, TY Y)> step, TCarry carry, int length)
        => length < 0 ? throw new ArgumentOutOfRangeException(nameof(length), $"Scan: a length from 0 on, not {length}")
        : Scan<TCarry, ValueTuple, TY>((carry, _) => step(carry), carry, default, length, reverse: false);

    static (TCarry, TY) Scan<TCarry, TX, TY>(Func<TCarry, TX, (TCarry, TY)> step, TCarry carry, TX xs, int length, bool reverse)
    {
        var y = default(TY)!;
        var (first, elements) = (Tree.Leaves(carry).ToArray(), Tree.Leaves(xs).ToArray());
        var (last, ys, _) = new Loop(first.Length, length, reverse).Run(leaves =>
        {
            (var next, y) = step(Tree.Rebuild(carry, leaves[..first.Length]), Tree.Rebuild(xs, leaves[first.Length..]));
            RequireSame(carry, next);
            return [.. Tree.Leaves(next), .. Tree.Leaves(y)];
        }, first, elements, long.MaxValue);
        return (Tree.Rebuild(carry, last), Tree.Rebuild(y, ys));
    }

    static void RequireSame<T>(T carry, T next)
    {
        if (carry is Tensor a && next is Tensor b)
        {
            RequireSame("", a, b);
            return;
        }
        var (before, after) = (Tree.NamedLeaves(carry).ToArray(), Tree.NamedLeaves(next).ToArray());
        if (!before.Select(each => each.Path).SequenceEqual(after.Select(each => each.Path)))
            throw new ShapeException($"Scan: the state has the leaves {Names(before)}, a step gives it the leaves {Names(after)}");
        for (var i = 0; i < before.Length; i++) RequireSame(before[i].Path, before[i].Leaf, after[i].Leaf);

        static string Names((string Path, Tensor)[] leaves) => string.Join(", ", leaves.Select(each => each.Path.Length == 0 ? "(itself)" : each.Path));
    }

    static void RequireSame(string path, Tensor carry, Tensor next)
    {
        if (carry.Shape != next.Shape) throw new ShapeException($"Scan: the state{path} is {carry.Shape}, a step makes it {next.Shape}: shapes differ");
        if (carry.DType != next.DType)
            throw new DTypeException($"Scan: the state{path} is {carry.DType.Name()}, a step makes it {next.DType.Name()}: convert one with Cast");
    }

    /// <summary>A loop over the leaves of trees: the step takes those of the state, then those of the element, and gives those of the next state, then the results.</summary>
    internal sealed record Loop(int States, int Length, bool Reverse)
    {
        /// <summary>
        /// One level after the other, as <see cref="Checkpoint{TX, TY}"/> does. Where a step captures a value that is not below the bound,
        /// the loop breaks off and gives that.
        /// </summary>
        internal (Tensor[] Carry, Tensor[] Ys, Tensor? Captured) Run(Func<Tensor[], Tensor[]> step, Tensor[] carry, Tensor[] xs, long bound)
        {
            if (Continuation.Innermost(bound) is not { } k) return Plain(step, carry, xs, bound);
            if (Above(k, [.. carry, .. xs]) is { } top) return Through(top);
            // One level below, the states are results, too.
            var ((last, results, captured), isTouched) = k.Watch(() =>
            {
                if (Continuation.Innermost(k.Level) is not null) k.Region?.Abandon();
                var below = k.Below(step);
                return Run(leaves => [.. below(leaves), .. leaves[..States]], Array.ConvertAll(carry, k.Primal), Array.ConvertAll(xs, k.Primal), k.Level);
            });
            if (captured is not null) return captured.Level < bound ? Through(captured) : ([], [], captured);
            var (ys, states) = (results[..^States], results[^States..]);
            var inputs = Array.ConvertAll([.. carry, .. xs], k.FrameOf);
            if (!isTouched && Array.TrueForAll(inputs, frame => frame == Continuation.Unrecorded)) return (last, ys, null);
            var recorded = k.Push(new ScanBlock(this, step, states, Array.ConvertAll(xs, k.Primal), inputs, ys.Length), [.. last, .. ys]);
            return (recorded[..States], recorded[States..], null);

            (Tensor[], Tensor[], Tensor?) Through(Tensor outer)
            {
                if (outer is not Tracer { Scope: { } scope }) return Plain(step, carry, xs, bound);
                var parts = scope.Lower(carry);
                var (last, ys, captured) = (this with { States = parts.Length }).Run(scope.Inside(step), parts, scope.Lower(xs), scope.Level);
                return captured is null ? (scope.Raise(last), scope.Raise(ys), null)
                    : captured.Level < bound ? Through(captured) : ([], [], captured);
            }
        }

        (Tensor[] Carry, Tensor[] Ys, Tensor? Captured) Plain(Func<Tensor[], Tensor[]> step, Tensor[] carry, Tensor[] xs, long bound)
        {
            if (Length == 0)
            {
                // The results are as a step would give them.
                var results = step([.. carry, .. xs.Select(x => Tensor.Zeros(Shape.Of(x.Shape.Skip(1)), x.DType))])[States..];
                return (carry, Array.ConvertAll(results, y => Tensor.Zeros([0, .. y.Shape], y.DType)), null);
            }
            var stacks = default(Stacked[]);
            for (var i = 0; i < Length; i++)
            {
                var results = step([.. carry, .. Element(xs, At(i))]);
                if (Array.Find(results, each => each.Level >= bound) is { } captured) return ([], [], captured);
                carry = results[..States];
                stacks ??= Array.ConvertAll(results[States..], _ => new Stacked(Reverse));
                for (var y = 0; y < stacks.Length; y++) stacks[y].Add(results[States + y]);
            }
            return (carry, Array.ConvertAll(stacks!, each => each.All()), null);
        }

        /// <summary>The element of step i.</summary>
        internal int At(int i) => Reverse ? Length - 1 - i : i;

        internal static Tensor[] Element(Tensor[] xs, int i) => Array.ConvertAll(xs, x => x[i]);
    }
}

/// <summary>Tensors of one shape that are stacked along a new first axis as they come, or in reverse; groups are joined early, so that few are alive.</summary>
internal sealed class Stacked(bool reverse)
{
    const int Group = 1024;

    readonly List<Tensor> groups = [], items = [];

    internal bool IsEmpty => groups.Count == 0 && items.Count == 0;

    internal void Add(Tensor x)
    {
        items.Add(x);
        if (items.Count == Group) Join();
    }

    internal Tensor All()
    {
        if (items.Count > 0) Join();
        if (reverse) groups.Reverse();
        return Concat(0, groups.ToArray());
    }

    void Join()
    {
        if (reverse) items.Reverse();
        groups.Add(Stack(0, items.ToArray()));
        items.Clear();
    }
}
