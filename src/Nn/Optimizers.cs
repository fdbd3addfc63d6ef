namespace Functional.Nn;

/// <summary>The optimizers by their names; import them with <c>using static Functional.Nn.Optimizers</c>.</summary>
public static class Optimizers
{
    /// <inheritdoc cref="Nn.Sgd"/>
    public static Optimizer Sgd(double rate) => new Sgd(rate);

    /// <inheritdoc cref="Nn.Momentum"/>
    public static Optimizer Momentum(double rate, double friction = 0.9) => new Momentum(rate, friction);

    /// <inheritdoc cref="Nn.Nesterov"/>
    public static Optimizer Nesterov(double rate, double friction = 0.9) => new Nesterov(rate, friction);

    /// <inheritdoc cref="Nn.Adam"/>
    public static Optimizer Adam(double rate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        => new Adam(rate, beta1, beta2, epsilon);

    /// <summary>Adam with decoupled weight decay: <inheritdoc cref="Nn.Adam"/></summary>
    public static Optimizer AdamW(double rate = 1e-3, double decay = 1e-2, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        => new Adam(rate, beta1, beta2, epsilon, decay);

    /// <inheritdoc cref="Nn.ClipByNorm"/>
    public static Optimizer ClipByNorm(double limit) => new ClipByNorm(limit);
}
