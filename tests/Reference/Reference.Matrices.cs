using Functional.Primitives;

namespace Functional.Tests;

/// <summary>Linear algebra by determinants, which are sums over permutations.</summary>
public sealed partial class Reference
{
    public double[] TriangularSolve(TriangularSolve op, Few<Tensor> x)
        => ForMatrices(x, (a, b) => Cramer(Table(a.Length, a.Length, (i, j) => i == j || i > j == (op.Triangle == Triangle.Lower) ? a[i][j] : 0), b));

    public double[] Solve(Solve op, Few<Tensor> x) => ForMatrices(x, (a, b)
        => Determinant(a) != 0 ? Cramer(a, b) : throw new MatrixException($"{op.Operation}: the matrix is singular"));

    /// <summary>L[i, j] = det A[0…j−1 and i, 0…j] / √(det A[0…j−1, 0…j−1] · det A[0…j, 0…j]).</summary>
    public double[] Cholesky(Cholesky op, Few<Tensor> x) => ForMatrices(x, (a, _) =>
    {
        var symmetric = Table(a.Length, a.Length, (i, j) => (a[i][j] + a[j][i]) / 2);
        return Table(a.Length, a.Length, (i, j) => i < j ? 0 : Minor(j, i) / Math.Sqrt(Minor(j - 1, j - 1) * Minor(j, j)));

        double Minor(int j, int last) => Determinant(Table(j + 1, j + 1, (p, q) => symmetric[p < j ? p : last][q]));
    });

    public double[] Det(Det op, Few<Tensor> x) => ForMatrices(x, (a, _) => [[Determinant(a)]]);

    /// <summary>A determinant is linear in each row, so its derivatives put rows of the directions in place of those of the matrix, in all ways.</summary>
    public double[] Cofactor(Cofactor op, Few<Tensor> x) => ForMatrices(x, each => Table(each[0].Length, each[0].Length, (i, j)
        => ((i + j) % 2 == 0 ? 1 : -1) * WithRows(each[0], [.. each.Skip(1)], [i]).Sum(a => Determinant(Without(a, i, j)))));

    /// <summary>The matrix with one row of each of the others in the place of its own, but for some rows.</summary>
    static IEnumerable<double[][]> WithRows(double[][] a, double[][][] others, int[] but) => others is [var first, .. var rest]
        ? Enumerable.Range(0, a.Length).Except(but).SelectMany(row => WithRows([.. a[..row], first[row], .. a[(row + 1)..]], rest, [.. but, row]))
        : [a];

    public double[] LogDet(LogDet op, Few<Tensor> x) => ForMatrices(x, (a, _) => [[Math.Log(Math.Abs(Determinant(a)))]]);

    /// <summary>E. Schmidt's procedure, each column twice.</summary>
    public double[] Qr(Qr op, Few<Tensor> x) => ForMatrices(x, (a, _) =>
    {
        var (q, columns) = (new List<double[]>(), Transpose(a, x[0].Shape[-1]));
        foreach (var column in columns)
        {
            var rest = column;
            foreach (var other in q.Concat(q))
                if (Dot(rest, other) is var along) rest = [.. rest.Zip(other, (p, o) => p - along * o)];
            q.Add([.. rest.Select(each => each / Math.Sqrt(Dot(rest, rest)))]);
        }
        return [.. Transpose([.. q], a.Length), .. Table(q.Count, q.Count, (i, j) => i > j ? 0 : Dot(q[i], columns[j]))];
    });

    /// <summary>The eigenvalues of Aᵀ·A are the squares of the singular values, and its eigenvectors V; U is A·V·S⁻¹.</summary>
    public double[] Svd(Svd op, Few<Tensor> x) => ForMatrices(x, (a, _) =>
    {
        var columns = Transpose(a, x[0].Shape[-1]);
        var found = Eigen(Table(columns.Length, columns.Length, (i, j) => Dot(columns[i], columns[j])))
            .OrderByDescending(each => each.Value).Take(Math.Min(a.Length, columns.Length))
            .Select(each => (U: a.Select(row => Dot(row, each.Vector) / Math.Sqrt(each.Value)).ToArray(), S: Math.Sqrt(each.Value), V: each.Vector))
            .Select(each => (U: Scaled(each.U, Sign(each.U)), each.S, V: Scaled(each.V, Sign(each.U)))).ToArray();
        var (u, v) = (Transpose([.. found.Select(each => each.U)], a.Length), Transpose([.. found.Select(each => each.V)], columns.Length));
        return [.. u, [.. found.Select(each => each.S)], .. v];
    });

