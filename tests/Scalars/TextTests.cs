// The analyzer cannot know that a field holds no variable of the derivative.
#pragma warning disable FUN0001

using System.Globalization;
using System.Numerics;
using System.Text;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>Numbers as text.</summary>
public class TextTests
{
    static readonly Dual<double> dual = new(1.5, -2);

    [Fact]
    public void Shows_all_parts()
    {
        Assert.Equal("1.5 + -2ε", dual.ToString());
        Assert.Equal("1.50 + -2.00ε", $"{dual:F2}");
        Assert.Equal("(1.5 + -2ε) + (3 + 0ε)ε", new Dual<Dual<double>>(dual, 3).ToString());
        Assert.Equal("2 + [1, 0, 0, 0, 0, 0, 0, 0]ε", new Dual<double, Lanes<double>>(2, Lanes<double>.Unit(0)).ToString());
        Assert.Equal("4", ((Reverse<double>)4).ToString());
        Assert.Equal("4", ((Jet<double>)4).ToString());
        Assert.Equal("4 + 4t + 1t^2", Taylor(x => Shown = x * x, 2, 2) is [4, 4, 2] ? Shown.ToString() : "");
        Assert.Equal("0", default(Jet<double>).ToString());
    }

    static Jet<double> Shown { get; set; }

    [Fact]
    public void Respects_the_culture() => Assert.Equal("1,5 + -2ε", dual.ToString(null, new NumberFormatInfo { NumberDecimalSeparator = "," }));

    [Fact]
    public void Fills_spans_that_are_long_enough_and_says_where_they_are_not()
    {
        Check(dual);
        Check(new Dual<double, Lanes<double>>(2, Lanes<double>.Unit(0)));
        Check((Reverse<double>)4.25);
        Check((Jet<double>)4.25);
        Check(new Dual<Dual<double>>(dual, dual));

        static void Check<T>(T x) where T : ISpanFormattable, IUtf8SpanFormattable
        {
            var text = x.ToString("F1", CultureInfo.InvariantCulture);
            var (chars, bytes) = (new char[100], new byte[200]);
            Assert.True(x.TryFormat(chars, out var written, "F1", CultureInfo.InvariantCulture));
            Assert.Equal(text, new(chars[..written]));
            Assert.True(x.TryFormat(bytes, out written, "F1", CultureInfo.InvariantCulture));
            Assert.Equal(text, Encoding.UTF8.GetString(bytes[..written]));
            Assert.False(x.TryFormat(chars.AsSpan(0, text.Length - 1), out written, "F1", CultureInfo.InvariantCulture));
            Assert.Equal(0, written);
            Assert.False(x.TryFormat(bytes.AsSpan(0, 1), out written, "F1", CultureInfo.InvariantCulture));
            Assert.Equal(text, string.Create(CultureInfo.InvariantCulture, $"{x:F1}"));
        }
    }

    [Fact]
    public void Reads_constants()
    {
        Check<Dual<double>>(y => (y.Primal, y.Tangent) == (-12.5, 0));
        Check<Dual<Dual<double>>>(y => (y.Primal.Primal, y.Tangent.Primal) == (-12.5, 0));
        Check<Dual<float>>(y => y.Primal == -12.5f);
        Check<Reverse<double>>(y => y.Primal == -12.5);
        Check<Jet<double>>(y => y.Primal == -12.5);
        Check<Dual<double, Lanes<double>>>(y => y.Primal == -12.5);

        static void Check<T>(Predicate<T> isRight) where T : INumberBase<T>
        {
            var (text, culture) = ("-12.5", CultureInfo.InvariantCulture);
            var utf8 = "-12.5"u8;
            Assert.True(isRight(T.Parse(text, culture)));
            Assert.True(isRight(T.Parse(text.AsSpan(), culture)));
            Assert.True(isRight(T.Parse(utf8, culture)));
            Assert.True(isRight(T.Parse(text, NumberStyles.Float, culture)));
            Assert.True(isRight(T.Parse(text.AsSpan(), NumberStyles.Float, culture)));
            Assert.True(isRight(T.Parse(utf8, NumberStyles.Float, culture)));
            Assert.True(T.TryParse(text, culture, out var y) && isRight(y));
            Assert.True(T.TryParse(text.AsSpan(), culture, out y) && isRight(y));
            Assert.True(T.TryParse(utf8, culture, out y) && isRight(y));
            Assert.True(T.TryParse(text, NumberStyles.Float, culture, out y) && isRight(y));
            Assert.True(T.TryParse(text.AsSpan(), NumberStyles.Float, culture, out y) && isRight(y));
            Assert.True(T.TryParse(utf8, NumberStyles.Float, culture, out y) && isRight(y));
            Assert.False(T.TryParse("twelve", culture, out _));
            Assert.False(T.TryParse((string?)null, culture, out _));
            Assert.False(T.TryParse(text, NumberStyles.None, culture, out _));
            Assert.Throws<FormatException>(() => T.Parse("twelve", culture));
        }
    }
}
