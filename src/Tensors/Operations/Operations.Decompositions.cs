using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>
    /// The determinant of square matrices: [b…, n, n] gives [b…]. Its derivatives of all orders are right at all matrices, singular ones too.
    /// That of order k sums over all sets of k rows, about nᵏ terms beside the n³ of a singular value decomposition.
    /// </summary>
    public static Tensor Det(Tensor a) => Primitives.Det.Instance.Apply(a);

    /// <summary>
    /// log |det a| of square matrices, without overflow: [b…, n, n] gives [b…]. −∞ where a matrix is singular; its derivative there throws.
    /// The sign is lost: <c>Sign(Det(a))</c> has it where the determinant does not leave the range of its type.
    /// </summary>
    public static Tensor LogDet(Tensor a) => Primitives.LogDet.Instance.Apply(a);

    /// <summary>
    /// The reduced decomposition a = Q·R by Householder reflections: [b…, n, m] with n ≥ m gives Q [b…, n, m] with orthonormal columns and upper
    /// triangular R [b…, m, m] with a diagonal that is not negative, which makes both unique. Derivatives ask for linearly independent columns
    /// and throw otherwise.
    /// </summary>
    public static (Tensor Q, Tensor R) Qr(Tensor a) => Primitives.Qr.Unpack(Primitives.Qr.Instance.Apply(a));

    /// <summary>
    /// The reduced singular value decomposition a = U·diag(S)·Vᵀ by Jacobi rotations: [b…, n, m] gives U [b…, n, k] and V [b…, m, k] with
    /// orthonormal columns and S [b…, k] ≥ 0 in descending order, k = min(n, m). The largest element of each column of U is positive.
    /// <para>
    /// Where singular values are equal, or where a matrix that is not square has a singular value 0, singular vectors have no derivative, and
    /// infinite or NaN elements say so. Functions of the singular values alone take <see cref="Svdvals"/>.
    /// </para>
    /// </summary>
    /// <exception cref="MatrixException">The rotations do not converge, which is not known to happen. Infinite or NaN elements give NaN.</exception>
    public static (Tensor U, Tensor S, Tensor V) Svd(Tensor a) => Primitives.Svd.Unpack(Primitives.Svd.Instance.Apply(a), a.Shape[-2]);

    /// <summary>
    /// Eigenvalues [b…, n] in ascending order and orthonormal eigenvectors [b…, n, n], as columns, of symmetric matrices [b…, n, n], by Jacobi
    /// rotations. Of other matrices the symmetric part (a + aᵀ)/2 is taken. The largest element of each vector is positive.
    /// <para>
    /// Where eigenvalues are equal, eigenvectors have no derivative, and infinite or NaN elements say so. Functions of the eigenvalues alone take
    /// <see cref="Eigvalsh"/>.
    /// </para>
    /// </summary>
    /// <exception cref="MatrixException">The rotations do not converge, which is not known to happen. Infinite or NaN elements give NaN.</exception>
    public static (Tensor Values, Tensor Vectors) Eigh(Tensor a) => Primitives.Eigh.Unpack(Primitives.Eigh.Instance.Apply(a));

    /// <summary>
    /// The singular values of <see cref="Svd"/> alone: [b…, n, m] gives [b…, min(n, m)]. Where some are equal, functions that treat these alike (a sum
    /// over all, a norm) have their first derivative, and second ones have infinite or NaN elements. At 0, where a singular value has a kink, the
    /// derivative is one of its slopes.
    /// </summary>
    public static Tensor Svdvals(Tensor a) => Primitives.Svdvals.Instance.Apply(a);

    /// <summary>
    /// The eigenvalues of <see cref="Eigh"/> alone: [b…, n, n] gives [b…, n]. Where some are equal, functions that treat these alike (a sum over all
    /// of a function of each) have their first derivative, and second ones have infinite or NaN elements.
    /// </summary>
    public static Tensor Eigvalsh(Tensor a) => Primitives.Eigvalsh.Instance.Apply(a);
}
