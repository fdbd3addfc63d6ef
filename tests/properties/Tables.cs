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

    /// <summary>The names of the functions of a kind.</summary>
    internal static IEnumerable<string> Functions(Type kind)
        => kind.Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(kind)).Select(type => type.Name);

    static double? Number(string digits)
        => digits == "" ? null : BitConverter.UInt64BitsToDouble(ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>Whether a value is as close as <c>tools/Accuracy</c> demands: 4 units in the last place, of numbers as well.</summary>
    internal static bool IsValue(double expected, double actual)
        => expected.Equals(actual) || Math.Abs(expected - actual) <= 8 * 1.1102230246251565e-16 * Math.Abs(expected) + 2 * double.Epsilon;
}
