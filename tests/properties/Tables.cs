using System.Globalization;

namespace Functional.Tests.Properties;

/// <summary>
/// Tables that <c>tools/Accuracy/derivatives.py</c> writes: the sample that lies beside the tests, or those in the folder that FUNCTIONAL_TABLES names.
/// </summary>
static class Tables
{
    /// <summary>The lines of a table by their function; a field is a number, or missing.</summary>
    internal static Dictionary<string, double?[][]> Read(string file)
        => File.ReadLines(Path.Combine(Environment.GetEnvironmentVariable("FUNCTIONAL_TABLES") ?? Path.Combine(AppContext.BaseDirectory, "References"), file))
            .Select(line => line.Split(',')).GroupBy(parts => parts[0])
            .ToDictionary(group => group.Key, group => group.Select(parts => parts.Skip(1).Select(Number).ToArray()).ToArray());

    static double? Number(string digits)
        => digits == "" ? null : BitConverter.UInt64BitsToDouble(ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>How far a value may be off, in units of rounding: what <c>tools/Accuracy</c> allows, and what the logarithm of a power amplifies.</summary>
    internal static bool IsValue(double expected, double actual)
        => expected.Equals(actual) || Math.Abs(expected - actual) <= 8 * 1.1102230246251565e-16 * Math.Abs(expected) + 2 * double.Epsilon;
}
