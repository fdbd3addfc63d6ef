using Functional.Primitives;
using static Functional.Operations;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>The tangents of factorisations of matrices, from the factors alone. Results of several parts are packed as their primitives say.</summary>
internal static class FactorTangents
{
    /// <summary>
    /// dL = L·Φ(L⁻¹ dA L⁻ᵀ), where Φ takes the lower triangle and half of the diagonal
    /// (I. Murray 2016, "Differentiation of the Cholesky decomposition", section 3).
    /// </summary>
    internal static Tensor Cholesky(Tensor l, Tensor da)
        => l.MatMul(LowerHalf(new TriangularSolve(Triangle.Lower).Congruence(l, SymmetricPart(da))));

    /// <summary>
    /// With C = dA·R⁻¹ and M = Qᵀ·C, dR·R⁻¹ is the upper triangle of M plus its transposed strictly lower one, and dQ = C − Q·dR·R⁻¹
    /// (S. Walter, L. Lehmann 2010, "Algorithmic differentiation of linear algebra functions").
    /// </summary>
    internal static Tensor Qr(Tensor y, Tensor da)
    {
        var (q, r) = Primitives.Qr.Unpack(y);
        var c = Primitives.Qr.Divisor.Transpose().Apply(r.T, da.T).T;
        var m = q.T.MatMul(c);
        var change = Triu(m) + Tril(m, -1).T;
        return Concat(-2, c - q.MatMul(change), change.MatMul(r));
    }

    /// <summary>
    /// With P = Uᵀ·dA·V and Fᵢⱼ = 1/(sⱼ² − sᵢ²): dS = diag P, dU = U·(F∘(P·S + S·Pᵀ)) + (1 − U·Uᵀ)·dA·V·S⁻¹, and dV likewise
    /// (J. Townsend 2016, "Differentiating the singular value decomposition").
    /// </summary>
    internal static Tensor Svd(Tensor y, Tensor da)
    {
        var (u, s, v) = Primitives.Svd.Unpack(y, da.Shape[-2]);
        var (row, column, gaps) = (ExpandDims(s, -2), ExpandDims(s, -1), SquareGaps(s));
        var p = u.T.MatMul(da).MatMul(v);
        var du = u.MatMul(OverGaps(p * row + p.T * column, gaps));
        var dv = v.MatMul(OverGaps(p * column + p.T * row, gaps));
        // A square factor has nothing beside its columns.
        if (u.Shape[-2] > s.Shape[-1]) du += (da.MatMul(v) - u.MatMul(p)) / row;
        if (v.Shape[-2] > s.Shape[-1]) dv += (da.T.MatMul(u) - v.MatMul(p.T)) / row;
        return Primitives.Svd.Pack(du, Diagonal(p), dv);
    }

    /// <summary>
    /// With M = Vᵀ·dA·V: dw = diag M, dV = V·(M∘F), Fᵢⱼ = 1/(wⱼ − wᵢ) beside the diagonal
    /// (M. Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", section 3).
    /// </summary>
    internal static Tensor Eigh(Tensor y, Tensor da)
    {
        var (w, v) = Primitives.Eigh.Unpack(y);
        var m = v.T.MatMul(SymmetricPart(da)).MatMul(v);
        return Primitives.Eigh.Pack(Diagonal(m), v.MatMul(OverGaps(m, Gaps(w))));
    }
}
