using System.Globalization;

namespace Functional.Testing;

/// <summary>What one comparison of a gradient check found.</summary>
/// <param name="Check">What was compared, such as <c>pullback</c> or <c>tangent of the gradient</c>.</param>
public abstract record Finding(string Check)
{
    /// <summary>Where it was compared, such as <c>∂y[2]/∂x.weight[0, 1]</c>.</summary>
    public abstract string Place { get; }

    /// <summary>What is the matter there.</summary>
    public abstract string Message { get; }
}

/// <summary>A derivative agrees with the differences.</summary>
internal sealed record Agreement(string Check) : Finding(Check)
{
    public override string Place => "";

    public override string Message => "";
}

/// <summary>Something is wrong.</summary>
public abstract record Discrepancy(string Check) : Finding(Check);

/// <summary>
/// Two numbers that should be equal differ: a derivative and the differences, or the two sides of ⟨u, Jv⟩ = ⟨Jᵀu, v⟩.
/// </summary>
/// <param name="Result">The element of the result, such as <c>y[2]</c>; ⟨u1, y⟩ is the product with the first random cotangent.</param>
/// <param name="Argument">The element of the argument, such as <c>x.weight[0, 1]</c>; v1 is the first random direction, v0 that of ones.</param>
/// <param name="Analytic">What the rule gives.</param>
/// <param name="Numeric">What it should be.</param>
/// <param name="Error">How far that may be off, by estimate.</param>
public sealed record Difference(string Check, string Result, string Argument, double Analytic, double Numeric, double Error) : Discrepancy(Check)
{
    /// <inheritdoc/>
    public override string Place => $"∂{Result}/∂{Argument}";

    /// <inheritdoc/>
    public override string Message => string.Create(CultureInfo.InvariantCulture, $"the rule gives {Analytic:G10}, not {Numeric:G10} ± {Error:0e+0}");
}

/// <summary>A derivative has not the element type or the shape of what it belongs to.</summary>
public sealed record Mismatch(string Check, string Leaf, string Found, string Expected) : Discrepancy(Check)
{
    /// <inheritdoc/>
    public override string Place => Leaf;

    /// <inheritdoc/>
    public override string Message => $"the rule gives {Found}, not {Expected}";
}

/// <summary>A derivative cannot be computed where the function can.</summary>
public sealed record Failure(string Check, Exception Exception) : Discrepancy(Check)
{
    /// <inheritdoc/>
    public override string Place => "";

    /// <inheritdoc/>
    public override string Message => $"{Exception.GetType().Name}: {Exception.Message}";
}

/// <summary>There is nothing to compare with: the differences do not converge, as at a kink, or the function has no such value.</summary>
public sealed record Unchecked(string Check, string Where, string Reason) : Finding(Check)
{
    /// <inheritdoc/>
    public override string Place => Where;

    /// <inheritdoc/>
    public override string Message => $"not checked: {Reason}";
}
