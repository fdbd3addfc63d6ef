using System.Numerics;

namespace Functional.GradBench.Evals;

/// <summary>The eval "det": the determinant of a matrix [ℓ, ℓ] by expansion by minors, a recursion over scalars, and its gradient.</summary>
internal static class Determinant
{
    /// <summary>Beyond this the ℓ! products would take days.</summary>
    const int LargestSize = 14;

    internal sealed record Input(double[] A, int Ell) : Runs;

    internal static readonly Module Module = new Module<Input, Input>("det", Check)
    {
        { "primal", input => ByMinors<double>(input.A, input.Ell), y => y },
        { "gradient", input => Scalars.Gradient(a => ByMinors(a, input.Ell), input.A), gradient => gradient },
    };

    internal static T ByMinors<T>(ReadOnlySpan<T> a, int size) where T : IFloatingPointIeee754<T>
    {
        // After each column, and after the start, the next one that is left.
        Span<int> next = stackalloc int[size + 1];
        for (var i = 0; i <= size; i++) next[i] = i;
        var terms = new T[size * (size + 1)];
        return Minor(a, size, size, next, terms);
    }

    /// <summary>The determinant of the last rows and the columns that are left, as many.</summary>
    /// <param name="next">Place 0 names the first column that is left, place c + 1 the one after column c.</param>
    /// <param name="room">Room for 2 (1 + … + <paramref name="size"/>) terms.</param>
    static T Minor<T>(ReadOnlySpan<T> a, int n, int size, Span<int> next, Span<T> room) where T : IFloatingPointIeee754<T>
    {
        var row = a.Slice((n - size) * n, n);
        if (size == 1) return row[next[0]];
        Span<T> elements = room[..size], cofactors = room[size..(2 * size)], rest = room[(2 * size)..];
        for (int j = 0, before = 0; j < size; j++)
        {
            var column = next[before];
            next[before] = next[column + 1];
            var minor = Minor(a, n, size - 1, next, rest);
            next[before] = column;
            (elements[j], cofactors[j]) = (row[column], j % 2 == 0 ? minor : -minor);
            before = column + 1;
        }
        return Scalars.Dot<T>(elements, cofactors);
    }

    static Input Check(Input input)
        => input.Ell is < 1 or > LargestSize ? throw new ArgumentException($"'ell' is {input.Ell}: the matrix has 1 to {LargestSize} rows")
        : input.A.Length != input.Ell * input.Ell ? throw new ArgumentException($"'A' has {input.A.Length} elements, not ell² = {input.Ell * input.Ell}")
        : input;
}
