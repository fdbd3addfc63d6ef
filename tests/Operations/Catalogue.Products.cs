using static Functional.Operations;

namespace Functional.Tests.Operations;

public static partial class Catalogue
{
    static IEnumerable<Operation> Products()
    {
        const string group = "Products";
        yield return Op(group, "Outer", "outer", x => Outer(x[0], x[1]), [R([2]), R([3], seed: 2)],
            x => Values.Tabulate([2, 3], at => x[0][at[0]] * x[1][at[1]]))
            .Of(V(1, 2), V(1, 2, 3)).And(x => Outer(x[0], x[1]), [V(), V(1)], _ => new([0, 1], []));
        yield return Op(group, "Dot", "vecdot, linalg.vecdot, linalg.vecdot", x => Dot(x[0], x[1]), [R([2, 3]), R([3], seed: 2)],
            x => Values.Tabulate([2], at => Enumerable.Range(0, 3).Sum(k => x[0][at[0], k] * x[1][k])))
            .And(x => Dot(x[0], x[1]), [V(1, 2), V(3, 4)], _ => Values.Scalar(11)).And(x => Dot(x[0], x[1]), [V(), V()], _ => Values.Scalar(0))
                .Refuses(() => Dot(V(1), V(1, 2)), "Dot: left is [1], right is [2]: the last extents differ");
        yield return Op(group, "Kron", "kron", x => Kron(x[0], x[1]), [R([2, 3]), R([2, 2], seed: 2)],
            x => Values.Tabulate([4, 6], at => x[0][at[0] / 2, at[1] / 2] * x[1][at[0] % 2, at[1] % 2]))
            .And(x => Kron(x[0], x[1]), [R([2, 3]), V(1, 10)],
                x => Values.Tabulate([2, 6], at => x[0][at[0], at[1] / 2] * (at[1] % 2 == 0 ? 1 : 10)));
        yield return Op(group, "TensorDot", "tensordot", x => TensorDot(x[0], x[1]), [R([2, 3, 4]), R([3, 4, 2], seed: 2)],
            x => Values.Tabulate([2, 2], at => Values.Places([3, 4]).Sum(k => x[0][at[0], k[0], k[1]] * x[1][k[0], k[1], at[1]])))
            .And(x => TensorDot(x[0], x[1], [0, 2], [1, 0]), [R([2, 3, 4]), R([4, 2, 5], seed: 2)],
                x => Values.Tabulate([3, 5], at => Values.Places([2, 4]).Sum(k => x[0][k[0], at[0], k[1]] * x[1][k[1], k[0], at[1]])))
            .And(x => TensorDot(x[0], x[1], 0), [V(1, 2), V(3)], _ => new([2, 1], [3, 6]))
                .Refuses(() => TensorDot(V(1, 2), V(1, 2), 2), "TensorDot: left is [2], right is [2]: they do not share 2 axes")
            .Refuses(() => TensorDot(R([2, 3]), R([2, 3]), [0], [1]), "TensorDot: left is [2, 3], right is [2, 3]: axes [0] and [1] differ");
        yield return Op(group, "Cross", "cross", x => Cross(x[0], x[1]), [R([2, 3]), R([3], seed: 2)],
            x => Values.Tabulate([2, 3],
                at => x[0][at[0], (at[1] + 1) % 3] * x[1][(at[1] + 2) % 3] - x[0][at[0], (at[1] + 2) % 3] * x[1][(at[1] + 1) % 3]))
            .Refuses(() => Cross(V(1, 2), V(1, 2)), "Cross: left and right are [2], and axis 0 has no vectors of 3");
        yield return Op(group, "Einsum", "einsum", x => Einsum("...ij,jk,...k->...i", x), [R([2, 2, 3]), R([3, 4], seed: 2), R([1, 4], seed: 3)],
            x => Values.Tabulate([2, 2], at => Values.Places([3, 4]).Sum(s => x[0][at[0], at[1], s[0]] * x[1][s[0], s[1]] * x[2][0, s[1]])))
            .And(x => Einsum("...ij->...ji", x), [R([2, 3, 4])], x => Values.Tabulate([2, 4, 3], at => x[0][at[0], at[2], at[1]]))
                .And(x => Einsum("...,...", x), [R([2, 3]), R([3], seed: 2)], x => Values.Tabulate([2, 3], at => x[0][at] * x[1][at[1]]))
            .And(x => Einsum("i...,i->...", x), [R([2, 3]), V(1, 2)], x => Values.Tabulate([3], at => x[0][0, at[0]] + 2 * x[0][1, at[0]]))
                .And(x => Einsum("ab,bc,cd,de->ae", x), [R([2, 3]), R([3, 2], seed: 2), R([2, 4], seed: 3), R([4, 1], seed: 4)],
                x => Values.Product(Values.Product(x[0], x[1]), Values.Product(x[2], x[3])))
            .Refuses(() => Einsum("...i->i", R([2, 3])), "Einsum: the result of '...i->i' lacks the '...' of the tensors")
                .Refuses(() => Einsum("..i", R([2])),
                "Einsum: '..i' is not letters per tensor, commas between, and '->' with the letters of the result")
            .Refuses(() => Einsum("...ijk", R([2, 3])), "Einsum: '...ijk' in '...ijk' does not fit a tensor of shape [2, 3]")
                .Refuses(() => Einsum("...i,...i->...", R([2, 3]), R([4, 3])),
                "Einsum: '...' in '...i,...i->...' is 2 in one tensor and 4 in another");
        yield return Op(group, "MatMul", "matmul", x => x[0].MatMul(x[1]), [R([2, 3]), R([3, 2], seed: 2)], x => Values.Product(x[0], x[1]));
    }

