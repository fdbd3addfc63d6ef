using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Functions;

namespace Functional;

/// <summary>
/// A number in reverse mode: its value, the variable of the tape that it depends on, and the partial derivative in that variable.
/// Constants depend on none. Functions of one variable, however many, only change the partial; a new variable is recorded where two
/// meet, so chains of elementary functions cost no entry (local preaccumulation; A. Griewank, A. Walther 2008, "Evaluating Derivatives", ch. 10).
/// Comparisons and equality look at the value alone.
/// </summary>
/// <remarks>
/// A value belongs to the derivative that made it and to its thread. Where it meets the values of another, or outlives its own,
/// a <see cref="ScopeException"/> says so.
/// </remarks>
/// <typeparam name="T">The type below: <c>double</c>, <c>float</c> or another differentiable number.</typeparam>
public readonly struct Reverse<T> : IDifferentiableNumber<Reverse<T>, T>, IFloatingPointIeee754<Reverse<T>>, ISums<Reverse<T>>
    where T : IFloatingPointIeee754<T>
{
    readonly T primal, partial;
    readonly Variable variable;

    Reverse(T constant) => (primal, partial) = (constant, T.Zero);

    internal Reverse(T primal, T partial, Variable variable) => (this.primal, this.partial, this.variable) = (primal, partial, variable);

    /// <summary>The value without its derivatives.</summary>
    public T Primal => primal;

    /// <summary>The derivative in <see cref="Variable"/>.</summary>
    internal T Partial => partial;

    internal Variable Variable => variable;

    /// <summary>A number below as a constant: its derivative is zero.</summary>
    public static implicit operator Reverse<T>(T constant) => new(constant);

    // arithmetic: a partial of zero stays zero, also beside an infinite factor

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Reverse<T> operator +(Reverse<T> a, Reverse<T> b) => Join(a.primal + b.primal, a, a.partial, b, b.partial);
    /// <summary>The sum of a number and a constant of the type below.</summary>
    public static Reverse<T> operator +(Reverse<T> a, T b) => a.With(a.primal + b, a.partial);
    /// <summary>The sum of a constant and a number of the type below.</summary>
    public static Reverse<T> operator +(T a, Reverse<T> b) => b.With(a + b.primal, b.partial);
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Reverse<T> operator -(Reverse<T> a, Reverse<T> b) => Join(a.primal - b.primal, a, a.partial, b, -b.partial);
    /// <summary>The difference of a number and a constant of the type below.</summary>
    public static Reverse<T> operator -(Reverse<T> a, T b) => a.With(a.primal - b, a.partial);
    /// <summary>The difference of a constant and a number of the type below.</summary>
    public static Reverse<T> operator -(T a, Reverse<T> b) => b.With(a - b.primal, -b.partial);
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Reverse<T> operator *(Reverse<T> a, Reverse<T> b)
        => Join(a.primal * b.primal, a, Parts.Times(b.primal, a.partial), b, Parts.Times(a.primal, b.partial));
    /// <summary>The product of a number and a constant of the type below.</summary>
    public static Reverse<T> operator *(Reverse<T> a, T b) => a.With(a.primal * b, Parts.Times(b, a.partial));
    /// <summary>The product of a constant and a number of the type below.</summary>
    public static Reverse<T> operator *(T a, Reverse<T> b) => b.With(a * b.primal, Parts.Times(a, b.partial));
    /// <summary>The quotient of a number and a constant of the type below.</summary>
    public static Reverse<T> operator /(Reverse<T> a, T b) => a.With(a.primal / b, Parts.Over(a.partial, b));
    /// <inheritdoc/>
    public static Reverse<T> operator %(Reverse<T> a, Reverse<T> b) => Zip<Remainder>(a, b);
    /// <inheritdoc/>
    public static Reverse<T> operator -(Reverse<T> x) => x.With(-x.primal, -x.partial);
    /// <inheritdoc/>
    public static Reverse<T> operator +(Reverse<T> x) => x;
    /// <inheritdoc/>
    public static Reverse<T> operator ++(Reverse<T> x) => x + T.One;
    /// <inheritdoc/>
    public static Reverse<T> operator --(Reverse<T> x) => x - T.One;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Reverse<T> operator /(Reverse<T> a, Reverse<T> b)
    {
        var y = a.primal / b.primal;
        return Join(y, a, Parts.Over(a.partial, b.primal), b, -Parts.Times(y / b.primal, b.partial));
    }

    /// <summary>The quotient of a constant and a number of the type below.</summary>
    public static Reverse<T> operator /(T a, Reverse<T> b)
    {
        var y = a / b.primal;
        return b.With(y, -Parts.Times(y / b.primal, b.partial));
    }

    // functions: the chain rule

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Reverse<T> Map<F>(Reverse<T> x) where F : struct, IDifferentiableMap
    {
        var y = F.Number(x.primal);
        if (x.variable.IsNone) return y;
        // What does not move is a constant, so that no infinite factor makes 0 · ∞ of it.
        var partial = Parts.Times(Slope.Of<F, T>(x.primal, y), x.partial);
        return Parts.IsNothing(partial) ? y : new Reverse<T>(y, partial, x.variable);
    }

    internal static Reverse<T> Zip<F>(Reverse<T> a, Reverse<T> b) where F : struct, IDifferentiableZip
    {
        var y = F.Number(a.primal, b.primal);
        return Join(y, a, Along<F>(0, a, b, y, a), b, Along<F>(1, a, b, y, b));
    }

    static T Along<F>(int input, Reverse<T> a, Reverse<T> b, T y, Reverse<T> x) where F : struct, IDifferentiableZip
        => x.variable.IsNone ? T.Zero : Parts.Times(Slope.Of<F, T>(input, a.primal, b.primal, y), x.partial);

    /// <summary>Another function of the same variable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Reverse<T> With(T value, T partial) => new(value, partial, variable);

    /// <summary>
    /// A value that depends on the variables of a and b with these partials: an entry of the tape if there are two of them. A variable with
    /// partial zero does not count.
    /// </summary>
    /// <remarks>One way out, and the rest in few small calls: so the compiler keeps numbers in registers, and finds room for this in every operation.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Reverse<T> Join(T value, Reverse<T> a, T inA, Reverse<T> b, T inB)
    {
        var (partial, variable) = (inA, a.variable);
        if (!b.variable.IsNone && !Parts.IsNothing(inB))
        {
            if (a.variable.IsNone || Parts.IsNothing(inA)) (partial, variable) = (inB, b.variable);
            else if (a.variable.Id == b.variable.Id) partial += inB;
            else (partial, variable) = (T.One, Tape<T>.Push(a.variable, inA, b.variable, inB));
        }
        return new(value, partial, variable);
    }

    Reverse<T> ISums<Reverse<T>>.Sum(ReadOnlySpan<Reverse<T>> x)
    {
        var (value, sum) = (T.Zero, new Tape<T>.Terms());
        foreach (var term in x)
        {
            value += term.primal;
            sum.Add(term.variable, term.partial);
        }
        return sum.Close(value);
    }

    Reverse<T> ISums<Reverse<T>>.Dot(ReadOnlySpan<Reverse<T>> a, ReadOnlySpan<Reverse<T>> b)
    {
        var (value, sum) = (T.Zero, new Tape<T>.Terms());
        for (var i = 0; i < a.Length; i++)
        {
            value += a[i].primal * b[i].primal;
            sum.Add(a[i].variable, Parts.Times(b[i].primal, a[i].partial));
            sum.Add(b[i].variable, Parts.Times(a[i].primal, b[i].partial));
        }
        return sum.Close(value);
    }

    static Reverse<T> IDifferentiableNumber<Reverse<T>, T>.Map<F>(Reverse<T> x) => Map<F>(x);
    static Reverse<T> IDifferentiableNumber<Reverse<T>, T>.Zip<F>(Reverse<T> a, Reverse<T> b) => Zip<F>(a, b);
    static Reverse<T> IDifferentiableNumber<Reverse<T>, T>.Lift(T value) => value;
    Reverse<T> IDifferentiableNumber<Reverse<T>, T>.WithPrimal(T value) => With(value, partial);
    bool IDifferentiable.IsConstant => variable.IsNone && Parts.IsConstant(primal);
    Reverse<T> IDifferentiable<Reverse<T>>.Times(Reverse<T> derivative)
    {
        var curvature = Parts.IsNothing(derivative.partial) ? T.Zero : Parts.Times(derivative.partial, primal);
        return Join(Parts.Times(derivative.primal, primal), derivative, curvature, this, Parts.Times(derivative.primal, partial));
    }
    bool IDifferentiable.IsNothing => variable.IsNone && Parts.IsNothing(primal);

    // comparison looks at the value

    /// <inheritdoc/>
    public static bool operator ==(Reverse<T> a, Reverse<T> b) => a.primal == b.primal;
    /// <inheritdoc/>
    public static bool operator !=(Reverse<T> a, Reverse<T> b) => a.primal != b.primal;
    /// <inheritdoc/>
    public static bool operator <(Reverse<T> a, Reverse<T> b) => a.primal < b.primal;
    /// <inheritdoc/>
    public static bool operator >(Reverse<T> a, Reverse<T> b) => a.primal > b.primal;
    /// <inheritdoc/>
    public static bool operator <=(Reverse<T> a, Reverse<T> b) => a.primal <= b.primal;
    /// <inheritdoc/>
    public static bool operator >=(Reverse<T> a, Reverse<T> b) => a.primal >= b.primal;
    /// <inheritdoc/>
    public int CompareTo(Reverse<T> other) => primal.CompareTo(other.primal);
    /// <inheritdoc/>
    public int CompareTo(object? other) => Parts.Compare(this, other);
    /// <inheritdoc/>
    public bool Equals(Reverse<T> other) => primal.Equals(other.primal);
    /// <inheritdoc/>
    public override bool Equals(object? other) => other is Reverse<T> number && Equals(number);
    /// <inheritdoc/>
    public override int GetHashCode() => primal.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToString(null, null);
    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? provider) => primal.ToString(format, provider);
    /// <inheritdoc/>
    public bool TryFormat(Span<char> to, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        => primal.TryFormat(to, out written, format, provider);
}
