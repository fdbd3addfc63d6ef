using System.Numerics;
using Functional.Primitives;
using static Functional.Operations;

namespace Functional.Cpu;

/// <summary>
/// Derivatives of determinants without a division, right at all matrices: with A = U·diag(s)·Vᵀ, det A = det U · det V · det(Uᵀ·A·V), and the
/// derivatives of a determinant at a diagonal matrix are sums of products of the other elements of the diagonal with small determinants
/// (I. Ipsen, R. Rehman 2008, "Perturbation bounds for determinants and characteristic polynomials", section 2;
/// R. Bhatia, T. Jain 2009, "Higher order derivatives and perturbation bounds for determinants").
/// </summary>
internal static class Cofactors
{
    /// <summary>What <see cref="Cofactor"/> says of a matrix and directions.</summary>
    internal static ArrayTensor Of(Few<Tensor> x, Shape to)
    {
        var (u, s, v) = Svd(Once((ArrayTensor)x[0]));
        var diagonal = Broadcast(ExpandDims(s, -2), to.With(to.Rank - 2, 1));
        var directions = new Tensor[x.Count - 1];
        for (var i = 1; i < x.Count; i++) directions[i - 1] = u.T.MatMul(x[i]).MatMul(v);
        var cofactors = Matrices.Run(new DiagonalCofactorKernel(), "Cofactor",
            directions is [] ? new Few<Tensor>(diagonal) : new(diagonal, Concat(-2, directions)), to);
        return (ArrayTensor)(ExpandDims(ExpandDims(Sign(Det(u) * Det(v)), -1), -1) * u.MatMul(cofactors).MatMul(v.T));
    }

    /// <summary>A matrix that a view repeats, such as that of a whole batch of directions, is decomposed once.</summary>
    static ArrayTensor Once(ArrayTensor a)
    {
        var strides = a.Strides;
        return a.View(Shape.Of([.. a.Shape.Select((extent, axis) => axis < a.Rank - 2 && strides[axis] == 0 ? 1 : extent)]), a.Offset, strides);
    }
}

/// <summary>The derivatives at a diagonal matrix, a row [1, n], along k matrices one below the other, [k · n, n].</summary>
internal readonly record struct DiagonalCofactorKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        y.Elements.Clear();
        if (a.Columns > 0) new Expansion<T>(a[0], b, y).Choose(0, 0, T.One);
        return null;
    }

    /// <summary>The sum over all sets of k + 1 rows, and of the same columns.</summary>
    readonly ref struct Expansion<T>(ReadOnlySpan<T> diagonal, Matrix<T> directions, Matrix<T> sum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        readonly ReadOnlySpan<T> diagonal = diagonal;
        readonly Matrix<T> directions = directions, sum = sum;
        readonly int[] chosen = new int[directions.Rows / diagonal.Length + 1];
        readonly T[] rest = ProductsOfRests(diagonal);

        /// <summary>Adds the sets that begin with those chosen and go on from the next row; others is the product of the elements passed over.</summary>
        internal void Choose(int count, int next, T others)
        {
            if (count == chosen.Length)
            {
                Expand(0, uint.MaxValue, uint.MaxValue, others * rest[next]);
                return;
            }
            for (; next < diagonal.Length; next++)
            {
                chosen[count] = next;
                Choose(count + 1, next + 1, others);
                others *= diagonal[next];
            }
        }

        /// <summary>P. Laplace's expansion: each direction takes one of the rows and columns left, and the last ones are those of a cofactor.</summary>
        void Expand(int direction, uint rows, uint columns, T product)
        {
            for (var i = 0; i < chosen.Length; i++)
            {
                if ((rows >> i & 1) == 0) continue;
                var term = product;
                for (var j = 0; j < chosen.Length; j++)
                {
                    if ((columns >> j & 1) == 0) continue;
                    var (row, column) = (chosen[i], chosen[j]);
                    if (direction == chosen.Length - 1) sum[row][column] += term;
                    else Expand(direction + 1, rows & ~(1u << i), columns & ~(1u << j), term * directions[direction * diagonal.Length + row][column]);
                    term = -term;
                }
                product = -product;
            }
        }

        /// <summary>The products of the elements from each one on.</summary>
        static T[] ProductsOfRests(ReadOnlySpan<T> x)
        {
            var products = new T[x.Length + 1];
            products[^1] = T.One;
            for (var i = x.Length - 1; i >= 0; i--) products[i] = x[i] * products[i + 1];
            return products;
        }
    }
}
