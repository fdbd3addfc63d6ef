using System.Globalization;

namespace Functional.Primitives;

/// <summary>What the elements of a tensor are, as far as it matters here: their range, and the first one that is not finite.</summary>
internal readonly record struct Contents(double Least, double Most, int FirstNaN, int FirstInfinity, DType DType, Shape Shape)
{
    /// <summary>Those of integers and truth values, whatever they are.</summary>
    internal static readonly Contents Whole = new(0, 0, -1, -1, DType.Int32, Shape.Scalar);

    internal bool HasNaN => FirstNaN >= 0;

    internal bool HasInfinity => FirstInfinity >= 0;

    internal bool IsFinite => !HasNaN && !HasInfinity;

    /// <summary>Those of a tensor, which is read; of values that differ across batches all together.</summary>
    internal static Contents Of(Tensor x)
    {
        if (!x.DType.IsFloat()) return Whole with { DType = x.DType, Shape = x.Shape };
        var plain = x.Primal;
        var (least, most, nan, infinity) = (double.PositiveInfinity, double.NegativeInfinity, -1, -1);
        var elements = Operations.Cast(plain, DType.Float64).AsSpan<double>();
        for (var i = 0; i < elements.Length; i++)
            if (double.IsNaN(elements[i])) nan = nan < 0 ? i : nan;
            else
            {
                (least, most) = (Math.Min(least, elements[i]), Math.Max(most, elements[i]));
                if (double.IsInfinity(elements[i]) && infinity < 0) infinity = i;
            }
        return new(least, most, nan, infinity, plain.DType, plain.Shape);
    }

    /// <summary>The first element that is not finite: NaN goes before ∞.</summary>
    internal string Fault => HasNaN ? $"NaN{At(FirstNaN)}" : $"∞{At(FirstInfinity)}";

    string At(int element)
    {
        if (Shape.Rank == 0) return "";
        var place = new int[Shape.Rank];
        for (var axis = Shape.Rank - 1; axis >= 0; element /= Shape[axis--]) place[axis] = element % Shape[axis];
        return $" at [{string.Join(", ", place)}]";
    }

    string Range => !DType.IsFloat() ? "of whole numbers"
        : Least <= Most ? string.Create(CultureInfo.InvariantCulture, $"in {Least:G4} … {Most:G4}{(HasNaN ? " and NaN" : "")}")
        : HasNaN ? "of NaN" : "without elements";

    /// <summary>The type, the shape and the range.</summary>
    public override string ToString() => $"{DType.Name()} {Shape} {Range}";
}
