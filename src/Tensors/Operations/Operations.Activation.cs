using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    const double SeluAlpha = 1.6732632423543772, SeluScale = 1.0507009873554805;

    /// <summary>x above 0, α·(eˣ − 1) below (D. Clevert, T. Unterthiner, S. Hochreiter 2016); its derivative at 0 is α.</summary>
    public static Tensor Elu(Tensor x, double alpha = 1) => Where(x > 0, x, alpha * Expm1(Where(x > 0, 0, x)));

    /// <summary>The unit that keeps mean and variance, λ·Elu(x, α), as a value (G. Klambauer et al. 2017).</summary>
    public static readonly Func<Tensor, Tensor> Selu = x => SeluScale * Elu(x, SeluAlpha);

    /// <summary>x above 0, slope·x below, where the derivative at 0 is (A. Maas, A. Hannun, A. Ng 2013).</summary>
    public static Tensor LeakyRelu(Tensor x, double slope = 0.01) => x * Where(x > 0, Tensor.OnesLike(x), slope);

    /// <summary>x kept within −1 … 1, with derivative 0 at both ends, as a value.</summary>
    public static readonly Func<Tensor, Tensor> HardTanh = x => Where(Abs(x) < 1, x, Sign(x));

    /// <summary>x/6 + ½ kept within 0 … 1, with derivative 0 at both ends, as a value.</summary>
    public static readonly Func<Tensor, Tensor> HardSigmoid = x => Where(Abs(x) < 3, x * (1.0 / 6), 0.5 * Sign(x)) + 0.5;

    /// <summary>x·tanh(log(1 + eˣ)), as a value (D. Misra 2020); 0 at −∞.</summary>
    public static readonly Func<Tensor, Tensor> Mish = x
        => Where(Equal(x, double.NegativeInfinity), 0, x) * Map<Functions.Tanh>.Op.Apply(Softplus(x));

    /// <summary>
    /// The largest of each group of neighbours along an axis (I. Goodfellow et al. 2013): an extent of k·pieces becomes k. Equal ones share the
    /// derivative.
    /// </summary>
    /// <exception cref="ShapeException">The extent does not divide into groups.</exception>
    public static Tensor Maxout(Tensor x, int pieces, int axis = 1)
    {
        axis = x.Shape.Axis(axis, "Maxout");
        if (pieces < 1 || x.Shape[axis] % pieces != 0)
            throw new ShapeException($"Maxout: axis {axis} of {x.Shape} does not divide into groups of {pieces}");
        return Max(Reshape(x, Shape.Of([.. x.Shape.Take(axis), x.Shape[axis] / pieces, pieces, .. x.Shape.Skip(axis + 1)])), axis + 1);
    }
}
