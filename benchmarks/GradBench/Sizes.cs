namespace Functional.GradBench.Driver;

/// <summary>The evals, their functions, and which of their sizes the table shows.</summary>
internal static class Sizes
{
    internal static readonly IReadOnlyList<string> Evals = ["llsq", "lse", "det", "ode", "kmeans", "gmm", "ba", "ht", "lstm", "saddle", "particle"];

    /// <summary>The options for an eval of the suite, once for each run of it.</summary>
    internal static string[][] Table(string eval) => eval switch
    {
        "llsq" => [["-n", "16392", "-m", "128"]],
        "lse" => [["-n", "1280000"]],
        "det" => [["-l", "9"]],
        "ode" => [["-n", "10000", "-s", "10"]],
        "kmeans" => [["-k", "100", "-n", "10000", "-d", "8"]],
        "gmm" => [["-d", "20", "-k", "50", "-n", "1000"], ["-d", "64", "-k", "100", "-n", "1000"]],
        "ba" => [["--min", "1", "--max", "1"]],
        "ht" => [["--min", "5", "--max", "5"]],
        "lstm" => [["-l", "4", "-c", "4096"]],
        _ => [[]],
    };

    /// <summary>Whether a function computes a value without a derivative.</summary>
    internal static bool IsPrimal(string function) => function is "primal" or "objective" or "cost";
}
