using System.Numerics;
using Functional.Functions;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// A truncated Taylor series c₀ + c₁t + … + cₙtⁿ: all derivatives of a function of one variable up to order n in one pass
/// (A. Griewank, A. Walther 2008, "Evaluating Derivatives", ch. 13). Constants have c₀ alone. Comparisons and equality look at c₀.
/// </summary>
/// <typeparam name="T">The type below: <c>double</c>, <c>float</c> or another differentiable number.</typeparam>
public readonly struct Jet<T> : IDifferentiableNumber<Jet<T>, T>, IFloatingPointIeee754<Jet<T>> where T : IFloatingPointIeee754<T>
{
    readonly T[]? coefficients;

    Jet(params T[] coefficients) => this.coefficients = coefficients;

    /// <summary>The variable itself: x + t, to the given order.</summary>
    internal static Jet<T> Variable(T x, int order) => new([x, .. order > 0 ? [T.One] : (T[])[], .. Enumerable.Repeat(T.Zero, Math.Max(order - 1, 0))]);

    /// <summary>The coefficient c₀: the value.</summary>
    public T Primal => this[0];

    /// <summary>The coefficient of tᵏ, which is the k-th derivative over k!.</summary>
    public T this[int k] => coefficients is { } c && k < c.Length ? c[k] : T.Zero;

    int Count => coefficients?.Length ?? 1;

    /// <summary>The first coefficients.</summary>
    Jet<T> Take(int count) => coefficients is { } c && c.Length > count ? new(c[..count]) : this;

    /// <summary>A number below as a constant: its derivative is zero.</summary>
    public static implicit operator Jet<T>(T constant) => new([constant]);

    // arithmetic: Cauchy products, in which a coefficient of zero contributes nothing, also beside an infinite one

    /// <inheritdoc/>
    public static Jet<T> operator +(Jet<T> a, Jet<T> b) => Each(a, b, k => a[k] + b[k]);
    /// <inheritdoc/>
    public static Jet<T> operator -(Jet<T> a, Jet<T> b) => Each(a, b, k => a[k] - b[k]);
    /// <inheritdoc/>
    public static Jet<T> operator -(Jet<T> x) => Each(x, x, k => -x[k]);
    /// <inheritdoc/>
    public static Jet<T> operator *(Jet<T> a, Jet<T> b) => Each(a, b, k => k == 0 ? a.Primal * b.Primal : Product(a, b, k, k));
    /// <inheritdoc/>
    public static Jet<T> operator %(Jet<T> a, Jet<T> b) => Zip<Remainder>(a, b);
    /// <inheritdoc/>
    public static Jet<T> operator +(Jet<T> x) => x;
    /// <inheritdoc/>
    public static Jet<T> operator ++(Jet<T> x) => x + T.One;
    /// <inheritdoc/>
    public static Jet<T> operator --(Jet<T> x) => x - T.One;

    /// <summary>The series q with q·b = a, coefficient by coefficient.</summary>
    public static Jet<T> operator /(Jet<T> a, Jet<T> b)
    {
        var quotient = new T[Math.Max(a.Count, b.Count)];
        quotient[0] = a.Primal / b.Primal;
        for (var k = 1; k < quotient.Length; k++) quotient[k] = Parts.Over(a[k] - Product(new(quotient), b, k, k - 1), b.Primal);
        return new(quotient);
    }

    static Jet<T> Each(Jet<T> a, Jet<T> b, Func<int, T> coefficient)
    {
        var y = new T[Math.Max(a.Count, b.Count)];
        for (var k = 0; k < y.Length; k++) y[k] = coefficient(k);
        return new(y);
    }

    /// <summary>Σ aⱼ·bₖ₋ⱼ over j = 0 … to for k &gt; 0, without what is missing.</summary>
    static T Product(Jet<T> a, Jet<T> b, int k, int to)
    {
        var (first, last) = (Math.Max(0, k - b.Count + 1), Math.Min(to, a.Count - 1));
        if (first > last) return T.Zero;
        var sum = Term(first);
        for (var j = first + 1; j <= last; j++) sum += Term(j);
        return sum;

        T Term(int j) => j == k ? Parts.Times(b.Primal, a[k]) : Parts.Times(a[j], b[k - j]);
    }

    // functions: y′ = f′(x)·x′, coefficient by coefficient, with f′(x) as a series that is one shorter

    internal static Jet<T> Map<F>(Jet<T> x) where F : struct, IDifferentiableMap
    {
        T[] y = [F.Number(x.Primal), .. new T[x.Count - 1]];
        if (x.Count == 1) return new(y);
        var readsValue = F.Reads.HasFlag(Reads.Output);
        var derivative = readsValue ? default : Slope.Of<F, Jet<T>>(x.Take(x.Count - 1), default);
        for (var k = 1; k < y.Length; k++)
        {
            if (readsValue) derivative = Slope.Of<F, Jet<T>>(x.Take(k), new(y[..k]));
            y[k] = Chained(derivative, x, k);
        }
        return new(y);
    }

    internal static Jet<T> Zip<F>(Jet<T> a, Jet<T> b) where F : struct, IDifferentiableZip
    {
        if (typeof(F) == typeof(Functions.Pow)) return Pow(a, b);
        T[] y = [F.Number(a.Primal, b.Primal), .. new T[Math.Max(a.Count, b.Count) - 1]];
        var readsValue = (F.Reads(0) | F.Reads(1)).HasFlag(Reads.Output);
        var (inA, inB) = readsValue ? default : (Derivative(0, y.Length - 1), Derivative(1, y.Length - 1));
        for (var k = 1; k < y.Length; k++)
        {
            if (readsValue) (inA, inB) = (Derivative(0, k), Derivative(1, k));
            y[k] = Chained(inA, a, k) + Chained(inB, b, k);
        }
        return new(y);

        Jet<T> Derivative(int input, int count)
            => (input == 0 ? a : b).Count > 1 ? Slope.Of<F, Jet<T>>(input, a.Take(count), b.Take(count), readsValue ? new(y[..count]) : default) : default;
    }

    /// <summary>
    /// (aᵇ)′ = aᵇ·(b·log a)′. A constant exponent needs no logarithm, and at 0 and ∞ there is none: (aᵇ)′ = b·aᵇ⁻¹·a′ + aᵇ·log a·b′, where
    /// the factor of a′ is a power that is one order shorter.
    /// </summary>
    static Jet<T> Pow(Jet<T> a, Jet<T> b)
    {
        T[] y = [T.Pow(a.Primal, b.Primal), .. new T[Math.Max(a.Count, b.Count) - 1]];
        if (y.Length == 1) return new(y);
        var isConstant = b.IsConstantSeries;
        if (isConstant || T.IsZero(a.Primal) || !T.IsFinite(a.Primal))
        {
            var inA = Slope.Of<Functions.Pow, Jet<T>>(0, a.Take(y.Length - 1), isConstant ? b.Primal : b.Take(y.Length - 1), default);
            for (var k = 1; k < y.Length; k++)
            {
                var inB = isConstant ? default : Slope.Of<Functions.Pow, Jet<T>>(1, a.Take(k), b.Take(k), new(y[..k]));
                y[k] = Chained(inA, a, k) + Chained(inB, b, k);
            }
        }
        else
        {
            var exponent = b * Map<Log>(a);
            for (var k = 1; k < y.Length; k++) y[k] = Chained(new(y[..k]), exponent, k);
        }
        return new(y);
    }

    /// <summary>The coefficient of tᵏ in the integral of d·x′: Σ j·xⱼ·dₖ₋ⱼ / k.</summary>
    static T Chained(Jet<T> derivative, Jet<T> x, int k)
    {
        var sum = T.Zero;
        for (var j = 1; j <= k && j < x.Count; j++) sum += Parts.Times(derivative[k - j], T.CreateChecked(j) * x[j]);
        return sum / T.CreateChecked(k);
    }

    static Jet<T> IDifferentiableNumber<Jet<T>, T>.Map<F>(Jet<T> x) => Map<F>(x);
    static Jet<T> IDifferentiableNumber<Jet<T>, T>.Zip<F>(Jet<T> a, Jet<T> b) => Zip<F>(a, b);
    static Jet<T> IDifferentiableNumber<Jet<T>, T>.Lift(T value) => value;
    Jet<T> IDifferentiableNumber<Jet<T>, T>.WithPrimal(T value) => coefficients is { Length: > 1 } c ? new Jet<T>([value, .. c[1..]]) : value;
    bool IDifferentiable.IsConstant => Parts.IsConstant(Primal) && IsConstantSeries;
    bool IsConstantSeries => Enumerable.Range(1, Count - 1).All(IsNothingAt);
    Jet<T> IDifferentiable<Jet<T>>.Times(Jet<T> derivative)
    {
        var self = this;
        return Each(derivative, self, k => k == 0 ? Parts.Times(derivative.Primal, self.Primal) : Product(derivative, self, k, k));
    }
    bool IDifferentiable.IsNothing => Enumerable.Range(0, Count).All(IsNothingAt);
    bool IsNothingAt(int k) => Parts.IsNothing(this[k]);

    // comparison looks at the primal

    /// <inheritdoc/>
    public static bool operator ==(Jet<T> a, Jet<T> b) => a.Primal == b.Primal;
    /// <inheritdoc/>
    public static bool operator !=(Jet<T> a, Jet<T> b) => a.Primal != b.Primal;
    /// <inheritdoc/>
    public static bool operator <(Jet<T> a, Jet<T> b) => a.Primal < b.Primal;
    /// <inheritdoc/>
    public static bool operator >(Jet<T> a, Jet<T> b) => a.Primal > b.Primal;
    /// <inheritdoc/>
    public static bool operator <=(Jet<T> a, Jet<T> b) => a.Primal <= b.Primal;
    /// <inheritdoc/>
    public static bool operator >=(Jet<T> a, Jet<T> b) => a.Primal >= b.Primal;
    /// <inheritdoc/>
    public int CompareTo(Jet<T> other) => Primal.CompareTo(other.Primal);
    /// <inheritdoc/>
    public int CompareTo(object? other) => Parts.Compare(this, other);
    /// <inheritdoc/>
    public bool Equals(Jet<T> other) => Primal.Equals(other.Primal);
    /// <inheritdoc/>
    public override bool Equals(object? other) => other is Jet<T> number && Equals(number);
    /// <inheritdoc/>
    public override int GetHashCode() => Primal.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToString(null, null);
    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? provider)
    {
        var self = this;
        return string.Join(" + ", Enumerable.Range(0, Count).Select(k => Parts.Text(self[k], format, provider) + Power(k)));

        static string Power(int k) => k switch { 0 => "", 1 => "t", _ => $"t^{k}" };
    }
    /// <inheritdoc/>
    public bool TryFormat(Span<char> to, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        => Parts.TryFormat(ToString(format.ToString(), provider), to, out written);
}
