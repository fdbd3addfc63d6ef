using System.Globalization;

namespace Functional.Accuracy;

/// <summary>What a walk over the arguments of a function has found.</summary>
/// <param name="Worst">The largest error in units of the last place.</param>
/// <param name="Arguments">Where it is.</param>
/// <param name="Wrong">How many values are NaN where they must not be, or not NaN where they must be, or zeros of the wrong sign.</param>
/// <param name="FirstWrong">One of these.</param>
/// <param name="Count">How many values there are.</param>
/// <param name="Seconds">How long one thread would have computed them.</param>
internal readonly record struct Row(string Name, double Worst, string Arguments, long Wrong, string FirstWrong, long Count, double Seconds)
{
    internal bool IsWithinLimit => Wrong == 0 && Worst <= Limits.Of(Name);

    internal static string Header => Line("function", "ulp", "at", "wrong", "at", "M/s");

    internal static string Without(string name) => Line(name, "no reference");

    internal Row Add(in Deviation deviation, double a, double? b = null)
    {
        var worse = deviation.Ulps > Worst;
        return this with
        {
            Worst = worse ? deviation.Ulps : Worst,
            Arguments = worse ? Text(a, b) : Arguments,
            Wrong = Wrong + (deviation.IsWrong ? 1 : 0),
            FirstWrong = deviation.IsWrong && Wrong == 0 ? Text(a, b) : FirstWrong,
            Count = Count + 1,
        };
    }

    internal Row Add(in Row other) => new(Name, Math.Max(Worst, other.Worst), other.Worst > Worst ? other.Arguments : Arguments,
        Wrong + other.Wrong, Wrong > 0 ? FirstWrong : other.FirstWrong, Count + other.Count, Seconds + other.Seconds);

    public override string ToString()
        => Line(Name, Worst.ToString("0.000", CultureInfo.InvariantCulture), Arguments, $"{Wrong}", FirstWrong, $"{Count / Seconds / 1e6:0}");

    static string Text(double a, double? b) => b is null ? $"{a:R}" : $"{a:R}, {b:R}";

    static string Line(string name, string ulps, string arguments = "", string wrong = "", string firstWrong = "", string speed = "")
        => $"{name,-16}{ulps,12}  {arguments,-48}{wrong,10}  {firstWrong,-30}{speed,8}".TrimEnd();
}
