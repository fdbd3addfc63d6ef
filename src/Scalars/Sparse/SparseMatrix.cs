using System.Numerics;

namespace Functional;

/// <summary>Where a matrix may be other than zero: compressed rows.</summary>
/// <param name="Columns">How many columns there are.</param>
/// <param name="Starts">Where each row begins in <paramref name="Indices"/>, and where the last one ends.</param>
/// <param name="Indices">The columns of each row, ascending.</param>
public sealed record SparsePattern(int Columns, Sequence<int> Starts, Sequence<int> Indices)
{
    /// <summary>How many rows there are.</summary>
    public int Rows => Starts.Count - 1;

    /// <summary>How many places there are.</summary>
    public int Count => Indices.Count;

    /// <summary>The columns of one row, ascending.</summary>
    public ReadOnlySpan<int> this[int row] => Indices.AsSpan()[Starts[row]..Starts[row + 1]];

    internal static SparsePattern Of(int columns, IReadOnlyCollection<IndexSet> rows)
    {
        var starts = new int[rows.Count + 1];
        var indices = new List<int>(rows.Sum(row => row.Indices.Length));
        foreach (var (number, row) in rows.Index())
        {
            indices.AddRange(row.Indices);
            starts[number + 1] = indices.Count;
        }
        return new(columns, starts.ToSequence(), indices.ToSequence());
    }

    /// <summary>The same places with rows and columns exchanged.</summary>
    public SparsePattern Transpose()
    {
        var starts = new int[Columns + 1];
        foreach (var column in Indices) starts[column + 1]++;
        for (var column = 0; column < Columns; column++) starts[column + 1] += starts[column];
        var (indices, next) = (new int[Count], starts[..Columns]);
        for (var row = 0; row < Rows; row++)
            foreach (var column in this[row]) indices[next[column]++] = row;
        return new(Rows, starts.ToSequence(), indices.ToSequence());
    }
}

/// <summary>A matrix with values only where its pattern has places.</summary>
/// <param name="Pattern">Where the values are.</param>
/// <param name="Values">The values in the order of <see cref="SparsePattern.Indices"/>.</param>
public sealed record SparseMatrix<T>(SparsePattern Pattern, Sequence<T> Values) where T : INumberBase<T>
{
    /// <summary>The element in a row and a column, zero where the pattern has no place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is outside of the matrix.</exception>
    public T this[int row, int column]
        => (uint)row >= (uint)Pattern.Rows || (uint)column >= (uint)Pattern.Columns
            ? throw new ArgumentOutOfRangeException(nameof(row), $"SparseMatrix: [{row}, {column}] is outside of [{Pattern.Rows}, {Pattern.Columns}]")
            : Pattern[row].BinarySearch(column) is var at && at >= 0 ? Values[Pattern.Starts[row] + at] : T.Zero;

    /// <summary>The product with a vector.</summary>
    /// <exception cref="ArgumentException">The vector has not as many elements as the matrix has columns.</exception>
    public T[] Multiply(ReadOnlySpan<T> x)
    {
        if (x.Length != Pattern.Columns)
            throw new ArgumentException($"Multiply: the matrix has {Pattern.Columns} columns, the vector {x.Length} elements: they must agree");
        var y = new T[Pattern.Rows];
        for (var row = 0; row < y.Length; row++)
        {
            y[row] = T.Zero;
            for (var at = Pattern.Starts[row]; at < Pattern.Starts[row + 1]; at++) y[row] += Values[at] * x[Pattern.Indices[at]];
        }
        return y;
    }

    /// <summary>The same matrix as [rows, columns] with its zeros.</summary>
    public T[,] ToDense()
    {
        var dense = new T[Pattern.Rows, Pattern.Columns];
        for (var row = 0; row < Pattern.Rows; row++)
            for (var at = Pattern.Starts[row]; at < Pattern.Starts[row + 1]; at++) dense[row, Pattern.Indices[at]] = Values[at];
        return dense;
    }
}
