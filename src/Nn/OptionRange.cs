using System.Numerics;

namespace Functional.Nn;

/// <summary>The values that a numeric option of a layer, an optimizer or a schedule may have. Every such option is checked here, when it is set.</summary>
internal readonly record struct OptionRange(double Least, double Most, string Words)
{
    /// <summary>Numbers from 0 on.</summary>
    internal static readonly OptionRange FromZero = new(0, double.MaxValue, "a finite number from 0 on");

    /// <summary>Numbers from 0 on, and ∞.</summary>
    internal static readonly OptionRange FromZeroToInfinity = new(0, double.PositiveInfinity, "a number from 0 on");

    /// <summary>Parts of a whole.</summary>
    internal static readonly OptionRange Fraction = new(0, 1, "in 0 … 1");

    /// <summary>Parts of a whole, but not all of it.</summary>
    internal static readonly OptionRange BelowOne = new(0, Math.BitDecrement(1.0), "in 0 … 1, 1 excluded");

    /// <summary>Counts, of which there is at least one.</summary>
    internal static readonly OptionRange Count = new(1, int.MaxValue, "1 or more");

    /// <summary>The value.</summary>
    /// <param name="value">The value of the option.</param>
    /// <param name="option">What it is, such as <c>Dropout: a rate</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the range.</exception>
    internal T Require<T>(T value, string option) where T : INumber<T>
        => double.CreateChecked(value) >= Least && double.CreateChecked(value) <= Most ? value
        : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{option} of {value} is not {Words}"));

    /// <summary>The schedule, if it is not one number for all steps that is out of the range. What a tensor or a function will give is not read.</summary>
    /// <inheritdoc cref="Require{T}(T, string)"/>
    internal Schedule Require(Schedule value, string option)
    {
        if (value.Always is { } number) Require(number, option);
        return value;
    }
}
