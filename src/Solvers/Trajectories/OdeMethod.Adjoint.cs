using System.Globalization;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Solvers;

public abstract partial record OdeMethod<TState>
{
    /// <summary>
    /// The end of the trajectory as a function of x and parameters p whose derivatives are trajectories of their own
    /// (R. Chen et al. 2018, "Neural Ordinary Differential Equations", eqs. 3 to 5). In reverse mode the state, its cotangent a and that of p run
    /// back together, da/dt = −aᵀ ∂f/∂x and dg/dt = −aᵀ ∂f/∂p, so memory does not grow with the number of steps; in forward mode the state and
    /// its tangent run on together. Both can be differentiated again. The state is computed once more on the way back, which equations that forget
    /// their past quickly do not survive: take <see cref="Integrate{TX}(Func{Tensor, TX, TX}, TX, double, double)"/> for these.
    /// </summary>
    /// <param name="f">
    /// (t, x, p) ↦ dx/dt. What it captures from an enclosing derivative keeps its derivatives, too, but straight through the steps.
    /// </param>
    /// <param name="x">The state at the start: a tree of float32 or float64 tensors of one type.</param>
    /// <param name="p">Parameters: a tree of tensors of the same type.</param>
    /// <exception cref="SolverException">
    /// The trajectory, or that of a derivative, does not reach its end; the message says why. In a batch, such an element is NaN instead.
    /// </exception>
    public TX Adjoint<TX, TP>(Func<Tensor, TX, TP, TX> f, TX x, TP p, double start, double end)
    {
        var (state, parameters) = (new Packing<TX>("Adjoint", x), new Packing<TP>("Adjoint", p));
        return state.Unpack(Adjoint(
            (t, x, p) => state.Pack(f(t, state.Unpack(x), parameters.Unpack(p)), "its slope"), state.Start, parameters.Start, start, end));
    }

    Tensor Adjoint(Func<Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor p, double start, double end)
    {
        return Custom<(Tensor X, Tensor P), Tensor>(x => End(Run((t, state) => f(t, state, x.P), x.X, start, end)), Tangent, Pullback)((x, p));

        // eq. 1 and its derivative along (dx, dp)
        Tensor Tangent((Tensor X, Tensor P) x, (Tensor X, Tensor P) dx, Tensor y)
        {
            return Adjoint(Both, (x.X, dx.X), (x.P, dx.P), start, end).Item2;

            (Tensor, Tensor) Both(Tensor t, (Tensor, Tensor) x, (Tensor, Tensor) p)
                => Jvp((x, p) => f(t, x, p), (x.Item1, p.Item1), (x.Item2, p.Item2));
        }

        // eqs. 4 and 5
        (Tensor, Tensor) Pullback((Tensor X, Tensor P) x, Tensor y, Tensor dy)
        {
            return Levels.InOrder(dy, dy =>
            {
                var (_, a, g) = Adjoint(Back, (y, dy, Tensor.ZerosLike(x.P)), x.P, end, start);
                return (a, g);
            });

            (Tensor, Tensor, Tensor) Back(Tensor t, (Tensor X, Tensor A, Tensor G) state, Tensor p)
            {
                var (_, (a, g), slope) = ValueAndGrad<(Tensor X, Tensor P), Tensor>(at =>
                {
                    var slope = f(t, at.X, at.P);
                    return (-Sum(state.A * slope), slope);
                })((state.X, p));
                return (slope, a, g);
            }
        }
    }

    static Tensor End(TState state) => Surroundings.Expect(state.Code.Is(Outcome.Converged), state.X, () => new SolverException(
        $"Adjoint: the trajectory stops at {state.T} on its way to {state.End.ToString(CultureInfo.InvariantCulture)} after {state.Steps} steps "
        + $"({state.Outcome}): it has no end to differentiate"));
}
