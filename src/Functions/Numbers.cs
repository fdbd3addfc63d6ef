using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Functions that generic math lacks, at any type of numbers.</summary>
internal static class Numbers
{
    /// <summary>
    /// The value at a number: of float and double by the formula itself, of numbers with derivatives by their chain rule, of all others
    /// rounded from float64.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Map<F, T>(T x) where F : struct, IMapFunction where T : IFloatingPointIeee754<T>
        => typeof(T) == typeof(double) ? Own<F, double, T>(x)
        : typeof(T) == typeof(float) ? Own<F, float, T>(x)
        : default(T) is ICarrier<T> ? Carried<F, T>.Map(x)
        : T.CreateChecked(F.Apply(new Lane<double>(double.CreateChecked(x))).Value);

    /// <summary>The value at two numbers, see <see cref="Map"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Zip<F, T>(T a, T b) where F : struct, IZipFunction where T : IFloatingPointIeee754<T>
        => typeof(T) == typeof(double) ? OwnZip<F, double, T>(a, b)
        : typeof(T) == typeof(float) ? OwnZip<F, float, T>(a, b)
        : default(T) is ICarrier<T> ? CarriedZip<F, T>.Zip(a, b)
        : T.CreateChecked(F.Apply(new Lane<double>(double.CreateChecked(a)), new(double.CreateChecked(b))).Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Own<F, TPlain, T>(T x) where F : struct, IMapFunction where TPlain : unmanaged, INumber<TPlain>
    {
        var y = F.Apply(new Lane<TPlain>(Unsafe.As<T, TPlain>(ref x))).Value;
        return Unsafe.As<TPlain, T>(ref y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T OwnZip<F, TPlain, T>(T a, T b) where F : struct, IZipFunction where TPlain : unmanaged, INumber<TPlain>
    {
        var y = F.Apply(new Lane<TPlain>(Unsafe.As<T, TPlain>(ref a)), new(Unsafe.As<T, TPlain>(ref b))).Value;
        return Unsafe.As<TPlain, T>(ref y);
    }

    static class Carried<F, T> where F : struct, IMapFunction
    {
        internal static readonly Func<T, T> Map = ((ICarrier<T>)default(T)!).Map<F>();
    }

    static class CarriedZip<F, T> where F : struct, IZipFunction
    {
        internal static readonly Func<T, T, T> Zip = ((ICarrier<T>)default(T)!).Zip<F>();
    }
}

/// <summary>A number that carries derivatives through functions. It hands out how, once for each function, so that a call is not a virtual one.</summary>
internal interface ICarrier<T>
{
    Func<T, T> Map<F>() where F : struct, IDifferentiableMap;

    Func<T, T, T> Zip<F>() where F : struct, IDifferentiableZip;
}
