namespace Functional.Testing;

/// <summary>Simpler trees of tensors: fewer axes, smaller extents, then simpler numbers.</summary>
internal static class Shrinking
{
    /// <summary>An axis of one of the leaves.</summary>
    readonly record struct Axis(int Leaf, int Index);

    /// <summary>
    /// The next simpler trees, the simplest first. Axes of one extent may belong together, as those of a matrix product do: they are shrunk
    /// alone, in pairs and all at once. A tree that does not fit a function is for the caller to leave out.
    /// </summary>
    internal static IEnumerable<T> Of<T>(T tree)
    {
        var leaves = Tree.Leaves(tree).ToArray();
        return Shapes(leaves).Concat(Numbers(leaves)).Select(simpler => Tree.Rebuild(tree, simpler));
    }

    static IEnumerable<Tensor[]> Shapes(Tensor[] leaves)
    {
        var axes = leaves.SelectMany((leaf, i) => Enumerable.Range(0, leaf.Rank).Select(axis => new Axis(i, axis))).ToArray();
        if (axes.Length == 0) return [];
        var groups = axes.GroupBy(axis => Extent(leaves, axis)).SelectMany(Groups).ToArray();
        // Leading axes may be those of a batch.
        return [
            .. groups.Prepend([.. axes.Where(axis => axis.Index == 0)]).Select(group => Apply(leaves, group, Drop)),
            .. groups.Where(group => Extent(leaves, group[0]) > 1).Select(group => Apply(leaves, group, (leaf, axis) => Cut(leaf, axis, 1))),
            .. groups.Where(group => Extent(leaves, group[0]) > 2).Select(group => Apply(leaves, group, (leaf, axis) => Cut(leaf, axis, leaf.Shape[axis] - 1))),
        ];
    }

    /// <summary>All axes of one extent, each pair in different leaves, and each alone.</summary>
    static IEnumerable<Axis[]> Groups(IEnumerable<Axis> same)
    {
        Axis[] all = [.. same];
        var pairs = from a in all from b in all where a.Leaf < b.Leaf select (Axis[])[a, b];
        return all.Length == 1 ? [all] : [all, .. pairs, .. all.Select(axis => (Axis[])[axis])];
    }

    /// <summary>Changes axes, the last one first, so that those before it keep their numbers.</summary>
    static Tensor[] Apply(Tensor[] leaves, Axis[] group, Func<Tensor, int, Tensor> change)
    {
        Tensor[] changed = [.. leaves];
        foreach (var axis in group.OrderByDescending(axis => axis.Index)) changed[axis.Leaf] = change(changed[axis.Leaf], axis.Index);
        return changed;
    }

    static int Extent(Tensor[] leaves, Axis axis) => leaves[axis.Leaf].Shape[axis.Index];

    static Tensor Cut(Tensor x, int axis, int extent) => Operations.Split(x, axis, extent, x.Shape[axis] - extent)[0];

    /// <summary>The first element along an axis; zeros where it is empty.</summary>
    static Tensor Drop(Tensor x, int axis)
    {
        Shape rest = (int[])[.. x.Shape.Where((_, i) => i != axis)];
        return x.Shape[axis] == 0 ? Tensor.Zeros(rest, x.DType) : Cut(x, axis, 1).Reshape(rest);
    }

    /// <summary>One leaf at a time as a whole, then one element at a time: 0, 1, −1, the nearest whole number, half.</summary>
    static IEnumerable<Tensor[]> Numbers(Tensor[] leaves)
    {
        var floats = Enumerable.Range(0, leaves.Length).Where(i => leaves[i].DType.IsFloat()).ToArray();
        return [
            .. floats.SelectMany(i => Simpler(leaves, i, All)),
            .. floats.SelectMany(i => Enumerable.Range(0, leaves[i].Size).SelectMany(at => Simpler(leaves, i, element => element == at)))];

        static bool All(int element) => true;
    }

    static IEnumerable<Tensor[]> Simpler(Tensor[] leaves, int leaf, Func<int, bool> chosen)
    {
        var numbers = Flat.Numbers([leaves[leaf]]);
        foreach (var simpler in (Func<double, double>[])[_ => 0, _ => 1, _ => -1, Math.Round, number => Math.Truncate(number / 2)])
        {
            double[] next = [.. numbers.Select((number, i) => chosen(i) ? Simpler(number, simpler(number)) : number)];
            if (next.AsSpan().SequenceEqual(numbers)) continue;
            Tensor[] changed = [.. leaves];
            changed[leaf] = Tensor.From(next, leaves[leaf].Shape).Cast(leaves[leaf].DType);
            yield return changed;
        }
    }

    /// <summary>The proposal, unless the number is as simple already.</summary>
    static double Simpler(double number, double proposed) => Weight(proposed) < Weight(number) ? proposed : number;

    /// <summary>0 is simplest, then 1, −1, whole numbers by size, then all others.</summary>
    static double Weight(double x) => x == Math.Truncate(x) ? Math.Abs(x) + (x < 0 ? 0.5 : 0) : 1e300;
}