    static IEnumerable<Operation> Matrices()
    {
        const string group = "Linear algebra";
        Tensor a = R([3, 3]) + Tensor.Eye(3, dtype: DType.Float64) * 3, tall = R([4, 2], seed: 5), singular = Tensor
            .Of(new double[,] { { 1, 2 }, { 2, 4 } });
        Values Apply(Values m, Values x) => Values.Product(m, x);

        yield return Op(group, "SlogDet", "linalg.slogdet", x => SlogDet(x[0]) is var (sign, log) ? Stack(0, sign, log) : null!,
            [Tensor.Of(new double[,] { { 1, 2 }, { 3, 4 } })], _ => Values.Of(-1, Math.Log(2)))
            .And(x => SlogDet(x[0]).Sign, [singular], _ => Values.Scalar(0)).And(x => SlogDet(x[0]).LogDet, [singular], _ => Values.Scalar(-Inf))
                .And(x => SlogDet(x[0]).Sign, [Tensor.Zeros([2, 0, 0], DType.Float64)], _ => Values.Of(1, 1))
            .And(x => SlogDet(x[0] * 1e-200) is var (sign, log) ? Stack(0, sign, log) : null!,
                [Tensor.Of(new double[,] { { 0, 1, 0 }, { 1, 0, 0 }, { 0, 0, 1 } })], _ => Values.Of(-1, 3 * Math.Log(1e-200)))
            .Refuses(() => SlogDet(tall), "SlogDet: [4, 2] is not square in its last two axes");
        yield return Op(group, "MatrixRank", "linalg.matrix_rank", x => MatrixRank(x[0]),
            [Stack(0, singular, Tensor.Eye(2, dtype: DType.Float64), Tensor.Zeros([2, 2], DType.Float64))], _ => Values.Of(1, 2, 0))
            .And(x => MatrixRank(x[0], tolerance: 2), [Diag(V(1, 3))], _ => Values.Scalar(1))
                .And(x => MatrixRank(x[0]), [Tensor.Zeros([0, 2], DType.Float64)], _ => Values.Scalar(0));
        // The four equations of Penrose name it, here two of them for a matrix of full rank, whose other side is (aᵀa)⁻¹aᵀ.
        yield return Op(group, "Pinv", "linalg.pinv", x => Pinv(x[0]), [tall], x => PseudoInverse(x[0]))
            .And(x => Pinv(x[0]), [singular], _ => new([2, 2], [0.04, 0.08, 0.08, 0.16]))
            .And(x => Pinv(x[0]), [Tensor.Zeros([2, 0], DType.Float64)], _ => new([0, 2], []))
            .And(x => Pinv(x[0].T).T, [tall], x => PseudoInverse(x[0])) with { Tolerance = 1e-12 };
        yield return Op(group, "Lstsq", "linalg.lstsq", x => Lstsq(x[0], x[1]), [tall, R([4], seed: 6)],
            x => Apply(PseudoInverse(x[0]), x[1].Under(4, 1)).Under(2))
            .And(x => Lstsq(x[0], x[1]), [tall, R([4, 2], seed: 6)], x => Apply(PseudoInverse(x[0]), x[1])) with { Tolerance = 1e-12 };
        yield return Op(group, "MatrixPower", "linalg.matrix_power", x => MatrixPower(x[0], 5), [a * 0.3],
            x => Enumerable.Repeat(x[0], 5).Aggregate(Apply))
            .And(x => MatrixPower(x[0], 0), [singular], _ => new([2, 2], [1, 0, 0, 1]))
            .And(x => MatrixPower(x[0], -1).MatMul(x[0]), [a], _ => new([3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1]))
                .Refuses(() => MatrixPower(singular, -1),
                "MatrixPower: the matrix is singular: elimination finds no pivot in column 1, which depends on those before it");
        yield return Op(group, "MatrixExp", "scipy.linalg.expm, matrix_exp, scipy.linalg.expm", x => MatrixExp(x[0]), [R([3, 3])],
            x => Series(x[0]))
            .And(x => MatrixExp(x[0]), [Tensor.Of(new double[,] { { 0, -20 }, { 20, 0 } })],
            _ => new([2, 2], [Math.Cos(20), -Math.Sin(20), Math.Sin(20), Math.Cos(20)]))
            .And(x => MatrixExp(x[0]), [Diag(V(-300, 1))], _ => new([2, 2], [Math.Exp(-300), 0, 0, Math.E]))
                .And(x => MatrixExp(x[0]), [Tensor.Zeros([0, 0], DType.Float64)], _ => new([0, 0], [])) with { Tolerance = 1e-12 };
        yield return Op(group, "Lu", "scipy.linalg.lu, linalg.lu, scipy.linalg.lu", x => Lu(x[0]) is var (_, l, u) ? l + u : null!,
            [R([3, 3], seed: 7)], x => Eliminated(x[0]))
            .And(x => Lu(x[0]) is var (p, l, u) ? p.MatMul(l).MatMul(u) : null!, [R([2, 4, 3])], x => x[0])
            .And(x => Lu(x[0]) is var (p, l, u) ? p.MatMul(l).MatMul(u) : null!, [R([3, 4])], x => x[0])
                .And(x => Lu(x[0]) is var (p, l, u) ? p.MatMul(l).MatMul(u) : null!, [Tensor.Zeros([2, 2], DType.Float64)], x => x[0])
                with { Tolerance = 1e-12 };
        yield return Op(group, "Solve", "linalg.solve", x => Solve(x[0], x[1]), [a, R([3], seed: 8)],
            x => Apply(InverseOf(x[0]), x[1].Under(3, 1)).Under(3))
            .And(x => Solve(x[0], x[1]), [Broadcast(a, [2, 3, 3]), R([2, 3], seed: 8)],
                x => Values.Tabulate([2, 3], at => Enumerable.Range(0, 3).Sum(k => InverseOf(Values.Of(a))[at[1], k] * x[1][at[0], k])))
            .And(x => Solve(x[0], x[1]), [Broadcast(a, [2, 3, 3]), R([3, 2], seed: 8)],
                x => Values.Tabulate([2, 3, 2], at => Enumerable.Range(0, 3).Sum(k => InverseOf(Values.Of(a))[at[1], k] * x[1][k, at[2]])))
                with { Tolerance = 1e-12 };
    }

