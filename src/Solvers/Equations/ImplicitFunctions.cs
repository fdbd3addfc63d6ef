using System.Runtime.CompilerServices;
using static Functional.BatchMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Solvers;

/// <summary>
/// Answers of solvers with the derivatives of the implicit function theorem; import them with <c>using static Functional.Solvers.ImplicitFunctions</c>.
/// </summary>
public static class ImplicitFunctions
{
    /// <summary>The root x*(p) of f(p, ·) as a function of p, for tensors; see <see cref="ImplicitRoot{TP, TX}"/>.</summary>
    public static Func<Tensor, Tensor> ImplicitRoot(Func<Tensor, Tensor, Tensor> f, Func<Tensor, Tensor> solve, LinearSolver? linear = null)
        => ImplicitRoot<Tensor, Tensor>(f, solve, linear);

    /// <summary>
    /// The root x*(p) of f(p, ·), which <paramref name="solve"/> finds, as a function of p that can be differentiated in both modes and to any
    /// order (M. Blondel et al. 2022, "Efficient and Modular Implicit Differentiation", eq. 2): dx* = −(∂f/∂x)⁻¹ ∂f/∂p dp. What f captures from an
    /// enclosing derivative counts as p does. The value is that of solve to the bit; how it was found is not differentiated.
    /// Where a derivative is taken of n unknowns, their Jacobian is computed as a matrix of n² numbers, unless <paramref name="linear"/> is given.
    /// </summary>
    /// <param name="f">An equation for each unknown: (p, x) ↦ a tree of the structure, shapes and element type of x, zero at the root.</param>
    /// <param name="solve">p ↦ x, where f(p, x) = 0. Derivatives are as accurate as x.</param>
    /// <param name="linear">
    /// Solves with ∂f/∂x without its matrix; derivatives are as accurate as it is.
    /// </param>
    /// <exception cref="MatrixException">
    /// The Jacobian ∂f/∂x is singular at the root, or linear does not converge, while a derivative is taken; in a batch the derivatives of such an
    /// element are NaN instead.
    /// </exception>
    [OverloadResolutionPriority(-1)] // for functions of a tensor
    public static Func<TP, TX> ImplicitRoot<TP, TX>(Func<TP, TX, TX> f, Func<TP, TX> solve, LinearSolver? linear = null)
        => p => Follow("ImplicitRoot", x => f(p, x), Surroundings.Ignore(Tree.Leaves(p), () => solve(Tree.Map(p, Surroundings.Constant))), linear);

    /// <summary>The root of f for tensors, differentiable in what f captures; see <see cref="ImplicitRoot{TX}"/>.</summary>
    public static Tensor ImplicitRoot(Func<Tensor, Tensor> f, Func<Func<Tensor, Tensor>, Tensor> solve, LinearSolver? linear = null)
        => ImplicitRoot<Tensor>(f, solve, linear);

    /// <summary>
    /// The root x* of f, which <paramref name="solve"/> finds for f. It is differentiable, as in <see cref="ImplicitRoot{TP, TX}"/>, in all that f
    /// captures from enclosing derivatives; only, reverse mode around it records what solve does, although it has no use for it.
    /// </summary>
    [OverloadResolutionPriority(-1)]
    public static TX ImplicitRoot<TX>(Func<TX, TX> f, Func<Func<TX, TX>, TX> solve, LinearSolver? linear = null)
        => Follow("ImplicitRoot", f, solve(f), linear);

    /// <summary>A root x of f, found somehow, with the derivatives of the theorem in all that f captures.</summary>
    internal static TX Follow<TX>(string operation, Func<TX, TX> f, TX x, LinearSolver? linear = null)
    {
        var packing = new Packing<TX>(operation, x);
        return packing.Unpack(Corrected(operation, packing.Field(f, "the residual"), Surroundings.Constant(packing.Start), linear));
    }

    /// <summary>
    /// Let x* be the root near the constant x, and J = ∂f/∂x there, a constant too. With ε for the infinitesimals of all enclosing derivatives,
    /// a step e ↦ e − J⁻¹(J + O(ε))e + O(e²) of the chord method takes an error of O(εᵏ) to one of O(εᵏ⁺¹). At first it is O(ε), and of d nested
    /// derivatives, whose infinitesimals have square 0, εᵈ⁺¹ = 0: so many steps make all of them right. The residual of x is taken off f,
    /// which keeps the value as it is.
    /// </summary>
    static Tensor Corrected(string operation, Func<Tensor, Tensor> f, Tensor x, LinearSolver? linear)
    {
        var y = f(x);
        var order = Surroundings.Order(y);
        if (order == 0) return x;
        var divided = linear is null ? ByMatrix(operation, f, x, y) : ByProducts(operation, f, x, y, linear);
        var (root, residual) = (x, Surroundings.Constant(y));
        for (var i = 0; i < order; i++) root -= divided((i == 0 ? y : f(root)) - residual);
        return root;
    }

    /// <summary>b ↦ J⁻¹·b by elimination. Where J is singular, an answer alone throws, and one in a batch has no number for a derivative.</summary>
    static Func<Tensor, Tensor> ByMatrix(string operation, Func<Tensor, Tensor> f, Tensor x, Tensor y)
    {
        var jacobian = Surroundings.Ignore([y], () => JacobianForward(f)(x));
        return Surroundings.IsBatched(y) || Surroundings.IsBatched(jacobian)
            ? b => SolveOrNaN(jacobian, b)
            : b => SolveAs($"{operation}, derivative of the answer", jacobian, b);
    }

    /// <summary>
    /// b ↦ J⁻¹·b, or J⁻ᵀ·b, by products with J. It is linear, so it is its own derivative, and the pullback of one is the other.
    /// </summary>
    static Func<Tensor, Tensor> ByProducts(string operation, Func<Tensor, Tensor> f, Tensor x, Tensor y, LinearSolver linear, bool transposed = false)
        => Custom(
            b => Surroundings.Ignore([y, b], () => linear.Solve(operation, transposed ? Vjp(f, x).Pullback : Linearize(f, x).Tangent, b)),
            tangent: (_, db, _) => ByProducts(operation, f, x, y, linear, transposed)(db),
            pullback: (_, _, dx) => Levels.InOrder(dx, ByProducts(operation, f, x, y, linear, !transposed)));
}
