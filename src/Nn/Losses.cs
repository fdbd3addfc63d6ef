using Functional.Primitives;
using static Functional.Operations;

namespace Functional.Nn;

/// <summary>What training makes small, and the functions beside it.</summary>
public static class Losses
{
    /// <summary>eˣ / Σ eˣ along the last axis, without overflow.</summary>
    public static Tensor Softmax(Tensor logits) => Exp(LogSoftmax(logits));

    /// <summary>x − log Σ eˣ along the last axis, without overflow.</summary>
    public static Tensor LogSoftmax(Tensor logits)
    {
        var (x, total) = Shifted("LogSoftmax", logits);
        return Cast(x - total, logits.DType);
    }

    /// <summary>
    /// The mean over examples of −log p(label), where p is the softmax of the logits: log Σ eˣ − x[label]. A label of probability 0 counts for
    /// nothing, also where its logit is −∞.
    /// </summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="labels">Either integers 0 … classes − 1 […], or probabilities (such as one-hot rows) of the logits' shape and type.</param>
    public static Tensor SoftmaxCrossEntropy(Tensor logits, Tensor labels)
    {
        var (x, total) = Shifted("SoftmaxCrossEntropy", logits);
        return Cast(labels.DType.IsInteger() ? (Squeeze(total, -1) - Pick(x, labels)).Mean()
            : labels.Shape == logits.Shape ? -Formulas.ChainProduct(Cast(labels, x.DType), x - total).Sum(-1).Mean()
            : throw new ShapeException($"SoftmaxCrossEntropy: logits are {logits.Shape}, label probabilities are {labels.Shape}: shapes differ"),
            logits.DType);
    }

    /// <summary>The logits less a number of each row that makes the largest 0, and log Σ eˣ of these, in the type in which they are computed.</summary>
    static (Tensor X, Tensor LogTotal) Shifted(string operation, Tensor logits)
    {
        Sequence<int> last = [logits.Shape.Axis(-1, operation)];
        Extremum.RequireElements(operation, logits, last);
        var x = Cast(logits, logits.DType.Computed());
        x -= StopGradient(new Extremum(End.Max, last).Apply(x));
        return (x, Log(new Sum(last).Apply(Exp(x))));
    }
}
