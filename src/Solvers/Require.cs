using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Solvers;

/// <summary>Options that make sense; the messages name the option.</summary>
internal static class Require
{
    internal static double Positive(double value, [CallerMemberName] string option = "")
        => value > 0 && double.IsFinite(value) ? value : throw Refused(option, value, "a positive number");

    internal static double NotNegative(double value, [CallerMemberName] string option = "")
        => value >= 0 && double.IsFinite(value) ? value : throw Refused(option, value, "a number that is not negative");

    internal static int Positive(int value, [CallerMemberName] string option = "") => value > 0 ? value : throw Refused(option, value, "at least 1");

    static ArgumentOutOfRangeException Refused<T>(string option, T value, string remedy) where T : INumber<T>
        => new(option, FormattableString.Invariant($"{option} is {value}: it must be {remedy}"));
}
