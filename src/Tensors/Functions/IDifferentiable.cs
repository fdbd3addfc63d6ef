using System.Numerics;

namespace Functional.Functions;

/// <summary>A function of one number with its derivative, both for any type of numbers: the form that the scalar face uses.</summary>
internal interface IDifferentiableMap
{
    static abstract T Scalar<T>(T x) where T : IFloatingPointIeee754<T>;

    /// <summary>Whether <see cref="Derivative"/> reads y.</summary>
    static virtual bool ReadsValue => false;

    /// <summary>The derivative at x, where y is the value there.</summary>
    static abstract T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T>;
}

/// <summary>A function of two numbers with its partial derivatives, for any type of numbers.</summary>
internal interface IDifferentiableZip
{
    static abstract T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T>;

    /// <summary>Whether <see cref="Derivative"/> reads y.</summary>
    static virtual bool ReadsValue => false;

    /// <summary>The partial derivative in input 0 or 1 at (a, b), where y is the value there.</summary>
    static abstract T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T>;
}
