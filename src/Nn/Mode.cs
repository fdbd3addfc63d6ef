namespace Functional.Nn;

/// <summary>How a layer is applied.</summary>
public abstract record Mode
{
    /// <summary>To use the model: nothing is random, running statistics stay as they are.</summary>
    public static readonly Mode Evaluate = new Evaluation();

    /// <summary>To train the model, with the randomness of a key.</summary>
    public static Mode Train(Key key) => new Training(key);

    /// <summary>The mode for one part of a model, with randomness of its own.</summary>
    public Mode Part(int number) => this is Training(var key) ? new Training(key.Fold(number)) : this;

    /// <summary>The kind of <see cref="Evaluate"/>.</summary>
    public sealed record Evaluation : Mode;

    /// <summary>The kind of <see cref="Train"/>; a layer asks <c>mode is Mode.Training(var key)</c>.</summary>
    public sealed record Training(Key Key) : Mode;
}
