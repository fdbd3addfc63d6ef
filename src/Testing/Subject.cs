namespace Functional.Testing;

/// <summary>A function as the check sees it: from the float tensors in its argument to those in its result, with their names.</summary>
/// <param name="Title">What derivative it is of the function that is checked; empty for that itself.</param>
/// <param name="Function">The function.</param>
/// <param name="Arguments">The names of its arguments.</param>
/// <param name="Result">What its results are called together.</param>
/// <param name="Results">The names of its results.</param>
internal sealed record Subject(string Title, Function Function, string[] Arguments, string Result, string[] Results)
{
    /// <summary>A function of a tree around x: what is not float32 or float64 in x stays as it is.</summary>
    internal static (Subject Subject, Tensor[] X) Of<TX, TY>(Func<TX, TY> f, TX x)
    {
        var leaves = Tree.NamedLeaves(x).ToArray();
        var floats = leaves.Where(IsFloat).ToArray();
        if (floats.Length == 0) throw new ArgumentException("no float32 or float64 tensor is found in the argument, so there is no derivative to check");
        var results = Tree.NamedLeaves(f(x)).Where(IsFloat).ToArray();
        if (results.Length == 0) throw new ArgumentException("no float32 or float64 tensor is found in the result, so there is no derivative to check");
        var function = new TensorFunction(Of, floats.Length, results.Length);
        return (new("", function, Named("x", floats), "y", Named("y", results)), [.. floats.Select(named => named.Leaf)]);

        Tensor[] Of(Tensor[] given)
        {
            var at = 0;
            var tree = Tree.Rebuild(x, [.. leaves.Select(named => IsFloat(named) ? given[at++] : named.Leaf)]);
            return [.. Tree.NamedLeaves(f(tree)).Where(IsFloat).Select(named => named.Leaf)];
        }
    }

    /// <summary>A function F from one vector to another over any type of numbers, or with shapes [] one number.</summary>
    internal static Subject Of<F>(Shape x, Shape y) where F : IVectorField => new("", new NumberFunction<F, double>([x], [y]), ["x"], "y", ["y"]);

    /// <summary>The tangent as a function of the argument and the direction, dy = J(x)·dx.</summary>
    internal Subject Tangent => new(Deriving("tangent"), Function.Tangent,
        [.. Arguments, .. Arguments.Select(name => "d" + name)], "d" + Result, [.. Results.Select(name => "d" + name)]);

    /// <summary>The gradient as a function of the argument and the cotangent of the result, ∇x = J(x)ᵀ·dy.</summary>
    internal Subject Gradient => new(Deriving("gradient"), Function.Gradient,
        [.. Arguments, .. Results.Select(name => "d" + name)], "∇x", [.. Arguments.Select(name => "∇" + name)]);

    /// <summary>The name of a check of this function.</summary>
    internal string Check(string name) => name + Title;

    string Deriving(string name) => $" of the {name}{Title}";

    static bool IsFloat((string Path, Tensor Leaf) named) => named.Leaf.DType.IsFloat();

    static string[] Named(string root, IEnumerable<(string Path, Tensor Leaf)> leaves) => [.. leaves.Select(named => root + named.Path)];
}
