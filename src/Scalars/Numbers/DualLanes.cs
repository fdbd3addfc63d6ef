using System.Numerics;
using Functional.Functions;

namespace Functional;

/// <summary>
/// A dual number with several tangents, which are computed at once in the lanes of SIMD registers: for Jacobians with few columns.
/// Otherwise like <see cref="Dual{T}"/>.
/// </summary>
/// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
/// <typeparam name="TLanes">The tangents: <see cref="Lanes{T}"/>, or more of them with <see cref="Twice{TLanes, T}"/>.</typeparam>
public readonly struct Dual<T, TLanes>(T primal, TLanes tangent) : IDifferentiableNumber<Dual<T, TLanes>, T>, IFloatingPointIeee754<Dual<T, TLanes>>
    where T : IFloatingPointIeee754<T>
    where TLanes : struct, ITangents<TLanes, T>
{
    /// <summary>The value without its derivatives.</summary>
    public T Primal => primal;

    /// <summary>The derivatives along the directions that are being differentiated.</summary>
    public TLanes Tangent => tangent;

    /// <summary>A number below as a constant: its derivative is zero.</summary>
    public static implicit operator Dual<T, TLanes>(T constant) => new(constant, default);

    // arithmetic: a tangent of zero stays zero, also beside an infinite factor

    /// <inheritdoc/>
    public static Dual<T, TLanes> operator +(Dual<T, TLanes> a, Dual<T, TLanes> b) => new(a.Primal + b.Primal, a.Tangent + b.Tangent);
    /// <summary>The sum of a number and a constant of the type below.</summary>
    public static Dual<T, TLanes> operator +(Dual<T, TLanes> a, T b) => new(a.Primal + b, a.Tangent);
    /// <summary>The sum of a constant and a number of the type below.</summary>
    public static Dual<T, TLanes> operator +(T a, Dual<T, TLanes> b) => new(a + b.Primal, b.Tangent);
    /// <inheritdoc/>
    public static Dual<T, TLanes> operator -(Dual<T, TLanes> a, Dual<T, TLanes> b) => new(a.Primal - b.Primal, a.Tangent - b.Tangent);
    /// <summary>The difference of a number and a constant of the type below.</summary>
    public static Dual<T, TLanes> operator -(Dual<T, TLanes> a, T b) => new(a.Primal - b, a.Tangent);
    /// <summary>The difference of a constant and a number of the type below.</summary>
    public static Dual<T, TLanes> operator -(T a, Dual<T, TLanes> b) => new(a - b.Primal, -b.Tangent);
    /// <inheritdoc/>
    public static Dual<T, TLanes> operator *(Dual<T, TLanes> a, Dual<T, TLanes> b)
        => new(a.Primal * b.Primal, TLanes.Chain(a.Tangent, b.Primal) + TLanes.Chain(b.Tangent, a.Primal));
    /// <summary>The product of a number and a constant of the type below.</summary>
    public static Dual<T, TLanes> operator *(Dual<T, TLanes> a, T b) => new(a.Primal * b, TLanes.Chain(a.Tangent, b));
    /// <summary>The product of a constant and a number of the type below.</summary>
    public static Dual<T, TLanes> operator *(T a, Dual<T, TLanes> b) => new(a * b.Primal, TLanes.Chain(b.Tangent, a));
    /// <inheritdoc/>
    public static Dual<T, TLanes> operator /(Dual<T, TLanes> a, Dual<T, TLanes> b)
        => a.Primal / b.Primal is var y ? new(y, TLanes.Chain(a.Tangent - TLanes.Chain(b.Tangent, y), T.One / b.Primal)) : default;
    /// <summary>The quotient of a number and a constant of the type below.</summary>
    public static Dual<T, TLanes> operator /(Dual<T, TLanes> a, T b) => new(a.Primal / b, TLanes.Chain(a.Tangent, T.One / b));
    /// <summary>The quotient of a constant and a number of the type below.</summary>
    public static Dual<T, TLanes> operator /(T a, Dual<T, TLanes> b) => a / b.Primal is var y ? new(y, TLanes.Chain(b.Tangent, -y / b.Primal)) : default;
    /// <inheritdoc/>
    public static Dual<T, TLanes> operator %(Dual<T, TLanes> a, Dual<T, TLanes> b) => Zip<Remainder>(a, b);
    /// <inheritdoc/>
    public static Dual<T, TLanes> operator -(Dual<T, TLanes> x) => new(-x.Primal, -x.Tangent);
    /// <inheritdoc/>
    public static Dual<T, TLanes> operator +(Dual<T, TLanes> x) => x;
    /// <inheritdoc/>
    public static Dual<T, TLanes> operator ++(Dual<T, TLanes> x) => x + T.One;
    /// <inheritdoc/>
    public static Dual<T, TLanes> operator --(Dual<T, TLanes> x) => x - T.One;

    // functions: the chain rule

    internal static Dual<T, TLanes> Map<F>(Dual<T, TLanes> x) where F : struct, IDifferentiableMap
        => F.Number(x.Primal) is var y ? new(y, TLanes.Chain(x.Tangent, Slope.Of<F, T>(x.Primal, y))) : default;

    internal static Dual<T, TLanes> Zip<F>(Dual<T, TLanes> a, Dual<T, TLanes> b) where F : struct, IDifferentiableZip
        => F.Number(a.Primal, b.Primal) is var y
            ? new(y, TLanes.Chain(a.Tangent, Slope.Of<F, T>(0, a.Primal, b.Primal, y)) + TLanes.Chain(b.Tangent, Slope.Of<F, T>(1, a.Primal, b.Primal, y)))
            : default;

    /// <summary>Whether all tangents are zero.</summary>
    bool IsLifted
    {
        get
        {
            for (var lane = 0; lane < TLanes.Count; lane++)
                if (!T.IsZero(tangent[lane])) return false;
            return true;
        }
    }

    static Dual<T, TLanes> IDifferentiableNumber<Dual<T, TLanes>, T>.Map<F>(Dual<T, TLanes> x) => Map<F>(x);
    static Dual<T, TLanes> IDifferentiableNumber<Dual<T, TLanes>, T>.Zip<F>(Dual<T, TLanes> a, Dual<T, TLanes> b) => Zip<F>(a, b);
    static Dual<T, TLanes> IDifferentiableNumber<Dual<T, TLanes>, T>.Lift(T value) => value;
    Dual<T, TLanes> IDifferentiableNumber<Dual<T, TLanes>, T>.WithPrimal(T value) => new(value, tangent);
    bool IDifferentiable.IsConstant => IsLifted;
    Dual<T, TLanes> IDifferentiable<Dual<T, TLanes>>.Times(Dual<T, TLanes> derivative)
    {
        var curvature = T.IsZero(primal) ? default : TLanes.Chain(derivative.Tangent, primal);
        return new(Parts.Times(derivative.Primal, primal), curvature + TLanes.Chain(tangent, derivative.Primal));
    }
    bool IDifferentiable.IsNothing => IsLifted && T.IsZero(primal);

    // comparison looks at the primal

    /// <inheritdoc/>
    public static bool operator ==(Dual<T, TLanes> a, Dual<T, TLanes> b) => a.Primal == b.Primal;
    /// <inheritdoc/>
    public static bool operator !=(Dual<T, TLanes> a, Dual<T, TLanes> b) => a.Primal != b.Primal;
    /// <inheritdoc/>
    public static bool operator <(Dual<T, TLanes> a, Dual<T, TLanes> b) => a.Primal < b.Primal;
    /// <inheritdoc/>
    public static bool operator >(Dual<T, TLanes> a, Dual<T, TLanes> b) => a.Primal > b.Primal;
    /// <inheritdoc/>
    public static bool operator <=(Dual<T, TLanes> a, Dual<T, TLanes> b) => a.Primal <= b.Primal;
    /// <inheritdoc/>
    public static bool operator >=(Dual<T, TLanes> a, Dual<T, TLanes> b) => a.Primal >= b.Primal;
    /// <inheritdoc/>
    public int CompareTo(Dual<T, TLanes> other) => primal.CompareTo(other.Primal);
    /// <inheritdoc/>
    public int CompareTo(object? other) => Parts.Compare(this, other);
    /// <inheritdoc/>
    public bool Equals(Dual<T, TLanes> other) => primal.Equals(other.Primal);
    /// <inheritdoc/>
    public override bool Equals(object? other) => other is Dual<T, TLanes> number && Equals(number);
    /// <inheritdoc/>
    public override int GetHashCode() => primal.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToString(null, null);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? provider)
    {
        var tangents = tangent;
        var parts = Enumerable.Range(0, TLanes.Count).Select(lane => tangents[lane].ToString(format, provider));
        return $"{primal.ToString(format, provider)} + [{string.Join(", ", parts)}]ε";
    }

    /// <inheritdoc/>
    public bool TryFormat(Span<char> to, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        => Parts.TryFormat(ToString(format.ToString(), provider), to, out written);
}
