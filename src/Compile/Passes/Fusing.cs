using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// Joins elementwise steps, and the sums and extrema of rows among them, into <see cref="Fused"/> blocks. Steps are taken in their order; from the
/// first elementwise one on, all that have to do with it and can be computed by now join it, so a group never waits for a step that waits for it.
/// </summary>
internal sealed class Fusing
{
    /// <summary>So many steps that wait for nothing else may come with one that is wanted.</summary>
    const int MostWanted = 8;

    readonly Graph graph;
    readonly GraphBuilder builder = new();
    readonly int[] numbers, missing;
    readonly List<int>[] users;
    readonly SortedSet<int> ready = [];

    Fusing(Graph graph)
    {
        this.graph = graph;
        numbers = new int[graph.Types.Count];
        users = [.. Enumerable.Range(0, graph.Types.Count).Select(_ => new List<int>())];
        missing = [.. graph.Steps.Select((step, i) =>
        {
            var computed = step.Inputs.Where(input => input >= graph.Inputs).Distinct().ToArray();
            foreach (var input in computed) users[input].Add(i);
            return computed.Length;
        })];
    }

    internal static Graph Of(Graph graph) => new Fusing(graph).Run();

    Graph Run()
    {
        var next = 0;
        foreach (var parameter in graph.Parameters) numbers[next++] = builder.Add(parameter);
        foreach (var constant in graph.Constants) numbers[next++] = builder.Add(constant);
        for (var step = 0; step < missing.Length; step++)
            if (missing[step] == 0) ready.Add(step);
        while (ready.Count > 0)
        {
            // Views cost nothing, and what uses them can be fused then.
            var step = ready.FirstOrDefault(step => FusedSpace.IsView(graph.Steps[step].Operation), ready.Min);
            if (FusedGroup.BeginningWith(graph, step) is { } group && Grow(group, step).Work > 1) Emit(group);
            else Emit(step);
        }
        return builder.Build([.. graph.Results.Select(result => numbers[result])]);
    }

    FusedGroup Grow(FusedGroup group, int first)
    {
        var candidates = new SortedSet<int>(ready);
        Take(first);
        for (var hasGrown = true; hasGrown;)
        {
            hasGrown = false;
            foreach (var step in candidates.ToArray())
                if (group.HasToDoWith(step) && Wanted(group, step) is { } wanted)
                {
                    foreach (var each in wanted) Take(each);
                    hasGrown = true;
                }
        }
        return group;

        void Take(int step)
        {
            candidates.Remove(step);
            group.Add(step);
            candidates.UnionWith(users[graph.FirstResult(step)].Where(user => !group.Holds(graph.FirstResult(user))));
        }
    }

    /// <summary>A step with those before it that are to be computed first, if all of them can be in the group; in their order.</summary>
    SortedSet<int>? Wanted(FusedGroup group, int step)
    {
        var (wanted, open) = (new SortedSet<int>(), new Stack<int>([step]));
        while (open.TryPop(out var each))
        {
            if (wanted.Contains(each)) continue;
            if (wanted.Count == MostWanted || !group.CanHold(each)) return null;
            wanted.Add(each);
            foreach (var input in graph.Steps[each].Inputs)
                if (input >= graph.Inputs && missing[graph.Producer(input)] >= 0 && !group.Holds(input)) open.Push(graph.Producer(input));
        }
        return wanted;
    }

    void Emit(FusedGroup group)
    {
        var members = group.Steps.ToHashSet();
        var (operation, x, results) = group.Close(value => graph.LastUse(value) == int.MaxValue || users[value].Exists(user => !members.Contains(user)));
        var y = builder.Add(operation, x.Select(value => numbers[value]).ToSequence(), results.Select(value => graph.Types[value]).ToSequence());
        for (var i = 0; i < results.Length; i++) numbers[results[i]] = y[i];
        foreach (var step in group.Steps)
        {
            // Who needs a view from outside makes it himself.
            if (FusedSpace.IsView(graph.Steps[step].Operation) && results.Contains(group.Behind(graph.FirstResult(step)))) Add(step);
            Done(step);
        }
    }

    void Emit(int step)
    {
        Add(step);
        Done(step);
    }

    void Add(int step)
    {
        var (operation, x, types) = graph.Steps[step];
        var y = builder.Add(Inside(operation), x.Select(value => numbers[value]).ToSequence(), types);
        for (var i = 0; i < y.Length; i++) numbers[graph.FirstResult(step) + i] = y[i];
    }

    static Operation Inside(Operation operation) => operation switch
    {
        Scan scan => scan with { Body = Of(scan.Body) },
        Cond cond => cond with { Then = Of(cond.Then), Otherwise = Of(cond.Otherwise) },
        While loop => loop with { Condition = Of(loop.Condition), Body = Of(loop.Body) },
        _ => operation,
    };

    void Done(int step)
    {
        ready.Remove(step);
        missing[step] = -1;
        for (var i = 0; i < graph.Steps[step].Results.Count; i++)
            foreach (var user in users[graph.FirstResult(step) + i])
                if (missing[user] > 0 && --missing[user] == 0) ready.Add(user);
    }
}
