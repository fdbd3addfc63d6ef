using FsCheck.Xunit;
using Xunit;

namespace Functional.Nn.Tests;

/// <summary>Text of unknown origin in a message.</summary>
public class PrintableTests
{
    [Theory]
    [InlineData("dense.weight", "dense.weight")]
    [InlineData("Größe 重み \"x\" 'y' \\z 😀", "Größe 重み \"x\" 'y' \\z 😀")]
    [InlineData("\e[2J\a\b\0\u007F\u009B", @"\u001B[2J\u0007\u0008\u0000\u007F\u009B")]
    [InlineData("a\r\n\tb", @"a\r\n\tb")]
    [InlineData("evil\u202Egnp.exe\u200B\uFEFF\u2028\u2029", @"evil\u202Egnp.exe\u200B\uFEFF\u2028\u2029")]
    [InlineData("\uE000\U000F0000\U000E0041", @"\uE000\U000F0000\U000E0041")]
    public void What_prints_as_itself_stays_and_the_rest_is_escaped(string text, string expected) => Assert.Equal(expected, Printable.Of(text));

    [Fact]
    public void Halves_of_pairs_are_escaped() => Assert.Equal(@"a\uD800b\uDC00", Printable.Of("a\ud800b\udc00"));

    [Fact]
    public void Long_text_is_cut_between_characters()
    {
        Assert.Equal(new string('x', 120) + "…", Printable.Of(new string('x', 1_000_000)));
        Assert.Equal("ab…", Printable.Of("ab😀", 3));
        Assert.Equal("ab😀", Printable.Of("ab😀", 4));
        Assert.Equal("a…", Printable.Of("a\ebc", 6));
    }

    [Property(MaxTest = 1000)]
    public bool A_line_is_short_harmless_and_does_not_change_again(string? text)
        => Printable.Of(text ?? "") is var line && line.Length <= 121 && !line.Any(char.IsControl) && Printable.Of(line, 121) == line;
}
