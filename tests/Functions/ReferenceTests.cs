using Functional.Accuracy;
using Xunit;

namespace Functional.Tests.Functions;

/// <summary>The float64 references, by which float32 is measured, beside the tables of exact values.</summary>
public class ReferenceTests
{
    /// <summary>A thousandth of a unit in the last place of float32, which has 29 binary digits fewer.</summary>
    const double Largest = 1 << 19;

    public static TheoryData<string> Maps => [.. References.Maps.Keys.Where(name => TableWalk.Lines(name).Length > 0)];
    public static TheoryData<string> Zips => [.. References.Zips.Keys.Where(name => TableWalk.Lines(name).Length > 0)];

    [Theory, MemberData(nameof(Maps))]
    public void A_reference_is_as_good_as_exact_for_float32(string function)
        => Assert.All(TableWalk.Lines(function).Where(line => IsOrdinary(line[0]) && IsOrdinary(line[1])), line =>
            Accept(line, Deviation.Of(References.Maps[function](line[0]), line[1], line[2])));

    [Theory, MemberData(nameof(Zips))]
    public void A_reference_of_pairs_is_as_good_as_exact_for_float32(string function)
        => Assert.All(TableWalk.Lines(function).Where(line => line.Take(3).All(IsOrdinary)), line =>
            Accept(line, Deviation.Of(References.Zips[function](line[0], line[1]), line[2], line[3])));

    static void Accept(double[] line, Deviation deviation)
        => Assert.True(deviation is { IsWrong: false, Ulps: <= Largest }, $"{string.Join(", ", line)}: {deviation}");

    /// <summary>Whether float32 has numbers of that size.</summary>
    static bool IsOrdinary(double x) => x == 0 || !double.IsFinite(x) || Math.Abs(x) is >= 1e-45 and <= float.MaxValue;
}
