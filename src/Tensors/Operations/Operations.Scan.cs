using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>
    /// A loop that carries a state: step takes the state and one element of xs, and gives the next state and a result. Gives the last state and
    /// the results, stacked along a new first axis. Reverse mode keeps the states alone and runs each step again on the way back, or keeps all that the
    /// steps compute; the gradients have the same bits. What the step captures, from the derivatives around it too, keeps its gradient.
    /// </summary>
    /// <param name="step">A pure function; every state has the structure, shapes and element types of the first.</param>
    /// <param name="carry">The first state, a tree.</param>
    /// <param name="xs">A tree of tensors that agree in their first axis, over which the loop goes.</param>
    /// <param name="reverse">Whether to go from the last element to the first; the results keep the order of the elements.</param>
    /// <param name="keep">Whether reverse mode keeps what each step computes: the step runs once rather than twice, for the memory of all steps.</param>
    /// <exception cref="ShapeException">The elements differ in number, there are no tensors in xs, or a step changes the state's structure or shape.</exception>
    /// <exception cref="DTypeException">A step changes the state's element type.</exception>
    public static (TCarry Carry, TY Ys) Scan<TCarry, TX, TY>(Func<TCarry, TX, (TCarry Carry, TY Y)> step, TCarry carry, TX xs, bool reverse = false, bool keep = false)
    {
        var named = Tree.NamedLeaves(xs).ToArray();
        if (named.Length == 0) throw new ShapeException("Scan: no tensor is found in xs: pass length: for a loop without them");
        if (Array.Find(named, each => each.Leaf.Rank == 0) is (var path, not null)) throw new ShapeException($"Scan: xs{path} is a scalar, over which no loop can go");
        var length = named[0].Leaf.Shape[0];
        if (Array.Find(named, each => each.Leaf.Shape[0] != length) is (var other, { } leaf))
            throw new ShapeException($"Scan: xs{named[0].Path} has {length} elements, xs{other} has {leaf.Shape[0]}: lengths differ");
        return Scan(step, carry, xs, length, reverse, keep);
    }

    /// <summary>As the loop over elements, with as many steps as asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static (TCarry Carry, TY Ys) Scan<TCarry, TY>(Func<TCarry, (TCarry Carry, TY Y)> step, TCarry carry, int length, bool keep = false)
        => length < 0 ? throw new ArgumentOutOfRangeException(nameof(length), $"Scan: a length from 0 on, not {length}")
        : Scan<TCarry, ValueTuple, TY>((carry, _) => step(carry), carry, default, length, reverse: false, keep);

    static (TCarry, TY) Scan<TCarry, TX, TY>(Func<TCarry, TX, (TCarry, TY)> step, TCarry carry, TX xs, int length, bool reverse, bool keep)
    {
        var y = default(TY)!;
        var (first, elements) = (Tree.Leaves(carry).ToArray(), Tree.Leaves(xs).ToArray());
        var loop = new Loop(first.Length, length, reverse);
        var results = keep ? loop.Keep(Step, [.. first, .. elements]) : loop.Run(Step, [.. first, .. elements], long.MaxValue).Results;
        return (Tree.Rebuild(carry, results[..first.Length]), Tree.Rebuild(y, results[first.Length..]));

        Tensor[] Step(Tensor[] leaves)
        {
            (var next, y) = step(Tree.Rebuild(carry, leaves[..first.Length]), Tree.Rebuild(xs, leaves[first.Length..]));
            RequireSame(carry, next);
            return [.. Tree.Leaves(next), .. Tree.Leaves(y)];
        }
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
}
