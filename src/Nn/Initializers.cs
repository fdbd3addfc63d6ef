namespace Functional.Nn;

/// <summary>The first values of a weight of a shape that connects so many inputs with so many outputs.</summary>
public delegate Tensor Initializer(Key key, Shape shape, int fanIn, int fanOut);

/// <summary>The usual first values of weights, float32.</summary>
public static class Initializers
{
    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)); X. Glorot, Y. Bengio (2010), equation 16, also called Xavier's.</summary>
    public static Tensor GlorotUniform(Key key, Shape shape, int fanIn, int fanOut) => Uniform(key, shape, 6.0 / (fanIn + fanOut));

    /// <summary>Normal with variance 2 / (fan-in + fan-out); X. Glorot, Y. Bengio (2010), equation 12, also called Xavier's.</summary>
    public static Tensor GlorotNormal(Key key, Shape shape, int fanIn, int fanOut) => Normal(key, shape, 2.0 / (fanIn + fanOut));

    /// <summary>Uniform in ±√(6 / fan-in); K. He et al. (2015), "Delving Deep into Rectifiers", with the variance of equation 10.</summary>
    public static Tensor HeUniform(Key key, Shape shape, int fanIn, int fanOut) => Uniform(key, shape, 6.0 / fanIn);

    /// <summary>Normal with variance 2 / fan-in; K. He et al. (2015), "Delving Deep into Rectifiers", equation 10.</summary>
    public static Tensor HeNormal(Key key, Shape shape, int fanIn, int fanOut) => Normal(key, shape, 2.0 / fanIn);

    /// <summary>Zeros.</summary>
    public static Tensor Zeros(Key key, Shape shape, int fanIn, int fanOut) => Tensor.Zeros(shape);

    static Tensor Uniform(Key key, Shape shape, double squaredLimit) => key.Uniform(shape, -Math.Sqrt(squaredLimit), Math.Sqrt(squaredLimit));

    static Tensor Normal(Key key, Shape shape, double variance) => key.Normal(shape, 0, Math.Sqrt(variance));
}
