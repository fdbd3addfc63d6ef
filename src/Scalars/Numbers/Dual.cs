using System.Numerics;
using Functional.Functions;

namespace Functional;

/// <summary>
/// A dual number p + d·ε with ε² = 0: a value and its derivative along one direction (W. Clifford 1873; R. Wengert 1964). It is a number of
/// .NET's generic math, so any method that is generic over <see cref="IFloatingPointIeee754{TSelf}"/> computes derivatives with it.
/// Numbers of the type below are lifted as constants; <c>Dual&lt;Dual&lt;double&gt;&gt;</c> has second derivatives.
/// Comparisons and equality look at the primal alone.
/// </summary>
/// <typeparam name="T">The type below: <c>double</c>, <c>float</c> or another differentiable number.</typeparam>
public readonly struct Dual<T>(T primal, T tangent) : IDifferentiableNumber<Dual<T>, T>, IFloatingPointIeee754<Dual<T>>
    where T : IFloatingPointIeee754<T>
{
    /// <summary>The value without its derivatives.</summary>
    public T Primal => primal;

    /// <summary>The derivative along the direction that is being differentiated.</summary>
    public T Tangent => tangent;

    /// <summary>A number below as a constant: its derivative is zero.</summary>
    public static implicit operator Dual<T>(T constant) => new(constant, T.Zero);

    // arithmetic: a tangent of zero stays zero, also beside an infinite factor

    /// <inheritdoc/>
    public static Dual<T> operator +(Dual<T> a, Dual<T> b) => new(a.Primal + b.Primal, a.Tangent + b.Tangent);
    /// <summary>The sum of a number and a constant of the type below.</summary>
    public static Dual<T> operator +(Dual<T> a, T b) => new(a.Primal + b, a.Tangent);
    /// <summary>The sum of a constant and a number of the type below.</summary>
    public static Dual<T> operator +(T a, Dual<T> b) => new(a + b.Primal, b.Tangent);
    /// <inheritdoc/>
    public static Dual<T> operator -(Dual<T> a, Dual<T> b) => new(a.Primal - b.Primal, a.Tangent - b.Tangent);
    /// <summary>The difference of a number and a constant of the type below.</summary>
    public static Dual<T> operator -(Dual<T> a, T b) => new(a.Primal - b, a.Tangent);
    /// <summary>The difference of a constant and a number of the type below.</summary>
    public static Dual<T> operator -(T a, Dual<T> b) => new(a - b.Primal, -b.Tangent);
    /// <inheritdoc/>
    public static Dual<T> operator *(Dual<T> a, Dual<T> b) => new(a.Primal * b.Primal, Parts.Times(b.Primal, a.Tangent) + Parts.Times(a.Primal, b.Tangent));
    /// <summary>The product of a number and a constant of the type below.</summary>
    public static Dual<T> operator *(Dual<T> a, T b) => new(a.Primal * b, Parts.Times(b, a.Tangent));
    /// <summary>The product of a constant and a number of the type below.</summary>
    public static Dual<T> operator *(T a, Dual<T> b) => new(a * b.Primal, Parts.Times(a, b.Tangent));
    /// <inheritdoc/>
    public static Dual<T> operator /(Dual<T> a, Dual<T> b)
        => a.Primal / b.Primal is var y ? new(y, Parts.Over(a.Tangent - Parts.Times(y, b.Tangent), b.Primal)) : default;
    /// <summary>The quotient of a number and a constant of the type below.</summary>
    public static Dual<T> operator /(Dual<T> a, T b) => new(a.Primal / b, Parts.Over(a.Tangent, b));
    /// <summary>The quotient of a constant and a number of the type below.</summary>
    public static Dual<T> operator /(T a, Dual<T> b) => a / b.Primal is var y ? new(y, -Parts.Over(Parts.Times(y, b.Tangent), b.Primal)) : default;
    /// <inheritdoc/>
    public static Dual<T> operator %(Dual<T> a, Dual<T> b) => Zip<Remainder>(a, b);
    /// <inheritdoc/>
    public static Dual<T> operator -(Dual<T> x) => new(-x.Primal, -x.Tangent);
    /// <inheritdoc/>
    public static Dual<T> operator +(Dual<T> x) => x;
    /// <inheritdoc/>
    public static Dual<T> operator ++(Dual<T> x) => x + T.One;
    /// <inheritdoc/>
    public static Dual<T> operator --(Dual<T> x) => x - T.One;

    // functions: the chain rule

    internal static Dual<T> Map<F>(Dual<T> x) where F : struct, IDifferentiableMap
        => F.Number(x.Primal) is var y ? new(y, Parts.Times(Slope.Of<F, T>(x.Primal, y), x.Tangent)) : default;

    internal static Dual<T> Zip<F>(Dual<T> a, Dual<T> b) where F : struct, IDifferentiableZip
        => F.Number(a.Primal, b.Primal) is var y ? new(y, Along<F>(0, a, b, y, a.Tangent) + Along<F>(1, a, b, y, b.Tangent)) : default;

    static T Along<F>(int input, Dual<T> a, Dual<T> b, T y, T tangent) where F : struct, IDifferentiableZip
        => Parts.IsNothing(tangent) ? T.Zero : Parts.Times(Slope.Of<F, T>(input, a.Primal, b.Primal, y), tangent);

    static Dual<T> IDifferentiableNumber<Dual<T>, T>.Map<F>(Dual<T> x) => Map<F>(x);
    static Dual<T> IDifferentiableNumber<Dual<T>, T>.Zip<F>(Dual<T> a, Dual<T> b) => Zip<F>(a, b);
    static Dual<T> IDifferentiableNumber<Dual<T>, T>.Lift(T value) => value;
    Dual<T> IDifferentiableNumber<Dual<T>, T>.WithPrimal(T value) => new(value, tangent);
    bool IDifferentiable.IsConstant => Parts.IsNothing(tangent) && Parts.IsConstant(primal);
    Dual<T> IDifferentiable<Dual<T>>.Times(Dual<T> derivative)
    {
        var curvature = Parts.IsNothing(derivative.Tangent) ? T.Zero : Parts.Times(derivative.Tangent, primal);
        return new(Parts.Times(derivative.Primal, primal), curvature + Parts.Times(derivative.Primal, tangent));
    }
    bool IDifferentiable.IsNothing => Parts.IsNothing(tangent) && Parts.IsNothing(primal);

    // comparison looks at the primal

    /// <inheritdoc/>
    public static bool operator ==(Dual<T> a, Dual<T> b) => a.Primal == b.Primal;
    /// <inheritdoc/>
    public static bool operator !=(Dual<T> a, Dual<T> b) => a.Primal != b.Primal;
    /// <inheritdoc/>
    public static bool operator <(Dual<T> a, Dual<T> b) => a.Primal < b.Primal;
    /// <inheritdoc/>
    public static bool operator >(Dual<T> a, Dual<T> b) => a.Primal > b.Primal;
    /// <inheritdoc/>
    public static bool operator <=(Dual<T> a, Dual<T> b) => a.Primal <= b.Primal;
    /// <inheritdoc/>
    public static bool operator >=(Dual<T> a, Dual<T> b) => a.Primal >= b.Primal;
    /// <inheritdoc/>
    public int CompareTo(Dual<T> other) => primal.CompareTo(other.Primal);
    /// <inheritdoc/>
    public int CompareTo(object? other) => Parts.Compare(this, other);
    /// <inheritdoc/>
    public bool Equals(Dual<T> other) => primal.Equals(other.Primal);
    /// <inheritdoc/>
    public override bool Equals(object? other) => other is Dual<T> number && Equals(number);
    /// <inheritdoc/>
    public override int GetHashCode() => primal.GetHashCode();

    // text shows both parts

    /// <inheritdoc/>
    public override string ToString() => ToString(null, null);
    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? provider) => $"{Parts.Text(primal, format, provider)} + {Parts.Text(tangent, format, provider)}ε";
    /// <inheritdoc/>
    public bool TryFormat(Span<char> to, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        => Parts.TryFormat(ToString(format.ToString(), provider), to, out written);
}
