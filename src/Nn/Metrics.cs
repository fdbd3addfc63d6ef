using static Functional.Operations;

namespace Functional.Nn;

/// <summary>How well predictions agree with labels.</summary>
public static class Metrics
{
    /// <summary>The part of the examples whose largest logit [n, classes] is at the label [n], in 0 … 1.</summary>
    public static double Accuracy(Tensor logits, Tensor labels)
        => Equal(ArgMax(logits), labels.Cast(DType.Int32)).Cast(DType.Float64).Mean().ToScalar();

    /// <summary>How often an example of a class (row) was taken for another (column): int64 [classes, classes].</summary>
    public static Tensor ConfusionMatrix(Tensor predictions, Tensor labels, int classes)
        => predictions.Shape != labels.Shape
            ? throw new ShapeException($"ConfusionMatrix: predictions are {predictions.Shape}, labels are {labels.Shape}: shapes differ")
            : Scatter(Tensor.Ones([labels.Size], DType.Int64), Ravel(labels.Cast(DType.Int32) * classes + predictions.Cast(DType.Int32)), classes * classes)
                .Reshape(classes, classes);
}
