namespace Functional.Nn;

/// <summary>How a layer is applied.</summary>
public sealed record Mode
{
    Mode() { }

    /// <summary>To use the model: nothing is random, running statistics stay as they are.</summary>
    public static readonly Mode Evaluate = new();

    /// <summary>To train the model, with the randomness of a key.</summary>
    public static Mode Train(Key key) => new() { Key = key };

    /// <summary>The randomness of training, or null where the model is used; a layer asks <c>mode.Key is { } key</c>.</summary>
    public Key? Key { get; private init; }

    /// <summary>The mode for one part of a model, with randomness of its own.</summary>
    public Mode Part(int number) => Key is { } key ? Train(key.Fold(number)) : this;
}