    public double[] Svdvals(Svdvals op, Few<Tensor> x) => ForMatrices(x, (a, _) =>
    {
        var columns = Transpose(a, x[0].Shape[-1]);
        var squares = Eigen(Table(columns.Length, columns.Length, (i, j) => Dot(columns[i], columns[j]))).Select(each => each.Value);
        return [[.. squares.OrderDescending().Take(Math.Min(a.Length, columns.Length)).Select(Math.Sqrt)]];
    });

    public double[] Eigvalsh(Eigvalsh op, Few<Tensor> x)
        => ForMatrices(x, (a, _) => [[.. Eigen(Table(a.Length, a.Length, (i, j) => (a[i][j] + a[j][i]) / 2)).Select(each => each.Value).Order()]]);

    public double[] Eigh(Eigh op, Few<Tensor> x) => ForMatrices(x, (a, _) =>
    {
        var found = Eigen(Table(a.Length, a.Length, (i, j) => (a[i][j] + a[j][i]) / 2)).OrderBy(each => each.Value).ToArray();
        return [[.. found.Select(each => each.Value)], .. Transpose([.. found.Select(each => Scaled(each.Vector, Sign(each.Vector)))], a.Length)];
    });

    /// <summary>C. Jacobi's rotations of a symmetric matrix itself, from both sides.</summary>
    static IEnumerable<(double Value, double[] Vector)> Eigen(double[][] a)
    {
        var vectors = Table(a.Length, a.Length, (i, j) => i == j ? 1 : 0);
        for (var sweep = 0; sweep < 20; sweep++)
            for (var p = 0; p < a.Length; p++)
                for (var q = p + 1; q < a.Length; q++)
                {
                    var (sine, cosine) = Math.SinCos(Math.Atan2(2 * a[p][q], a[q][q] - a[p][p]) / 2);
                    var turn = Table(a.Length, a.Length,
                        (i, j) => i == j ? i == p || i == q ? cosine : 1 : (i, j) == (p, q) ? -sine : (i, j) == (q, p) ? sine : 0);
                    (a, vectors) = (Product(Product(turn, a), Transpose(turn, a.Length)), Product(turn, vectors));
                }
        return a.Select((row, i) => (row[i], vectors[i]));
    }

    static double Sign(double[] x) => Math.Sign(x.MaxBy(Math.Abs));

    static double[] Scaled(double[] x, double factor) => [.. x.Select(each => each * factor)];

    static double Dot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();

    static double[][] Product(double[][] a, double[][] b) => Table(a.Length, a.Length, (i, j) => Enumerable.Range(0, a.Length).Sum(k => a[i][k] * b[k][j]));

    static double[][] Transpose(double[][] a, int columns) => Table(columns, a.Length, (i, j) => a[j][i]);

    static double[][] Cramer(double[][] a, double[][] b)
        => Table(a.Length, b.Length == 0 ? 0 : b[0].Length,
            (i, k) => Determinant(Table(a.Length, a.Length, (p, q) => q == i ? b[p][k] : a[p][q])) / Determinant(a));

    /// <summary>The determinant, developed along the first row.</summary>
    static double Determinant(double[][] a)
        => a.Length == 0 ? 1 : Enumerable.Range(0, a.Length).Sum(j => (j % 2 == 0 ? 1 : -1) * a[0][j] * Determinant(Without(a, 0, j)));

    static double[][] Without(double[][] a, int row, int column)
        => [.. a.Where((_, i) => i != row).Select(each => each.Where((_, j) => j != column).ToArray())];

    static double[][] Table(int rows, int columns, Func<int, int, double> element)
        => [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Select(j => element(i, j)).ToArray())];

    /// <summary>Applies a function to each matrix in the last two axes of one or two inputs.</summary>
    static double[] ForMatrices(Few<Tensor> x, Func<double[][], double[][], double[][]> function)
        => ForMatrices(x, each => function(each[0], each.Length > 1 ? each[1] : []));

    static double[] ForMatrices(Few<Tensor> x, Func<double[][][], double[][]> function)
    {
        int[] batch = [.. x[0].Shape.SkipLast(2)];
        return [.. Places(batch).SelectMany(at => function([.. Enumerable.Range(0, x.Count).Select(i => Matrix(x[i], at))])).SelectMany(row => row)];

        static double[][] Matrix(Tensor x, int[] at) => Table(x.Shape[-2], x.Shape[-1], (i, j) => At(x, [.. at, i, j]));
    }
}
