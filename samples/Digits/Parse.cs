using System.Globalization;
using Functional.Nn;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Digits;

/// <summary>The texts of options as values, or else a clause that says what they should be.</summary>
static class Parse
{
    public static Func<string, Validation<string, int>> Count(int least, int most = int.MaxValue) => text
        => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most
            ? Success<string, int>(count)
            : Fail<string, int>($"{Quote(text)} is not a whole number {Range(least, most)}");

    public static Validation<string, long> Seed(string text)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? Success<string, long>(seed)
        : Fail<string, long>($"{Quote(text)} is not a whole number of 64 bits");

    public static Validation<string, double?> Rate(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && double.IsFinite(rate) && rate > 0
            ? Success<string, double?>(rate)
            : Fail<string, double?>($"{Quote(text)} is not a positive number");

    public static Validation<string, string?> Path(string text)
        => text is not "" ? Success<string, string?>(text) : Fail<string, string?>("this is not the name of a file");

    static string Quote(string text) => $"'{Printable.Of(text)}'";

    static string Range(int least, int most) => most == int.MaxValue ? $"from {least} up" : $"from {least} to {most}";
}