    static Values PseudoInverse(Values a)
    {
        var t = Values.Tabulate([a.Shape[1], a.Shape[0]], at => a[at[1], at[0]]);
        return Values.Product(InverseOf(Values.Product(t, a)), t);
    }

    /// <summary>By the rule of G. Cramer.</summary>
    static Values InverseOf(Values a)
    {
        var n = a.Shape[0];
        var all = Minor(a, [.. Enumerable.Range(0, n)], [.. Enumerable.Range(0, n)]);
        return Values.Tabulate([n, n],
            at => ((at[0] + at[1]) % 2 == 0 ? 1 : -1) * Minor(a, [.. Enumerable.Range(0, n).Except([at[1]])],
                [.. Enumerable.Range(0, n).Except([at[0]])]) / all);
    }

    static double Minor(Values a, int[] rows, int[] columns)
        => rows.Length == 0 ? 1 : Enumerable.Range(0,
            columns.Length).Sum(j => (j % 2 == 0 ? 1 : -1) * a[rows[0], columns[j]] * Minor(a, rows[1..], [.. columns.Where((_, i) => i != j)]));

    static Values Series(Values a)
    {
        var (sum, term) = (Values.Tabulate(a.Shape, at => at[0] == at[1] ? 1 : 0), Values.Tabulate(a.Shape, at => at[0] == at[1] ? 1 : 0));
        for (var k = 1; k < 80; k++)
        {
            term = Values.Product(term, a).Map(x => x / k);
            sum = Values.Zip(x => x[0] + x[1], sum, term);
        }
        return sum;
    }

    /// <summary>L + U by elimination as it is done by hand.</summary>
    static Values Eliminated(Values a)
    {
        var n = a.Shape[0];
        double[][] rows = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => a[i, j]).ToArray())];
        for (var k = 0; k < n; k++)
        {
            var pivot = Enumerable.Range(k, n - k).MaxBy(i => Math.Abs(rows[i][k]));
            (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
            for (var i = k + 1; i < n; i++)
            {
                rows[i][k] /= rows[k][k];
                for (var j = k + 1; j < n; j++) rows[i][j] -= rows[i][k] * rows[k][j];
            }
        }
        return Values.Tabulate([n, n], at => rows[at[0]][at[1]] + (at[0] == at[1] ? 1 : 0));
    }
}
