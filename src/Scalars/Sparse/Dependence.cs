using System.Numerics;
using Functional.Functions;

namespace Functional;

/// <summary>
/// A number that knows which arguments it depends on: the pattern of a Jacobian's row, without the derivatives
/// (A. Griewank, A. Walther 2008, "Evaluating Derivatives", sec. 7.1). As the number below <see cref="Reverse{T}"/> it gives
/// the pattern of a Hessian, whose rows are what the adjoints depend on.
/// </summary>
internal readonly struct Dependence<T>(T primal, IndexSet on) : IDifferentiableNumber<Dependence<T>, T>, IFloatingPointIeee754<Dependence<T>>
    where T : IFloatingPointIeee754<T>
{
    public T Primal => primal;

    internal IndexSet On => on;

    internal static Dependence<T>[] Arguments(ReadOnlySpan<T> x)
    {
        var arguments = new Dependence<T>[x.Length];
        for (var i = 0; i < x.Length; i++) arguments[i] = new(x[i], new(i));
        return arguments;
    }

    public static implicit operator Dependence<T>(T constant) => new(constant, default);

    public static Dependence<T> operator +(Dependence<T> a, Dependence<T> b) => new(a.Primal + b.Primal, a.On | b.On);
    public static Dependence<T> operator -(Dependence<T> a, Dependence<T> b) => new(a.Primal - b.Primal, a.On | b.On);
    public static Dependence<T> operator *(Dependence<T> a, Dependence<T> b) => new(a.Primal * b.Primal, IsZero(a) || IsZero(b) ? default : a.On | b.On);
    public static Dependence<T> operator /(Dependence<T> a, Dependence<T> b) => new(a.Primal / b.Primal, IsZero(a) ? default : a.On | b.On);
    public static Dependence<T> operator %(Dependence<T> a, Dependence<T> b) => new(a.Primal % b.Primal, a.On | b.On);
    public static Dependence<T> operator -(Dependence<T> x) => new(-x.Primal, x.On);
    public static Dependence<T> operator +(Dependence<T> x) => x;
    public static Dependence<T> operator ++(Dependence<T> x) => x + T.One;
    public static Dependence<T> operator --(Dependence<T> x) => x - T.One;

    /// <summary>Zero as a constant, which a factor cannot change.</summary>
    static bool IsZero(Dependence<T> x) => x.On.IsEmpty && T.IsZero(x.Primal);

    static Dependence<T> IDifferentiableNumber<Dependence<T>, T>.Map<F>(Dependence<T> x) => new(F.Number(x.Primal), x.On);
    static Dependence<T> IDifferentiableNumber<Dependence<T>, T>.Zip<F>(Dependence<T> a, Dependence<T> b) => new(F.Number(a.Primal, b.Primal), a.On | b.On);
    static Dependence<T> IDifferentiableNumber<Dependence<T>, T>.Lift(T value) => value;
    Dependence<T> IDifferentiableNumber<Dependence<T>, T>.WithPrimal(T value) => new(value, on);
    bool IDifferentiable.IsConstant => On.IsEmpty;
    Dependence<T> IDifferentiable<Dependence<T>>.Times(Dependence<T> derivative) => derivative * this;
    bool IDifferentiable.IsNothing => IsZero(this);

    public static bool operator ==(Dependence<T> a, Dependence<T> b) => a.Primal == b.Primal;
    public static bool operator !=(Dependence<T> a, Dependence<T> b) => a.Primal != b.Primal;
    public static bool operator <(Dependence<T> a, Dependence<T> b) => a.Primal < b.Primal;
    public static bool operator >(Dependence<T> a, Dependence<T> b) => a.Primal > b.Primal;
    public static bool operator <=(Dependence<T> a, Dependence<T> b) => a.Primal <= b.Primal;
    public static bool operator >=(Dependence<T> a, Dependence<T> b) => a.Primal >= b.Primal;
    public int CompareTo(Dependence<T> other) => Primal.CompareTo(other.Primal);
    public int CompareTo(object? other) => Parts.Compare(this, other);
    public bool Equals(Dependence<T> other) => Primal.Equals(other.Primal);
    public override bool Equals(object? other) => other is Dependence<T> number && Equals(number);
    public override int GetHashCode() => Primal.GetHashCode();
    public string ToString(string? format, IFormatProvider? provider) => primal.ToString(format, provider);
    public bool TryFormat(Span<char> to, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        => primal.TryFormat(to, out written, format, provider);
}
