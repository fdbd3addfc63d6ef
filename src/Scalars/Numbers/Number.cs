using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Functions;

namespace Functional;

/// <summary>The algebra of the numbers of generic math: what the derivative of a function is computed in.</summary>
internal readonly struct Number<T>(T value) : IAlgebra<Number<T>> where T : IFloatingPointIeee754<T>
{
    internal T Value => value;

    public static implicit operator Number<T>(T value) => new(value);

    public static Number<T> operator -(Number<T> x) => -x.Value;
    public static Number<T> operator +(Number<T> a, Number<T> b) => a.Value + b.Value;
    public static Number<T> operator -(Number<T> a, Number<T> b) => a.Value - b.Value;
    public static Number<T> operator *(Number<T> a, Number<T> b) => a.Value * b.Value;
    public static Number<T> operator /(Number<T> a, Number<T> b) => a.Value / b.Value;
    public static Number<T> operator +(Number<T> a, double b) => a.Value + Of(b);
    public static Number<T> operator +(double a, Number<T> b) => Of(a) + b.Value;
    public static Number<T> operator -(Number<T> a, double b) => a.Value - Of(b);
    public static Number<T> operator -(double a, Number<T> b) => Of(a) - b.Value;
    public static Number<T> operator *(Number<T> a, double b) => a.Value * Of(b);
    public static Number<T> operator *(double a, Number<T> b) => Of(a) * b.Value;
    public static Number<T> operator /(Number<T> a, double b) => a.Value / Of(b);
    public static Number<T> operator /(double a, Number<T> b) => Of(a) / b.Value;

    public static Number<T> Like(double value, Number<T> x) => Of(value);
    public static Number<T> Map<F>(Number<T> x) where F : struct, IMapFunction => F.Number(x.Value);
    public static Number<T> Zip<F>(Number<T> a, Number<T> b) where F : struct, IZipFunction => F.Number(a.Value, b.Value);
    public static Number<T> WhereLess(Number<T> a, Number<T> b, Number<T> then, Number<T> otherwise) => a.Value < b.Value ? then : otherwise;
    public static Number<T> WhereEqual(Number<T> a, Number<T> b, Number<T> then, Number<T> otherwise) => a.Value == b.Value ? then : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Of(double value) => typeof(T) == typeof(double) ? Unsafe.As<double, T>(ref value) : T.CreateChecked(value);
}

/// <summary>Slopes at numbers of any type.</summary>
internal static class Slope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of<F, T>(T x, T y) where F : struct, IDifferentiableMap where T : IFloatingPointIeee754<T>
        => F.Derivative<Number<T>>(x, y).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of<F, T>(int input, T a, T b, T y) where F : struct, IDifferentiableZip where T : IFloatingPointIeee754<T>
        => F.Derivative<Number<T>>(input, a, b, y).Value;
}
