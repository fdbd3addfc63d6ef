namespace Functional.Tests.Properties;

/// <summary>A shape, and choices of numbers for it.</summary>
public sealed record Case(Shape Shape, Choices Choices)
{
    /// <summary>Draws the same again whenever it is asked for.</summary>
    public Draw Draw => Choices.Draw;

    public Tensor Tensor => Draw.Numbers(Shape);

    /// <summary>Another tensor of the same shape.</summary>
    public Tensor Other => Another(-1).Numbers(Shape);

    /// <summary>Draws independently of <see cref="Draw"/> and of those of other numbers.</summary>
    public Draw Another(int number) => Choices.Stream(number).Draw;

    public override string ToString() => $"{Shape}, such as {Tensor}";

    /// <summary>Fewer axes, smaller extents, simpler numbers.</summary>
    internal IEnumerable<Case> Smaller(int minRank)
    {
        for (var axis = 0; axis < Shape.Rank; axis++)
        {
            if (Shape.Rank > minRank) yield return this with { Shape = (int[])[.. Shape.Take(axis), .. Shape.Skip(axis + 1)] };
            if (Shape[axis] > 1) yield return this with { Shape = Shape.With(axis, Shape[axis] - 1) };
        }
        foreach (var choices in Choices.Smaller()) yield return this with { Choices = choices };
    }
}
