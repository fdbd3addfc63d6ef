namespace Functional.Testing.Numeric;

/// <summary>A number found by evaluating alone, and how far it may be off.</summary>
internal readonly record struct Estimate(double Value, double Error)
{
    internal static readonly Estimate Unknown = new(double.NaN, double.PositiveInfinity);

    bool HasDigits => Error <= 1e-4 * Math.Abs(Value);

    /// <summary>The better one: that which has correct digits at all, otherwise that with the smaller error.</summary>
    internal Estimate OrBetter(Estimate other) => (other.HasDigits == HasDigits ? other.Error < Error : other.HasDigits) ? other : this;
}

/// <summary>The limit of a sequence whose steps halve.</summary>
internal static class Extrapolation
{
    /// <summary>
    /// The limit as h → 0 of what was found at steps h, h/2, h/4, …, where its error is a series in hᵖ, h²ᵖ, …
    /// (L. Richardson 1911; the entry of the table with the least error is chosen as by C. Ridders 1982,
    /// "Accurate computation of F′(x) and F′(x) F″(x)").
    /// </summary>
    /// <param name="found">The sequence; only what follows its last number that is not finite counts.</param>
    /// <param name="rounding">How far each may be off by rounding.</param>
    /// <param name="ratio">2ᵖ.</param>
    internal static Estimate Limit(ReadOnlySpan<double> found, ReadOnlySpan<double> rounding, double ratio)
    {
        var (best, latest) = (Estimate.Unknown, Estimate.Unknown);
        Span<double> above = stackalloc double[found.Length], row = stackalloc double[found.Length];
        var length = 0;
        for (var k = 0; k < found.Length; k++)
        {
            if (!double.IsFinite(found[k])) (length, best) = (0, Estimate.Unknown);
            else
            {
                row[0] = found[k];
                var weight = 1.0;
                latest = Estimate.Unknown;
                for (var j = 1; j <= length; j++)
                {
                    weight *= ratio;
                    row[j] = row[j - 1] + (row[j - 1] - above[j - 1]) / (weight - 1);
                    // Neighbours in the table differ by more than the error of the better one, unless rounding decides.
                    var error = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - above[j - 1])) + rounding[k];
                    latest = latest.OrBetter(new(row[j], error));
                }
                best = best.OrBetter(latest);
                length++;
                row.CopyTo(above);
            }
        }
        // Large steps across jumps may agree by chance; what the smallest steps say is then the error.
        return best with { Error = best.Error + Math.Max(0, Math.Abs(best.Value - latest.Value) - latest.Error) };
    }
}
