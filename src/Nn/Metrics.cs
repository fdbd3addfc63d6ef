using Functional.Primitives;
using static Functional.Operations;

namespace Functional.Nn;

/// <summary>How well predictions agree with labels.</summary>
public static class Metrics
{
    /// <summary>The part of the examples whose largest logit [n, classes] is at the label, an integer [n]; in 0 … 1.</summary>
    public static double Accuracy(Tensor logits, Tensor labels)
    {
        var predictions = ArgMax(logits);
        RequireSame("Accuracy", predictions, labels);
        return Equal(predictions, labels.Cast(DType.Int32)).Cast(DType.Float64).Mean().ToScalar();
    }

    /// <summary>How often an example of a class (row) was taken for another (column), for integers 0 … classes − 1 [n]: int64 [classes, classes].</summary>
    public static Tensor ConfusionMatrix(Tensor predictions, Tensor labels, int classes)
    {
        RequireSame("ConfusionMatrix", predictions, labels);
        var cells = Ravel(Classes(labels, classes) * classes + Classes(predictions, classes));
        return Scatter(Tensor.Ones([labels.Size], DType.Int64), cells, classes * classes).Reshape(classes, classes);
    }

    static void RequireSame(string metric, Tensor predictions, Tensor labels)
    {
        if (predictions.Shape != labels.Shape)
            throw new ShapeException($"{metric}: predictions are {predictions.Shape}, labels are {labels.Shape}: shapes differ");
    }

    /// <summary>The classes as int32; the device refuses what is none of them.</summary>
    static Tensor Classes(Tensor classOf, int classes) => new Gather(0, "ConfusionMatrix", IsFromEnd: false).Apply(Tensor.Arange(classes), classOf);
}
