using Functional.Primitives;
using static Functional.Operations;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>The pullbacks of factorisations of matrices, from the factors alone. Results of several parts are packed as their primitives say.</summary>
internal static class FactorPullbacks
{
    /// <summary>
    /// Ā = sym(L⁻ᵀ·Φ(Lᵀ·L̄)·L⁻¹), where Φ takes the lower triangle and half of the diagonal
    /// (I. Murray 2016, "Differentiation of the Cholesky decomposition", section 3).
    /// </summary>
    internal static Tensor Cholesky(Tensor l, Tensor dl)
        => SymmetricPart(new TriangularSolve(Triangle.Upper).Congruence(l.T, LowerHalf(l.T.MatMul(dl))));

    /// <summary>
    /// With W = R̄·Rᵀ − Qᵀ·Q̄: Ā = (Q̄ + Q·copy(W))·R⁻ᵀ, where copy mirrors the upper triangle
    /// (S. Walter, L. Lehmann 2010, "Algorithmic differentiation of linear algebra functions").
    /// </summary>
    internal static Tensor Qr(Tensor y, Tensor dy)
    {
        var ((q, r), (dq, dr)) = (Primitives.Qr.Unpack(y), Primitives.Qr.Unpack(dy));
        var w = dr.MatMul(r.T) - q.T.MatMul(dq);
        return Primitives.Qr.Divisor.Apply(r, (dq + q.MatMul(Triu(w) + Triu(w, 1).T)).T).T;
    }

    /// <summary>
    /// With Fᵢⱼ = 1/(sⱼ² − sᵢ²): Ā = U·((F∘(Uᵀ·Ū − Ūᵀ·U))·S + S·(F∘(Vᵀ·V̄ − V̄ᵀ·V)) + diag S̄)·Vᵀ
    /// + (1 − U·Uᵀ)·Ū·S⁻¹·Vᵀ + U·S⁻¹·V̄ᵀ·(1 − V·Vᵀ)
    /// (J. Townsend 2016, "Differentiating the singular value decomposition").
    /// </summary>
    internal static Tensor Svd(Tensor y, Tensor dy, Shape a)
    {
        var ((u, s, v), (du, ds, dv)) = (Primitives.Svd.Unpack(y, a[-2]), Primitives.Svd.Unpack(dy, a[-2]));
        var (row, column, gaps) = (ExpandDims(s, -2), ExpandDims(s, -1), SquareGaps(s));
        var left = OverGaps(Skew(u.T.MatMul(du)), gaps) * row;
        var right = OverGaps(Skew(v.T.MatMul(dv)), gaps) * column;
        var da = u.MatMul(left + right + Diag(ds)).MatMul(v.T);
        // A square factor has nothing beside its columns.
        if (u.Shape[-2] > s.Shape[-1]) da += Beside(u, du / row).MatMul(v.T);
        if (v.Shape[-2] > s.Shape[-1]) da += u.MatMul(Beside(v, dv / row).T);
        return da;

        static Tensor Skew(Tensor m) => m - m.T;
        static Tensor Beside(Tensor q, Tensor x) => x - q.MatMul(q.T.MatMul(x));
    }

    /// <summary>
    /// Ā = sym(V·(diag w̄ + F∘(Vᵀ·V̄))·Vᵀ), Fᵢⱼ = 1/(wⱼ − wᵢ) beside the diagonal
    /// (M. Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", section 3).
    /// </summary>
    internal static Tensor Eigh(Tensor y, Tensor dy)
    {
        var ((w, v), (dw, dv)) = (Primitives.Eigh.Unpack(y), Primitives.Eigh.Unpack(dy));
        return SymmetricPart(v.MatMul(Diag(dw) + OverGaps(v.T.MatMul(dv), Gaps(w))).MatMul(v.T));
    }
}
