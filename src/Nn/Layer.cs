namespace Functional.Nn;

/// <summary>
/// A pure function of parameters, state and a batch, with the pure function that makes its first parameters. A model is a layer;
/// <c>&gt;&gt;</c> composes layers, left to right. The shapes of layers are those of one example: a batch has one axis more in front.
/// </summary>
public abstract record Layer
{
    /// <summary>The shape of an example's result for the shape of an example.</summary>
    /// <exception cref="ShapeException">The layer does not take such examples.</exception>
    public abstract Shape Output(Shape input);

    /// <summary>The first parameters and state for examples of a shape.</summary>
    public virtual (Params Params, State State) Init(Key key, Shape input)
    {
        Output(input);
        return (Params.Empty, State.Empty);
    }

    /// <summary>The result for a batch [n, example…] → [n, result…], and the state after it.</summary>
    public abstract (Tensor Y, State Next) Apply(Params p, State s, Tensor x, Mode mode);

    /// <summary>The layers of which this one is made, which a summary lists instead of it.</summary>
    public virtual IReadOnlyList<Layer> Parts => [];

    /// <summary>What a summary calls it.</summary>
    public virtual string Label => GetType().Name.Replace("Layer", "", StringComparison.Ordinal);

    /// <summary>One layer after the other.</summary>
    public static Layer operator >>(Layer first, Layer second) => Chain.Of(first, second);

    /// <summary>A function of batches that keeps their shape, such as <c>Relu</c>, as the next layer.</summary>
    public static Layer operator >>(Layer first, Func<Tensor, Tensor> second) => Chain.Of(first, new ElementwiseLayer(second));

    /// <summary>The name of <c>&gt;&gt;</c> for callers whose language lacks it.</summary>
    public Layer Then(Layer next) => this >> next;

    /// <summary>Requires an example's shape to have a rank, and says in the user's terms what it should be.</summary>
    protected static void RequireRank(string layer, Shape input, int rank, string meaning)
    {
        if (input.Rank != rank) throw new ShapeException($"{layer}: an example is {input}, not {meaning}");
    }
}

/// <summary>Functions as layers.</summary>
public static class LayerFunctions
{
    extension(Func<Tensor, Tensor>)
    {
        /// <summary>A layer after a function that keeps the shape of batches.</summary>
        public static Layer operator >>(Func<Tensor, Tensor> first, Layer second) => Chain.Of(new ElementwiseLayer(first), second);
    }
}
