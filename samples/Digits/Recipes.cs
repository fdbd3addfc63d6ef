using Functional.Nn;

namespace Functional.Digits;

/// <summary>An optimizer for a rate, and the rate that suits it here.</summary>
sealed record Recipe(double Rate, Func<double, Optimizer> At);

/// <summary>The optimizers that can train.</summary>
static class Recipes
{
    public static readonly Choices<Recipe> All = new("optimizer",
    [
        new("adam", new(1e-3, rate => Optimizers.Adam(rate))),
        new("adamw", new(1e-3, rate => Optimizers.AdamW(rate))),
        new("sgd", new(0.1, rate => Optimizers.Sgd(rate))),
        new("momentum", new(0.02, rate => Optimizers.Momentum(rate))),
        new("nesterov", new(0.02, rate => Optimizers.Nesterov(rate))),
    ]);
}
