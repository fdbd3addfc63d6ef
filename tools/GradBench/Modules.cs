namespace Functional.GradBench;

/// <summary>Every module the tool knows.</summary>
internal static class Modules
{
    static readonly Dictionary<string, Module> all = new Module[]
    {
        Evals.Hello.Module,
        Evals.LinearLeastSquares.Module,
        Evals.LogSumExp.Module,
        Evals.GaussianMixture.Module,
        Evals.KMeans.Module,
        Evals.Determinant.Module,
        Evals.Ode.Module,
        Evals.Lstm.Module,
        Evals.BundleAdjustment.Module,
        Evals.HandTracking.Module,
        Evals.Saddle.Module,
        Evals.Particle.Module,
    }.ToDictionary(module => module.Name);

    internal static string Names => $"there are {string.Join(", ", all.Keys)}";

    internal static Module? Find(string name) => all.GetValueOrDefault(name);
}
