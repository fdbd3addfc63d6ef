using System.Globalization;

namespace Functional.Accuracy;

/// <summary>What a walk over the arguments of a function finds.</summary>
internal sealed class Row(string name)
{
    (double A, double? B) worstAt, wrongAt;

    /// <summary>The largest error in units of the last place.</summary>
    internal double Worst { get; private set; }

    /// <summary>How many values are NaN where they must not be, or not NaN where they must be, or zeros of the wrong sign.</summary>
    internal long Wrong { get; private set; }

    internal long Count { get; private set; }

    /// <summary>How long one thread would have computed the values.</summary>
    internal double Seconds { get; set; }

    internal bool IsWithinLimit => Wrong == 0 && Worst <= Limits.Of(name);

    internal static string Header => Line("function", "ulp", "at", "wrong", "at", "M/s");

    internal static string Without(string name) => Line(name, "no reference");

    internal void Add(in Deviation deviation, double a, double? b = null)
    {
        Count++;
        if (deviation.IsWrong && Wrong++ == 0) wrongAt = (a, b);
        if (deviation.Ulps > Worst) (Worst, worstAt) = (deviation.Ulps, (a, b));
    }

    internal void Add(Row other)
    {
        if (other.Worst > Worst) (Worst, worstAt) = (other.Worst, other.worstAt);
        if (Wrong == 0) wrongAt = other.wrongAt;
        (Wrong, Count, Seconds) = (Wrong + other.Wrong, Count + other.Count, Seconds + other.Seconds);
    }

    public override string ToString() => Line(name, Worst.ToString("0.000", CultureInfo.InvariantCulture), Worst > 0 ? Text(worstAt) : "",
        $"{Wrong}", Wrong > 0 ? Text(wrongAt) : "", Seconds > 0 ? $"{Count / Seconds / 1e6:0}" : "");

    static string Text((double A, double? B) at) => at.B is null ? $"{at.A:R}" : $"{at.A:R}, {at.B:R}";

    static string Line(string name, string ulps, string arguments = "", string wrong = "", string firstWrong = "", string speed = "")
        => $"{name,-16}{ulps,12}  {arguments,-48}{wrong,10}  {firstWrong,-30}{speed,8}".TrimEnd();
}
