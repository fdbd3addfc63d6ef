using Functional.Primitives;

namespace Functional.Nn;

/// <summary>Layers side by side on the same input, whose results are joined into one.</summary>
public abstract record Branches(Sequence<Branch> Layers) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Parts => [.. Layers.Select(branch => branch.Layer)];

    private protected abstract Shape Join(IReadOnlyList<Shape> shapes);

    private protected abstract Tensor Join(Tensor[] results);

    /// <inheritdoc/>
    public sealed override Shape Output(Shape input) => Join([.. Layers.Select(branch => branch.Layer.Output(input))]);

    /// <inheritdoc/>
    public sealed override (Params, State) Init(Key key, Shape input)
    {
        Output(input);
        var (p, s) = (Params.Empty, State.Empty);
        for (var i = 0; i < Layers.Count; i++)
        {
            var part = Layers[i].Layer.Init(key.Fold(i), input);
            (p, s) = (p.With($"{i}", part.Params), s.With($"{i}", part.State));
        }
        return (p, s);
    }

    /// <inheritdoc/>
    public sealed override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode)
    {
        var (results, next) = (new Tensor[Layers.Count], s);
        for (var i = 0; i < results.Length; i++)
        {
            using var place = Whereabouts.Enter(i, Layers[i].Layer.Label);
            (results[i], var part) = Layers[i].Layer.Apply(p.Child($"{i}"), s.Child($"{i}"), x, mode.Part(i));
            next = next.With($"{i}", part);
        }
        return (Join(results), next);
    }
}

/// <summary>One of several layers side by side.</summary>
public readonly record struct Branch(Layer Layer);

/// <summary>The sum of the results of layers side by side, which have one shape.</summary>
public sealed record SumOf(Sequence<Branch> Layers) : Branches(Layers)
{
    /// <inheritdoc/>
    public override string Label => "Sum";

    private protected override Shape Join(IReadOnlyList<Shape> shapes)
        => shapes.FirstOrDefault(shape => shape != shapes[0]) is { } other
            ? throw new ShapeException($"Sum: one layer gives {shapes[0]}, another {other}: shapes differ") : shapes[0];

    private protected override Tensor Join(Tensor[] results) => results.Aggregate((a, b) => a + b);
}

/// <summary>The results of layers side by side joined along the first axis of an example: the channels of images.</summary>
public sealed record ConcatOf(Sequence<Branch> Layers) : Branches(Layers)
{
    /// <inheritdoc/>
    public override string Label => "Concat";

    private protected override Shape Join(IReadOnlyList<Shape> shapes)
    {
        var (first, channels) = (shapes[0], 0);
        foreach (var shape in shapes)
        {
            if (shape.Rank == 0 || !shape.Skip(1).SequenceEqual(first.Skip(1)))
                throw new ShapeException($"Concat: one layer gives {first}, another {shape}: they differ beside the first axis");
            channels += shape[0];
        }
        return [channels, .. first.Skip(1)];
    }

    private protected override Tensor Join(Tensor[] results) => Operations.Concat(1, results);
}
