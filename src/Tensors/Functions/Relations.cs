using System.Numerics;

namespace Functional.Functions;

internal readonly struct IsEqual : ICompare
{
    public static string Name => "Equal";
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a == b;
}

internal readonly struct IsNotEqual : ICompare
{
    public static string Name => "NotEqual";
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a != b;
}

internal readonly struct IsLess : ICompare
{
    public static string Name => "Less";
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a < b;
}

internal readonly struct IsLessOrEqual : ICompare
{
    public static string Name => "LessOrEqual";
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a <= b;
}

internal readonly struct Conjunction : ILogic
{
    public static string Name => "And";
    public static bool Holds(bool a, bool b) => a & b;
}

internal readonly struct Disjunction : ILogic
{
    public static string Name => "Or";
    public static bool Holds(bool a, bool b) => a | b;
}

internal readonly struct ExclusiveOr : ILogic
{
    public static string Name => "Xor";
    public static bool Holds(bool a, bool b) => a ^ b;
}
