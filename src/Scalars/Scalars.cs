using System.Numerics;

namespace Functional;

/// <summary>
/// Derivatives of ordinary numeric C#: of any method or lambda over .NET's generic math. In a class of its own, so that with
/// <c>using static Functional.Scalars</c> a call such as <c>Derivative(x => x * x, 3)</c> is never ambiguous.
/// Forward mode computes with <see cref="Dual{T}"/>, reverse mode with <see cref="Reverse{T}"/>; both nest by type.
/// An inner derivative may use outer values of another type, lifted; an outer value of the same type is an error of the analyzer that comes
/// with the package, because the types alone could not keep the two derivatives apart.
/// </summary>
/// <remarks>
/// Where a slope is infinite, the chain rule takes 0 · ∞ to be 0 for what does not move: the gradient of √(x·y) at (0, 0) is 0 in every mode.
/// A slope of zero outside of an infinite one is NaN: its limit, as of cos √x at 0, is not known. The modes differ in two cases, because reverse
/// mode multiplies from the outside in. Where an argument moves an infinite slope on two paths that cancel, as x does in √((x + y) − (x − y))
/// at (1, 0), forward mode gives 0, and reverse mode ∞ − ∞, which is NaN. Where infinite slopes of several arguments have met before a slope
/// of zero, as in cos(√x + √y) at (0, 0), forward mode gives NaN; reverse mode hands on nothing, which is 0.
/// </remarks>
public static partial class Scalars
{
    /// <summary>The most bytes that a tape may take; recording beyond it throws. Three quarters of what the process may have, unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static long MemoryBudget
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"MemoryBudget: {value} bytes: it must be 0 or above");
    } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>The value as a constant, with derivative zero.</summary>
    public static T StopGradient<T>(Dual<T> x) where T : IFloatingPointIeee754<T> => x.Primal;

    /// <inheritdoc cref="StopGradient{T}(Dual{T})"/>
    public static T StopGradient<T>(Reverse<T> x) where T : IFloatingPointIeee754<T> => x.Primal;

    /// <inheritdoc cref="StopGradient{T}(Dual{T})"/>
    public static T StopGradient<T>(Jet<T> x) where T : IFloatingPointIeee754<T> => x.Primal;

    /// <summary>The sum of numbers of any type; in reverse mode half as many entries of the tape as terms.</summary>
    public static T Sum<T>(ReadOnlySpan<T> x) where T : INumberBase<T>
    {
        if (default(T) is ISums<T>) return ((ISums<T>)default(T)!).Sum(x);
        var sum = T.Zero;
        foreach (var term in x) sum += term;
        return sum;
    }

    /// <summary>Σ aᵢ·bᵢ of numbers of any type; in reverse mode at most as many entries of the tape as terms.</summary>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static T Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : INumberBase<T>
    {
        if (a.Length != b.Length) throw new ArgumentException($"Dot: the vectors have {a.Length} and {b.Length} elements: make the lengths equal");
        if (default(T) is ISums<T>) return ((ISums<T>)default(T)!).Dot(a, b);
        var sum = T.Zero;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
