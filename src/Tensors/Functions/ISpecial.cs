using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// A function of one number that .NET's generic math does not have. Numbers with derivatives take it as a whole, so its value may be
/// computed in any way, such as in float64, and no derivative goes through that.
/// </summary>
internal interface ISpecialMap<TSelf> : IFloatMap<TSelf> where TSelf : ISpecialMap<TSelf>
{
    /// <summary>The value for a number without derivatives.</summary>
    static abstract T Plain<T>(T x) where T : IFloatingPointIeee754<T>;

    static T IDifferentiableMap.Scalar<T>(T x) => default(T) is ICarrier<T> ? Carried<TSelf, T>.Map(x) : TSelf.Plain(x);

    private static class Carried<F, T> where F : IDifferentiableMap
    {
        internal static readonly Func<T, T> Map = ((ICarrier<T>)default(T)!).Map<F>();
    }
}

/// <summary>A function of two numbers that .NET's generic math does not have, see <see cref="ISpecialMap{TSelf}"/>.</summary>
internal interface ISpecialZip<TSelf> : IFloatZip<TSelf> where TSelf : ISpecialZip<TSelf>
{
    /// <summary>The value for numbers without derivatives.</summary>
    static abstract T Plain<T>(T a, T b) where T : IFloatingPointIeee754<T>;

    static T IDifferentiableZip.Scalar<T>(T a, T b) => default(T) is ICarrier<T> ? Carried<TSelf, T>.Zip(a, b) : TSelf.Plain(a, b);

    private static class Carried<F, T> where F : IDifferentiableZip
    {
        internal static readonly Func<T, T, T> Zip = ((ICarrier<T>)default(T)!).Zip<F>();
    }
}

/// <summary>A number that carries derivatives through functions. It hands out how, once for each function, so that a call is not a virtual one.</summary>
internal interface ICarrier<T>
{
    Func<T, T> Map<F>() where F : IDifferentiableMap;

    Func<T, T, T> Zip<F>() where F : IDifferentiableZip;
}

/// <summary>A function at any type of numbers.</summary>
internal static class At
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Map<F, T>(T x) where F : IDifferentiableMap where T : IFloatingPointIeee754<T> => F.Scalar(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Zip<F, T>(T a, T b) where F : IDifferentiableZip where T : IFloatingPointIeee754<T> => F.Scalar(a, b);
}
