using Functional.Accuracy;
using Xunit;

namespace Functional.Tests.Functions;

/// <summary>Every function against references that share no code with it; the tool walks over all float32.</summary>
public class AccuracyTests
{
    const int Stride = 1 << 14;

    /// <summary>
    /// Functions that the C library lacks, or whose error is small beside 1, not beside a value near 0; tables alone, of values or of the derivatives that are
    /// made of them, measure them.
    /// </summary>
    static readonly string[] withoutLibrary = ["Polygamma", "ChainProduct", "LogAddExp", "PowLog", "InverseSquare"];

    /// <summary>
    /// Functions that are exact or a single operation of the machine need no table. Those of which others' derivatives are made have one there.
    /// </summary>
    static readonly string[] withoutTable =
    [
        "Abs", "Add", "Ceiling", "ChainProduct", "CopySign", "Divide", "Floor", "Fmod", "InverseSquare", "Maximum", "Minimum", "Multiply", "Negate", "PowLog", "Relu",
        "Round", "Sign", "Sqrt", "StopGradient", "Subtract", "Truncate",
    ];

    public static TheoryData<string> Maps => [.. Catalog.Maps.Except(withoutLibrary)];
    public static TheoryData<string> All => [.. Catalog.Names.Except(withoutLibrary)];
    public static TheoryData<string> Tabulated => [.. Catalog.Names.Except(withoutTable)];

    [Theory, MemberData(nameof(All))]
    public void A_sample_of_float32_is_within_the_limit(string function)
        => Accept(FloatWalk.Of(function, Stride, offset: Random.Shared.Next(Stride)));

    [Theory, MemberData(nameof(Maps))]
    public void Awkward_float32_is_within_the_limit(string function) => Accept(FloatWalk.At(function, [.. Awkward.Singles]));

    [Theory, MemberData(nameof(Tabulated))]
    public void Float64_is_within_the_limit(string function) => Accept(TableWalk.Of(function));

    static void Accept(Row? row)
    {
        Assert.NotNull(row);
        Assert.True(row.IsWithinLimit, $"{Row.Header}{Environment.NewLine}{row}");
    }
}
