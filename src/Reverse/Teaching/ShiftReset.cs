namespace Functional.Teaching;

/// <summary>
/// Reverse mode as it is explained, beside the engine that computes it: every operation hands its result to the rest of the program, its
/// continuation, and when that returns it turns the gradient of its result into those of its inputs (F. Wang et al. 2018,
/// "Demystifying Differentiable Programming: Shift/Reset the Penultimate Backpropagator", figure 4).
/// The call stack is the tape; the engine keeps the same continuation as a list of frames instead.
/// <example>
/// A program is written as a query, in which <c>from y in …</c> binds the rest of the query to y:
/// <code>
/// ShiftReset.Grad(x =>
///     from square in x * x
///     from wave in ShiftReset.Sin(square)
///     from y in wave * x
///     select y)(2.0)
/// </code>
/// </example>
/// </summary>
public static class ShiftReset
{
    /// <summary>The derivative of a program of one number (reset: the innermost continuation sets the gradient of the result to 1).</summary>
    public static Func<double, double> Grad(Func<Number, Shift<Number>> program) => x => Grad(each => program(each[0]))([x])[0];

    /// <summary>The gradient of a program of several numbers.</summary>
    public static Func<double[], double[]> Grad(Func<Number[], Shift<Number>> program) => x =>
    {
        var arguments = Array.ConvertAll(x, each => new Number(each));
        program(arguments)(y => y.Gradient = 1);
        return Array.ConvertAll(arguments, each => each.Gradient);
    };

    /// <summary>eˣ.</summary>
    public static Shift<Number> Exp(Number x) => Unary(Math.Exp(x.Value), x, y => y);

    /// <summary>The sine of an angle in radians.</summary>
    public static Shift<Number> Sin(Number x) => Unary(Math.Sin(x.Value), x, _ => Math.Cos(x.Value));

    /// <summary>The hyperbolic tangent.</summary>
    public static Shift<Number> Tanh(Number x) => Unary(Math.Tanh(x.Value), x, y => 1 - y * y);

    /// <summary>A computation followed by another that needs its result; query syntax calls this for each <c>from</c>.</summary>
    public static Shift<TResult> SelectMany<T, TNext, TResult>(this Shift<T> first, Func<T, Shift<TNext>> then, Func<T, TNext, TResult> select)
        => k => first(x => then(x)(y => k(select(x, y))));

    /// <summary>The same where the second result is the result of both.</summary>
    public static Shift<TResult> SelectMany<T, TResult>(this Shift<T> first, Func<T, Shift<TResult>> then) => k => first(x => then(x)(k));

    /// <summary>A computation, and a function of its result.</summary>
    public static Shift<TResult> Select<T, TResult>(this Shift<T> first, Func<T, TResult> select) => k => first(x => k(select(x)));

    static Shift<Number> Unary(double value, Number x, Func<double, double> derivative) => k =>
    {
        var y = new Number(value);
        k(y);
        x.Gradient += y.Gradient * derivative(value);
    };

    internal static Shift<Number> Binary(double value, Number a, double slopeA, Number b, double slopeB) => k =>
    {
        var y = new Number(value);
        k(y);
        a.Gradient += y.Gradient * slopeA;
        b.Gradient += y.Gradient * slopeB;
    };
}

/// <summary>A computation that is waiting for the rest of the program, to which it gives its result (shift; k is its continuation).</summary>
public delegate void Shift<out T>(Action<T> k);

/// <summary>A number, and the derivative of the program's result with respect to it once the rest of the program has returned.</summary>
public sealed class Number(double value)
{
    /// <summary>The value.</summary>
    public double Value => value;

    /// <summary>The derivative of the program's result with respect to this number; 0 until the rest of the program has returned.</summary>
    public double Gradient { get; internal set; }

    /// <summary>A constant of the program.</summary>
    public static implicit operator Number(double constant) => new(constant);

    /// <summary>The sum; its derivatives are 1.</summary>
    public static Shift<Number> operator +(Number a, Number b) => ShiftReset.Binary(a.Value + b.Value, a, 1, b, 1);

    /// <summary>The difference; its derivatives are 1 and −1.</summary>
    public static Shift<Number> operator -(Number a, Number b) => ShiftReset.Binary(a.Value - b.Value, a, 1, b, -1);

    /// <summary>The product; its derivatives are b and a.</summary>
    public static Shift<Number> operator *(Number a, Number b) => ShiftReset.Binary(a.Value * b.Value, a, b.Value, b, a.Value);

    /// <summary>The quotient; its derivatives are 1 / b and −a / b².</summary>
    public static Shift<Number> operator /(Number a, Number b) => ShiftReset.Binary(a.Value / b.Value, a, 1 / b.Value, b, -a.Value / (b.Value * b.Value));
}
