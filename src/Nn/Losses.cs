using static Functional.Operations;

namespace Functional.Nn;

/// <summary>What training makes small, and the functions beside it.</summary>
public static class Losses
{
    /// <summary>eˣ / Σ eˣ along the last axis, without overflow.</summary>
    public static Tensor Softmax(Tensor logits) => Exp(LogSoftmax(logits));

    /// <summary>x − log Σ eˣ along the last axis, without overflow.</summary>
    public static Tensor LogSoftmax(Tensor logits) => logits - ExpandDims(LogSumExp(logits, -1), -1);

    /// <summary>
    /// The mean over examples of −log p(label), where p is the softmax of the logits: log Σ eˣ − x[label].
    /// </summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="labels">Either integers 0 … classes − 1 […], or probabilities (such as one-hot rows) of the logits' shape and type.</param>
    public static Tensor SoftmaxCrossEntropy(Tensor logits, Tensor labels)
        => labels.DType.IsInteger() ? (LogSumExp(logits, -1) - Pick(logits, labels)).Mean()
        : labels.Shape == logits.Shape ? -(LogSoftmax(logits) * labels).Sum(-1).Mean()
        : throw new ShapeException($"SoftmaxCrossEntropy: logits are {logits.Shape}, label probabilities are {labels.Shape}: shapes differ");
}
