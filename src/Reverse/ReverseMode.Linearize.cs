namespace Functional;

public static partial class ReverseMode
{
    /// <summary>
    /// The value of f at x, and the derivative there as a linear map, dx ↦ J·dx. The function runs once; the map goes over what was recorded with
    /// the rules of forward mode, so each call costs about as much as the tangent alone. It can be called again and again.
    /// </summary>
    /// <param name="f">A function of trees of tensors.</param>
    /// <param name="x">Where to differentiate; a tree of float32 or float64 tensors.</param>
    public static (TY Y, Func<TX, TY> Tangent) Linearize<TX, TY>(Func<TX, TY> f, TX x) => Differentiation.Linearize("Linearize", f, x);
}
