using System.Numerics;

namespace Functional.Testing.Tests;

/// <summary>A function over any type of numbers with a mistake in its derivatives, and the same function without it.</summary>
/// <param name="Check">The check that must find the mistake.</param>
/// <param name="Wrong">Examines the function with the mistake.</param>
/// <param name="Right">Examines the function without it.</param>
/// <param name="Inputs">Arguments for both, from a seed.</param>
internal sealed record NumberMutant(
    string Check, Func<double[], GradientOptions, GradientReport> Wrong, Func<double[], GradientOptions, GradientReport> Right, Func<int, double[]> Inputs)
{
    internal static NumberMutant Number<TWrong, TRight>(string check, Func<int, double[]>? inputs = null)
        where TWrong : IScalarFunction where TRight : IScalarFunction
        => new(check, (x, options) => GradientCheck.Examine<TWrong>(x[0], options), (x, options) => GradientCheck.Examine<TRight>(x[0], options),
            inputs ?? Between(0.3, 1.7, 1));

    internal static NumberMutant Field<TWrong, TRight>(string check, Func<int, double[]> inputs) where TWrong : IScalarField where TRight : IScalarField
        => new(check, (x, options) => GradientCheck.Examine<TWrong>(x, options), (x, options) => GradientCheck.Examine<TRight>(x, options), inputs);

    internal static NumberMutant Field<TWrong, TRight>(string check, int outputs, Func<int, double[]> inputs)
        where TWrong : IVectorField where TRight : IVectorField
        => new(check, (x, options) => GradientCheck.Examine<TWrong>(x, outputs, options),
            (x, options) => GradientCheck.Examine<TRight>(x, outputs, options), inputs);

    internal static Func<int, double[]> Between(double low, double high, int count)
        => seed => new Key(seed).Uniform([count], low, high, DType.Float64).ToArray<double>();

    internal static Func<int, double[]> At(params double[] x) => _ => x;
}

/// <summary>Whether a function has its mistake.</summary>
internal interface IVariant
{
    static abstract bool IsWrong { get; }
}

internal readonly struct Wrong : IVariant
{
    public static bool IsWrong => true;
}

internal readonly struct Right : IVariant
{
    public static bool IsWrong => false;
}

internal static class Lossy
{
    /// <summary>The same number without its derivative: all its digits are whole where they are scaled up, and rounding has derivative 0.</summary>
    internal static T Stopped<T>(T x) where T : IFloatingPointIeee754<T> => T.ScaleB(T.Round(T.ScaleB(x, 60)), -60);

    /// <summary>The number itself, or in the wrong variant without its derivative.</summary>
    internal static T Stopped<V, T>(T x) where V : IVariant where T : IFloatingPointIeee754<T> => V.IsWrong ? Stopped(x) : x;

    /// <summary>Whether the numbers are of a kind, or derivatives of such.</summary>
    internal static bool Is<T>(Type kind) => typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == kind;
}
