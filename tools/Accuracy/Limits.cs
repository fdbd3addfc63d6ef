namespace Functional.Accuracy;

/// <summary>The errors that functions may have, in units of the last place.</summary>
internal static class Limits
{
    /// <summary>Of most functions; the value nearest to the right one has ½.</summary>
    const double Usual = 2;

    static readonly Dictionary<string, double> others = new()
    {
        ["Abs"] = 0, ["Ceiling"] = 0, ["Floor"] = 0, ["Negate"] = 0, ["Relu"] = 0, ["Round"] = 0, ["Sign"] = 0, ["StopGradient"] = 0, ["Truncate"] = 0, ["CopySign"] = 0, ["Fmod"] = 0,
        ["Maximum"] = 0, ["Minimum"] = 0,
        ["Add"] = 0.5, ["Subtract"] = 0.5, ["Multiply"] = 0.5, ["Divide"] = 0.5, ["Sqrt"] = 0.5,
        ["Pow"] = 4, ["LogGamma"] = 4, ["Digamma"] = 4, ["Polygamma"] = 4, ["BesselI0"] = 4, ["BesselI1"] = 4,
    };

    internal static double Of(string function) => others.GetValueOrDefault(function, Usual);
}
