namespace Functional.Nn;

/// <summary>The optimizers by their names; import them with <c>using static Functional.Nn.Optimizers</c>.</summary>
public static class Optimizers
{
    /// <inheritdoc cref="Nn.Sgd"/>
    public static Optimizer Sgd(Schedule rate) => new Sgd(rate);

    /// <inheritdoc cref="Nn.Momentum"/>
    public static Optimizer Momentum(Schedule rate, Schedule? friction = null) => new Momentum(rate, friction ?? 0.9);

    /// <inheritdoc cref="Nn.Nesterov"/>
    public static Optimizer Nesterov(Schedule rate, Schedule? friction = null) => new Nesterov(rate, friction ?? 0.9);

    /// <inheritdoc cref="Nn.Adam"/>
    public static Optimizer Adam(Schedule? rate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        => new Adam(rate ?? 1e-3, beta1, beta2, epsilon);

    /// <summary>Adam with decoupled weight decay: <inheritdoc cref="Nn.Adam"/></summary>
    public static Optimizer AdamW(Schedule? rate = null, double decay = 1e-2, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        => new Adam(rate ?? 1e-3, beta1, beta2, epsilon, decay);

    /// <inheritdoc cref="Nn.ClipByNorm"/>
    public static Optimizer ClipByNorm(double limit) => new ClipByNorm(limit);
}
