using Functional.Functions;
using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

public static partial class Operations
{
    /// <summary>The integer part: the nearest integer that is not further from 0. Its derivative is 0; integers stay.</summary>
    public static Tensor Truncate(Tensor x) => x.DType.IsInteger() ? x : Map<Functions.Truncate>.Op.Apply(x);

    /// <summary>What <see cref="Truncate"/> leaves, with the sign of x; 0 of ±∞. Its derivative is 1.</summary>
    public static Tensor Frac(Tensor x) => Where(IsInfinite(x), 0, x - Truncate(x));

    /// <summary>
    /// What is left of a after as many b as fit, with the sign of a: a − b·trunc(a / b) without error, the <c>%</c> of C#. NaN where b is 0; of
    /// integers, <see cref="DivideByZeroException"/>. Its derivative is 1 in a and −trunc(a / b) in b.
    /// </summary>
    public static Tensor Fmod(Tensor a, Tensor b) => a.DType.IsInteger() ? a - a / b * b : Zip(Zip<Functions.Fmod>.Op, a, b);

    /// <inheritdoc cref="Fmod(Tensor, Tensor)"/>
    public static Tensor Fmod(Tensor a, double b) => Fmod(a, Repeated(b, a));

    /// <summary>
    /// What is left of a after as many b as fit, with the sign of b: a − b·⌊a / b⌋, as Python and NumPy have it, the partner of
    /// <see cref="FloorDivide(Tensor, Tensor)"/>.
    /// </summary>
    public static Tensor Remainder(Tensor a, Tensor b)
    {
        var rest = Fmod(a, b);
        return Where(IsOtherSide(rest, b), rest + b, rest);
    }

    /// <inheritdoc cref="Remainder(Tensor, Tensor)"/>
    public static Tensor Remainder(Tensor a, double b) => Remainder(a, Repeated(b, a));

    /// <summary>
    /// ⌊a / b⌋, of floats and of integers, as the <c>//</c> of Python: b times it and <see cref="Remainder(Tensor, Tensor)"/> give a. Its
    /// derivative is 0. Integers divided by <c>/</c> are rounded towards 0, as in C#.
    /// </summary>
    public static Tensor FloorDivide(Tensor a, Tensor b)
    {
        (a, b) = (StopGradient(a), StopGradient(b));
        var rest = Fmod(a, b);
        var whole = a.DType.IsInteger() ? a / b : Where(Equal(b, 0), a / b, Round((a - rest) / b));
        return whole - Cast(IsOtherSide(rest, b), a.DType);
    }

    /// <inheritdoc cref="FloorDivide(Tensor, Tensor)"/>
    public static Tensor FloorDivide(Tensor a, double b) => FloorDivide(a, Repeated(b, a));

    /// <summary>Where a remainder has not the sign of what was divided by.</summary>
    static Tensor IsOtherSide(Tensor rest, Tensor b) => And(NotEqual(rest, 0), Xor(rest < 0, b < 0));
}
