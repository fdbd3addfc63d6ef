namespace Functional.Tests.Operations;

/// <summary>Numbers under a shape, for formulas that share no code with the library: each element is written by its place.</summary>
public sealed class Values(int[] shape, double[] numbers)
{
    public int[] Shape => shape;

    public double[] Numbers => numbers;

    public int Rank => shape.Length;

    public double this[params ReadOnlySpan<int> at]
    {
        get
        {
            var flat = 0;
            for (var i = 0; i < shape.Length; i++) flat = flat * shape[i] + at[i];
            return numbers[flat];
        }
    }

    public static Values Of(Tensor x) => new([.. x.Shape], Reference.Numbers(x));

    public static Values Of(params double[] numbers) => new([numbers.Length], numbers);

    public static Values Scalar(double number) => new([], [number]);

    /// <summary>The elements by a function of their place.</summary>
    public static Values Tabulate(int[] shape, Func<int[], double> element) => new(shape, [.. Places(shape).Select(element)]);

    /// <summary>All places of a shape, in row-major order.</summary>
    public static IEnumerable<int[]> Places(int[] shape)
    {
        var size = shape.Aggregate(1, (size, extent) => size * extent);
        for (var flat = 0; flat < size; flat++)
        {
            var (at, rest) = (new int[shape.Length], flat);
            for (var i = shape.Length - 1; i >= 0; rest /= shape[i], i--) at[i] = rest % shape[i];
            yield return at;
        }
    }

    public Values Map(Func<double, double> f) => new(shape, [.. numbers.Select(f)]);

    /// <summary>A function of the elements of shapes that broadcast.</summary>
    public static Values Zip(Func<double[], double> f, params Values[] x)
    {
        var rank = x.Max(each => each.Rank);
        int[] to = [.. Enumerable.Range(0, rank).Select(i => x.Max(each => i - (rank - each.Rank) is >= 0 and var at ? each.Shape[at] : 1))];
        foreach (var each in x)
            for (var i = 0; i < each.Rank; i++)
                if (each.Shape[i] == 0) to[rank - each.Rank + i] = 0;
        return Tabulate(to,
            at => f([.. x.Select(each => each[[.. at.Skip(rank - each.Rank).Select((i, axis) => each.Shape[axis] == 1 ? 0 : i)]])]));
    }

    /// <summary>A function of the elements over some axes, in row-major order.</summary>
    public Values Reduce(Func<double[], double> f, int[] axes, bool keep = false)
    {
        axes = [.. axes.Select(axis => axis < 0 ? axis + Rank : axis)];
        int[] inner = [.. axes.Select(axis => shape[axis])], others = [.. Enumerable.Range(0, Rank).Except(axes)];
        var reduced = Tabulate([.. others.Select(axis => shape[axis])], outer => f([.. Places(inner).Select(place => this[Joined(outer, place)])]));
        return keep ? new([.. shape.Select((extent, axis) => axes.Contains(axis) ? 1 : extent)], reduced.Numbers) : reduced;

        int[] Joined(int[] outer, int[] place)
        {
            var at = new int[Rank];
            for (var i = 0; i < others.Length; i++) at[others[i]] = outer[i];
            for (var i = 0; i < axes.Length; i++) at[axes[i]] = place[i];
            return at;
        }
    }

    /// <summary>A function of each row along an axis, which becomes another row.</summary>
    public Values Rows(Func<double[], double[]> f, int axis = -1)
    {
        if (axis < 0) axis += Rank;
        var extent = f([.. Enumerable.Repeat(1.0, shape[axis])]).Length;
        return Tabulate([.. shape.Select((old, i) => i == axis ? extent : old)],
            at => f([.. Enumerable.Range(0, shape[axis]).Select(i => this[[.. at[..axis], i, .. at[(axis + 1)..]]])])[at[axis]]);
    }

    /// <summary>The same numbers in row-major order under another shape.</summary>
    public Values Under(params int[] other) => new(other, numbers);

    /// <summary>The product of matrices.</summary>
    public static Values Product(Values a, Values b) => Tabulate([a.Shape[0], b.Shape[1]],
        at => Enumerable.Range(0, a.Shape[1]).Sum(k => a[at[0], k] * b[k, at[1]]));
}
