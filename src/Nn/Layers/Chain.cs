using Functional.Primitives;

namespace Functional.Nn;

/// <summary>Layers one after the other; their parameters are named by their place, from 0.</summary>
public sealed record Chain : Layer
{
    readonly Layer[] layers;

    Chain(Layer[] layers) => this.layers = layers;

    /// <summary>Joins two layers, and chains into one.</summary>
    internal static Chain Of(Layer first, Layer second) => new([.. LinksOf(first), .. LinksOf(second)]);

    internal static Layer Of(IEnumerable<Layer> layers) => new Chain([.. layers.SelectMany(LinksOf)]);

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Parts => layers;

    /// <inheritdoc/>
    public override Shape Output(Shape input) => layers.Aggregate(input, (shape, layer) => layer.Output(shape));

    /// <inheritdoc/>
    public override (Params, State) Init(Key key, Shape input)
    {
        var (p, s) = (Params.Empty, State.Empty);
        for (var i = 0; i < layers.Length; i++)
        {
            var part = layers[i].Init(key.Fold(i), input);
            (p, s, input) = (p.With($"{i}", part.Params), s.With($"{i}", part.State), layers[i].Output(input));
        }
        return (p, s);
    }

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode)
    {
        var next = s;
        for (var i = 0; i < layers.Length; i++)
        {
            using var place = Whereabouts.Enter(i, layers[i].Label);
            (x, var part) = layers[i].Apply(p.Child($"{i}"), s.Child($"{i}"), x, mode.Part(i));
            next = next.With($"{i}", part);
        }
        return (x, next);
    }

    /// <summary>Whether the layers are equal, one by one.</summary>
    public bool Equals(Chain? other) => other is not null && layers.SequenceEqual(other.layers);

    /// <inheritdoc/>
    public override int GetHashCode() => layers.Aggregate(0, HashCode.Combine);

    static Layer[] LinksOf(Layer layer) => layer is Chain chain ? chain.layers : [layer];
}
