using System.Globalization;
using Functional.Nn;

namespace Functional.Digits;

/// <summary>How well a model recognises images that it was not taught.</summary>
/// <param name="Logits">The model's results, [n, 10].</param>
/// <param name="Labels">What the images show, [n].</param>
sealed record Examination(Tensor Logits, Tensor Labels)
{
    const int Batch = 64;

    /// <summary>The examination of all images, or none if it was interrupted.</summary>
    public static Examination? Of(Layer model, Learner learner, LabeledImages images, Interruption interruption)
    {
        var logits = new List<Tensor>();
        foreach (var range in Batches.InOrder(images.Count, Batch))
        {
            if (interruption.IsRequested) return null;
            logits.Add(Training.Predict(model, learner, images.Images[range], Batch));
        }
        return new(Operations.Concat(0, [.. logits]), images.Labels);
    }

    public string Accuracy => Metrics.Accuracy(Logits, Labels).ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>How often a digit (row) was taken for another (column), as a table.</summary>
    public string Confusion
    {
        get
        {
            var counts = Metrics.ConfusionMatrix(Operations.ArgMax(Logits), Labels, Models.Classes);
            var digits = Enumerable.Range(0, Models.Classes);
            var rows = digits.Select(digit => $"digit   {digit}" + Row(digits.Select(other => (int)counts[digit, other].ToScalar())));
            return string.Join(Environment.NewLine, rows.Prepend("taken for" + Row(digits)));
        }
    }

    static string Row(IEnumerable<int> numbers) => string.Concat(numbers.Select(number => $"{number,5}"));
}
