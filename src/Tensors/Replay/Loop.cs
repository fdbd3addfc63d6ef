using Functional.Graphs;
using static Functional.Operations;

namespace Functional.Primitives;

/// <summary>
/// A loop over the leaves of trees, whose inputs are those of the first state, then those of the elements, stacked: the step takes those of a state
/// and of one element, and gives those of the next state, then the results. The results of the loop are those of the last state, then the stacks.
/// </summary>
public sealed record Loop(int States, int Length, bool Reverse) : Replayed
{
    /// <summary>The element of step i.</summary>
    public int At(int i) => Reverse ? Length - 1 - i : i;

    /// <summary>The elements at index i of the first axes.</summary>
    public static Tensor[] Element(Tensor[] xs, int i) => Array.ConvertAll(xs, x => x[i]);

    /// <summary>The loop with nothing left out, whose steps add up cotangents in the order in which they do when they run again.</summary>
    public Tensor[] Keep(Func<Tensor[], Tensor[]> step, Tensor[] x)
    {
        if (Length == 0 || Tracing.Innermost(long.MaxValue) is not null) return Run(step, x, long.MaxValue).Results;
        var elements = Apart.Elements(x[States..], Length);
        return Plain(leaves => Apart.Pass(step(Apart.Pass(leaves))), x, i => elements[i], long.MaxValue).Results;
    }

    /// <inheritdoc/>
    protected override (Tensor[] Results, Tensor? Captured) Plain(Func<Tensor[], Tensor[]> step, Tensor[] x, long bound)
        => Length > 0 && Tracing.Innermost(bound) is { } tracing ? TracedControl.Scan(tracing, this, step, x)
        : Plain(step, x, i => Element(x[States..], i), bound);

    (Tensor[] Results, Tensor? Captured) Plain(Func<Tensor[], Tensor[]> step, Tensor[] x, Func<int, Tensor[]> element, long bound)
    {
        var (carry, xs) = (x[..States], x[States..]);
        if (Length == 0)
        {
            // The results are as a step would give them.
            var results = step([.. carry, .. xs.Select(x => Tensor.Zeros(Shape.Of(x.Shape.Skip(1)), x.DType))])[States..];
            return ([.. carry, .. results.Select(y => Tensor.Zeros([0, .. y.Shape], y.DType))], null);
        }
        var (stacks, first) = (default(Stacked[]), default(Tensor[]));
        for (var i = 0; i < Length; i++)
        {
            var results = step([.. carry, .. element(At(i))]);
            if (Highest(results, bound) is { } captured) return ([], captured);
            carry = results[..States];
            RequireLike(first ??= results, results, i);
            stacks ??= Array.ConvertAll(results[States..], _ => new Stacked(Reverse));
            for (var y = 0; y < stacks.Length; y++) stacks[y].Add(results[States + y]);
        }
        return ([.. carry, .. stacks!.Select(each => each.All())], null);
    }

    /// <inheritdoc/>
    protected override Tensor[] Varying(IReplay scope, Tensor[] x) => [.. x[..States].Select(scope.Varying), .. x[States..]];

    /// <inheritdoc/>
    protected override (Replayed Inside, Tensor[] Parts) Lower(IReplay scope, Tensor[] x)
        => scope.Lower(x[..States]) is var carry ? (this with { States = carry.Length }, [.. carry, .. scope.Lower(x[States..], stacked: true)]) : default;

    /// <inheritdoc/>
    protected override Tensor[] Raise(IReplay scope, Tensor[] parts) => [.. scope.Raise(parts[..States]), .. scope.Raise(parts[States..], stacked: true)];

    /// <summary>One level below, the states are results, too.</summary>
    protected override Func<Tensor[], Tensor[]> Keeping(Func<Tensor[], Tensor[]> below) => leaves => [.. below(leaves), .. leaves[..States]];

    static void RequireLike(Tensor[] first, Tensor[] results, int step)
    {
        if (results.Length != first.Length) throw new ShapeException($"Scan: step {step} gives more or fewer results than step 0: each gives the same");
        for (var i = 0; i < first.Length; i++)
            if (results[i].Shape != first[i].Shape)
                throw new ShapeException($"Scan: a result of step {step} is {results[i].Shape}, that of step 0 is {first[i].Shape}: shapes differ");
            else if (results[i].DType != first[i].DType)
                throw new DTypeException($"Scan: a result of step {step} is {results[i].DType.Name()}, that of step 0 is {first[i].DType.Name()}: convert one with Cast");
    }
}

/// <summary>
/// Tensors of one shape that are stacked along a new first axis as they come, or in reverse; groups are joined early, so that few are alive. In a
/// region they are held until they are part of the stack.
/// </summary>
public sealed class Stacked(bool reverse, Region? region = null)
{
    const int Group = 1024;

    readonly List<Tensor> groups = [], items = [];

    /// <summary>Whether no tensor has come.</summary>
    public bool IsEmpty => groups.Count == 0 && items.Count == 0;

    /// <summary>Takes the next tensor.</summary>
    public void Add(Tensor x)
    {
        items.Add(x);
        region?.Hold(x);
        if (items.Count == Group) Join();
    }

    /// <summary>All of them in one tensor, once they have come; who takes it lets it go.</summary>
    public Tensor All()
    {
        if (items.Count > 0) Join();
        if (reverse) groups.Reverse();
        var all = Concat(0, groups.ToArray());
        region?.Hold(all);
        foreach (var group in groups) region?.LetGo(group);
        return all;
    }

    void Join()
    {
        if (reverse) items.Reverse();
        var group = Stack(0, items.ToArray());
        groups.Add(group);
        region?.Hold(group);
        foreach (var item in items) region?.LetGo(item);
        items.Clear();
    }
}
