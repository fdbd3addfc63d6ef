using System.Runtime.CompilerServices;
using static Functional.BatchMode;
using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// Answers of solvers with the derivatives of the implicit function theorem; import them with <c>using static Functional.Solvers.ImplicitFunctions</c>.
/// </summary>
public static class ImplicitFunctions
{
    /// <summary>The root x*(p) of f(p, ·) as a function of p, for tensors; see <see cref="ImplicitRoot{TP, TX}"/>.</summary>
    public static Func<Tensor, Tensor> ImplicitRoot(Func<Tensor, Tensor, Tensor> f, Func<Tensor, Tensor> solve) => ImplicitRoot<Tensor, Tensor>(f, solve);

    /// <summary>
    /// The root x*(p) of f(p, ·), which <paramref name="solve"/> finds, as a function of p that can be differentiated in both modes and to any
    /// order (M. Blondel et al. 2022, "Efficient and Modular Implicit Differentiation", eq. 2): dx* = −(∂f/∂x)⁻¹ ∂f/∂p dp. What f captures from an
    /// enclosing derivative counts as p does. The value is that of solve to the bit; how it was found is not differentiated.
    /// Where a derivative is taken of n unknowns, their Jacobian is computed as a matrix of n² numbers.
    /// </summary>
    /// <param name="f">An equation for each unknown: (p, x) ↦ a tree of the structure, shapes and element type of x, zero at the root.</param>
    /// <param name="solve">p ↦ x, where f(p, x) = 0. Derivatives are as accurate as x.</param>
    /// <exception cref="MatrixException">The Jacobian ∂f/∂x is singular at the root, while a derivative is taken.</exception>
    [OverloadResolutionPriority(-1)] // for functions of a tensor
    public static Func<TP, TX> ImplicitRoot<TP, TX>(Func<TP, TX, TX> f, Func<TP, TX> solve)
        => p => Follow("ImplicitRoot", x => f(p, x), Surroundings.Ignore(Tree.Leaves(p), () => solve(Tree.Map(p, Surroundings.Constant))));

    /// <summary>The root of f for tensors, differentiable in what f captures; see <see cref="ImplicitRoot{TX}"/>.</summary>
    public static Tensor ImplicitRoot(Func<Tensor, Tensor> f, Func<Func<Tensor, Tensor>, Tensor> solve) => ImplicitRoot<Tensor>(f, solve);

    /// <summary>
    /// The root x* of f, which <paramref name="solve"/> finds for f. It is differentiable, as in <see cref="ImplicitRoot{TP, TX}"/>, in all that f
    /// captures from enclosing derivatives; only, reverse mode around it records what solve does, although it has no use for it.
    /// </summary>
    [OverloadResolutionPriority(-1)]
    public static TX ImplicitRoot<TX>(Func<TX, TX> f, Func<Func<TX, TX>, TX> solve)
        => Follow("ImplicitRoot", f, solve(f));

    /// <summary>A root x of f, found somehow, with the derivatives of the theorem in all that f captures.</summary>
    internal static TX Follow<TX>(string operation, Func<TX, TX> f, TX x)
    {
        var packing = new Packing<TX>(operation, x);
        return packing.Unpack(Corrected(operation, packing.Field(f, "the residual"), Surroundings.Constant(packing.Start)));
    }

    /// <summary>
    /// Let x* be the root near the constant x, and J = ∂f/∂x there, a constant too. With ε for the infinitesimals of all enclosing derivatives,
    /// a step e ↦ e − J⁻¹(J + O(ε))e + O(e²) of the chord method takes an error of O(εᵏ) to one of O(εᵏ⁺¹). At first it is O(ε), and of d nested
    /// derivatives, whose infinitesimals have square 0, εᵈ⁺¹ = 0: so many steps make all of them right. The residual of x is taken off f,
    /// which keeps the value as it is.
    /// </summary>
    static Tensor Corrected(string operation, Func<Tensor, Tensor> f, Tensor x)
    {
        var y = f(x);
        var order = Surroundings.Order(y);
        if (order == 0) return x;
        var jacobian = Surroundings.Ignore([y], () => JacobianForward(f)(x));
        var (root, residual) = (x, Surroundings.Constant(y));
        for (var i = 0; i < order; i++) root -= Divided(operation, jacobian, (i == 0 ? y : f(root)) - residual);
        return root;
    }

    static Tensor Divided(string operation, Tensor jacobian, Tensor residual)
    {
        try
        {
            return Solve(jacobian, residual);
        }
        catch (MatrixException singular)
        {
            const string why = "the answer has no derivative, because the Jacobian of its equations is singular there";
            throw new MatrixException($"{operation}: {why} ({singular.Message})");
        }
    }
}
