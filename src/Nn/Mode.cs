namespace Functional.Nn;

/// <summary>How a layer is applied.</summary>
public abstract record Mode
{
    /// <summary>To use the model: nothing is random, running statistics stay as they are.</summary>
    public static readonly Mode Evaluate = new Evaluation();

    /// <summary>To train the model, with the randomness of a key.</summary>
    public static Mode Train(Key key) => new Training(key);

    /// <summary>The mode for one part of a model, with randomness of its own.</summary>
    internal Mode Part(int number) => this is Training(var key) ? new Training(key.Fold(number)) : this;

    internal sealed record Evaluation : Mode;

    internal sealed record Training(Key Key) : Mode;
}
