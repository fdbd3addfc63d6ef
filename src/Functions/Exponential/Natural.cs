namespace Functional.Functions;

/// <summary>Natural logarithms as constants: a function of the platform might round them elsewise.</summary>
internal static class Natural
{
    internal const double LogOf2 = 0.6931471805599453, LogOf10 = 2.302585092994046;
}
