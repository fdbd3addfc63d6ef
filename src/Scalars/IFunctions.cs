using System.Numerics;

namespace Functional;

/// <summary>A function of one number over any type of numbers, for derivatives that need it at several types.</summary>
public interface IScalarFunction
{
    static abstract T Invoke<T>(T x) where T : IFloatingPointIeee754<T>;
}

/// <summary>A function from a vector to a number over any type of numbers.</summary>
public interface IScalarField
{
    static abstract T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>;
}

/// <summary>A function from a vector to a vector, which it fills, over any type of numbers.</summary>
public interface IVectorField
{
    static abstract void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>;
}

/// <summary>A function from a vector to a number.</summary>
public delegate TNumber ScalarField<TNumber>(ReadOnlySpan<TNumber> x);

/// <summary>A function from a vector to a vector, which it fills.</summary>
public delegate void VectorField<TNumber>(ReadOnlySpan<TNumber> x, Span<TNumber> y);
