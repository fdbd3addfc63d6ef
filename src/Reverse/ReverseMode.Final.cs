namespace Functional;

// Gradients that are told of while the fold goes on, to be sent to other machines while those of earlier layers are computed.
public static partial class ReverseMode
{
    /// <summary>As <see cref="ValueAndGrad{TX, TAux}(Func{TX, ValueTuple{Tensor, TAux}}, Action{int, Tensor})"/>, without value and auxiliary result.</summary>
    public static Func<TX, TX> Grad<TX>(Func<TX, Tensor> f, Action<int, Tensor> onFinal) => x => Differentiation.Gradient("Grad", f, x, onFinal).Gradient;

    /// <summary>As <see cref="ValueAndGrad{TX, TAux}(Func{TX, ValueTuple{Tensor, TAux}}, Action{int, Tensor})"/>, without auxiliary result.</summary>
    public static Func<TX, (Tensor Value, TX Gradient)> ValueAndGrad<TX>(Func<TX, Tensor> f, Action<int, Tensor> onFinal)
        => x => Differentiation.Gradient("ValueAndGrad", f, x, onFinal);

    /// <summary>
    /// The value and the gradient of the first result, with an observer that is given the gradient in each leaf of the argument once, as soon as it
    /// is final: the fold has then passed the first use of the leaf, and goes on to what comes before it. So the parameters of the last layer come
    /// first; before all others come, as zeros, leaves that are not used.
    /// </summary>
    /// <param name="f">A function of any tree whose first result is a scalar; the second is auxiliary and returned as plain values.</param>
    /// <param name="onFinal">
    /// Is given the place of the leaf among <see cref="Tree.Leaves{T}"/> and its gradient, the same tensor that is returned; those that become final
    /// together come in the order of the leaves. It runs on the thread that takes the derivative, which waits for it; what it throws ends the derivative.
    /// </param>
    public static Func<TX, (Tensor Value, TX Gradient, TAux Aux)> ValueAndGrad<TX, TAux>(Func<TX, (Tensor Y, TAux Aux)> f, Action<int, Tensor> onFinal)
        => x => Differentiation.Gradient("ValueAndGrad", f, x, onFinal);

    /// <summary>
    /// As <see cref="Vjp{TX, TY}(Func{TX, TY}, TX)"/>, with an observer that each call of the pullback tells of the cotangent of every leaf of the
    /// argument as soon as it is final; see <see cref="ValueAndGrad{TX, TAux}(Func{TX, ValueTuple{Tensor, TAux}}, Action{int, Tensor})"/>.
    /// </summary>
    public static (TY Y, Func<TY, TX> Pullback) Vjp<TX, TY>(Func<TX, TY> f, TX x, Action<int, Tensor> onFinal) => Differentiation.Vjp("Vjp", f, x, onFinal);
}
