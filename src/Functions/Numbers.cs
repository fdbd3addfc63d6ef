using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Functions;

/// <summary>Functions that generic math lacks, at any type of numbers.</summary>
public static class Numbers
{
    /// <summary>
    /// The value at a number: of float and double by the formula itself, of numbers with derivatives by their chain rule, of all others
    /// rounded from float64.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Map<F, T>(T x) where F : struct, IMapFunction where T : IFloatingPointIeee754<T>
        => typeof(T) == typeof(double) ? Own<F, double, T>(x)
        : typeof(T) == typeof(float) ? Own<F, float, T>(x)
        : default(T) is ICarrier<T> ? Carried<F, T>.Map(x)
        : T.CreateChecked(Value<F, double>(double.CreateChecked(x)));

    /// <summary>The value at two numbers, see <see cref="Map"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Zip<F, T>(T a, T b) where F : struct, IZipFunction where T : IFloatingPointIeee754<T>
        => typeof(T) == typeof(double) ? OwnZip<F, double, T>(a, b)
        : typeof(T) == typeof(float) ? OwnZip<F, float, T>(a, b)
        : default(T) is ICarrier<T> ? CarriedZip<F, T>.Zip(a, b)
        : T.CreateChecked(Value<F, double>(double.CreateChecked(a), double.CreateChecked(b)));

    /// <summary>A register that holds one number has no branches where <see cref="Lane{T}"/> has some, and is faster.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static N Value<F, N>(N x) where F : struct, IMapFunction where N : unmanaged, INumber<N>
        => Vector128.IsHardwareAccelerated ? F.Apply(Lanes128<N>.Repeat(x)).First : F.Apply(new Lane<N>(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static N Value<F, N>(N a, N b) where F : struct, IZipFunction where N : unmanaged, INumber<N>
        => Vector128.IsHardwareAccelerated ? F.Apply(Lanes128<N>.Repeat(a), Lanes128<N>.Repeat(b)).First : F.Apply(new Lane<N>(a), new Lane<N>(b)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Own<F, N, T>(T x) where F : struct, IMapFunction where N : unmanaged, INumber<N>
    {
        var y = Value<F, N>(Unsafe.As<T, N>(ref x));
        return Unsafe.As<N, T>(ref y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T OwnZip<F, N, T>(T a, T b) where F : struct, IZipFunction where N : unmanaged, INumber<N>
    {
        var y = Value<F, N>(Unsafe.As<T, N>(ref a), Unsafe.As<T, N>(ref b));
        return Unsafe.As<N, T>(ref y);
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
public interface ICarrier<T>
{
    /// <summary>How it goes through a function of one input.</summary>
    Func<T, T> Map<F>() where F : struct, IDifferentiableMap;

    /// <summary>How it goes through a function of two inputs.</summary>
    Func<T, T, T> Zip<F>() where F : struct, IDifferentiableZip;
}
