using System.Numerics;

namespace Functional;

/// <summary>A function of one number over any type of numbers, for derivatives that need it at several types.</summary>
public interface IScalarFunction
{
    /// <summary>The function at x.</summary>
    static abstract T Invoke<T>(T x) where T : IFloatingPointIeee754<T>;
}

/// <summary>A function from a vector to a number over any type of numbers.</summary>
public interface IScalarField
{
    /// <summary>The function at a vector of any length.</summary>
    static abstract T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>;
}

/// <summary>A function from a vector to a vector, which it fills, over any type of numbers.</summary>
public interface IVectorField
{
    /// <summary>Fills y, whose elements are zero at first, with the function at x.</summary>
    static abstract void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>;
}

/// <summary>A function from a vector to a number.</summary>
public delegate TNumber ScalarField<TNumber>(ReadOnlySpan<TNumber> x);

/// <summary>A function from a vector to a vector, which it fills; its elements are zero at first.</summary>
public delegate void VectorField<TNumber>(ReadOnlySpan<TNumber> x, Span<TNumber> y);
