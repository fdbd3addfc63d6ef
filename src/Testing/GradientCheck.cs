using System.Runtime.CompilerServices;

namespace Functional.Testing;

/// <summary>
/// Checks the derivatives of functions against differences of their values: tangents and pullbacks against central differences, the two
/// against each other, both again one order up, and all of it in float32. A function of tensors may take and give any trees; leaves that are
/// neither float32 nor float64 are constants. A function over any type of numbers is named by the type that has it, and is run with each of
/// <c>double</c>, <c>float</c>, <see cref="Dual{T}"/>, <see cref="Dual{T, TLanes}"/>, <see cref="Jet{T}"/> and <see cref="Reverse{T}"/>.
/// </summary>
/// <remarks>
/// Differences are extrapolated and come with an estimate of their error (C. Ridders 1982). A derivative is wrong if it is further from them
/// than eight times that error and the tolerance, and than the
/// rounding of terms that cancel in it. Where they do not converge, as at a kink, nothing is compared, and the report says so.
/// Every element of small arguments and results is checked; of large ones some, and the rest along random directions.
/// <c>StopGradient</c> makes a function whose derivative is not that of its values, and fails.
/// </remarks>
public static partial class GradientCheck
{
    /// <summary>Checks the derivatives of f at x.</summary>
    /// <param name="f">A pure function of tensors.</param>
    /// <param name="x">A tensor or a tree of tensors with finite numbers. float32 ones are checked in float64, too.</param>
    /// <param name="options">What to compare, and how closely.</param>
    /// <param name="function">What the report calls the function; unless given, the expression of the caller.</param>
    /// <returns>The report of a check that passed.</returns>
    /// <exception cref="GradientException">A derivative is wrong, or none could be checked.</exception>
    /// <exception cref="ArgumentException">The function cannot be checked at x; the message says why.</exception>
    public static GradientReport Verify<TX, TY>(
        Func<TX, TY> f, TX x, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => Examine(f, x, options, function).OrThrow();

    /// <summary>Checks a function of two arguments.</summary>
    public static GradientReport Verify<T1, T2, TY>(
        Func<T1, T2, TY> f, T1 a, T2 b, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => Verify(x => f(x.Item1, x.Item2), (a, b), options, function);

    /// <summary>Checks a function of three arguments.</summary>
    public static GradientReport Verify<T1, T2, T3, TY>(
        Func<T1, T2, T3, TY> f, T1 a, T2 b, T3 c, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => Verify(x => f(x.Item1, x.Item2, x.Item3), (a, b, c), options, function);

    /// <summary>As <see cref="Verify{TX, TY}"/>, but whatever it finds is returned.</summary>
    public static GradientReport Examine<TX, TY>(
        Func<TX, TY> f, TX x, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
    {
        RequireFinite(x);
        var (subject, given) = Subject.Of(f, x);
        return Examine(subject, given, options, function, Printed.Of("x", x));
    }

    static GradientReport Examine(Subject subject, Tensor[] given, GradientOptions? options, string function, string input)
    {
        options ??= GradientOptions.Default;
        var at = Array.ConvertAll(given, each => each.Cast(DType.Float64));
        RequireFloat64(subject, given, at);
        var key = new Key(options.Seed);
        var findings = Examination.Run(subject, at, key.Fold(0), options);
        if (options.Float32 && !findings.Any(finding => finding is Discrepancy)) findings = [.. findings, .. Float32Run.Of(subject, at, key.Fold(1))];
        return new(Named(function), input, findings.Count(finding => finding is Agreement),
            [.. findings.OfType<Discrepancy>()], [.. findings.OfType<Unchecked>()])
        {
            NothingCompared = findings.Any(IsFirst) && !findings.Any(finding => IsFirst(finding) && finding is Agreement),
        };

        static bool IsFirst(Finding finding) => finding.Check is "tangent" or "pullback";
    }

    static void RequireFinite<TX>(TX x)
    {
        foreach (var (path, leaf) in Tree.NamedLeaves(x))
            if (leaf.DType.IsFloat() && Flat.Numbers([leaf]).FirstOrDefault(number => !double.IsFinite(number), 0) is not 0 and var number)
                throw new ArgumentException(FormattableString.Invariant(
                    $"x{path} has the element {number}: a function has no derivative there, choose a finite point"));
    }

    static void RequireFloat64(Subject subject, Tensor[] given, Tensor[] at)
    {
        try
        {
            var (once, again) = (Flat.Numbers(subject.Function.Value(at)), Flat.Numbers(subject.Function.Value(at)));
            if (once.Length != again.Length || once.Where((value, i) => Math.Abs(value - again[i]) > 1e-12 * Math.Abs(value)).Any())
                throw new ArgumentException("the function gives different results for the same argument: it must be pure; pass it a Key for its randomness");
        }
        catch (DTypeException e) when (given.Any(each => each.DType != DType.Float64))
        {
            throw new ArgumentException(
                $"the function takes no float64, in which differences are computed: let the tensors that it captures be float64, too ({e.Message})", e);
        }
    }

    /// <summary>An expression on one line, without its end where it is long.</summary>
    static string Named(string function)
    {
        const int longest = 100;
        var line = string.Join(' ', function.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? line : line[..(longest - 1)] + "…";
    }
}
