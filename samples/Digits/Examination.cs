using System.Globalization;
using Functional.Nn;

namespace Functional.Digits;

/// <summary>How well a model recognises images that it was not taught.</summary>
/// <param name="Logits">The model's results, [n, 10].</param>
/// <param name="Labels">What the images show, [n].</param>
sealed record Examination(Tensor Logits, Tensor Labels)
{
    public static Examination Of(Layer model, Learner learner, LabeledImages images) => new(Training.Predict(model, learner, images.Images), images.Labels);

    public string Accuracy => Metrics.Accuracy(Logits, Labels).ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>How often a digit (row) was taken for another (column), as a table.</summary>
    public string Confusion
    {
        get
        {
            var counts = Metrics.ConfusionMatrix(Operations.ArgMax(Logits), Labels, Models.Classes);
            var digits = Enumerable.Range(0, Models.Classes);
            string[] lines = ["taken for" + Row(digits), .. digits.Select(digit => $"digit   {digit}" + Row(digits.Select(other => (int)counts[digit, other].ToScalar())))];
            return string.Join(Environment.NewLine, lines);
        }
    }

    static string Row(IEnumerable<int> numbers) => string.Concat(numbers.Select(number => $"{number,5}"));
}
