namespace Functional.Tests.Operations;

/// <summary>A call of an operation on inputs, and what it should give by a formula that shares no code with it.</summary>
public sealed record Example(Func<Tensor[], Tensor> Call, Tensor[] Inputs, Func<Values[], Values> Expected);

/// <summary>A call that is refused, and the words for it.</summary>
public sealed record Refusal(Action Call, string Message);

/// <summary>
/// An operation of the catalogue, from which both the walk over all of them and <c>docs/operations.md</c> are made. The first example is the one
/// whose derivatives, batches, element types and primitives are tried.
/// </summary>
/// <param name="Peers">What NumPy, PyTorch and JAX call it; one name for all three, or three; – where there is none.</param>
public sealed record Operation(string Group, string Name, string Peers, Example First)
{
    public Example[] Others { get; init; } = [];

    public Refusal[] Refusals { get; init; } = [];

    /// <summary>Whether the result does not move with the arguments, but in jumps.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Whether the shape of the result depends on the elements, so that they are read on the host.</summary>
    public bool ReadsElements { get; init; }

    /// <summary>How far a value may be off, relative to itself or to 1.</summary>
    public double Tolerance { get; init; } = 1e-13;

    /// <summary>The inputs that have derivatives; all floats, where nothing is said.</summary>
    public int[]? Variables { get; init; }

    /// <summary>Whether the derivative is not that of what the same random bits give, so that differences do not show it.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>Tests beside the walk.</summary>
    public string More { get; init; } = "";

    public IEnumerable<Example> Examples => [First, .. Others];

    /// <summary>Another example.</summary>
    public Operation And(Func<Tensor[], Tensor> call, Tensor[] inputs, Func<Values[], Values> expected) => this
        with { Others = [.. Others, new(call, inputs, expected)] };

    /// <summary>The same call on other inputs.</summary>
    public Operation Of(params Tensor[] inputs) => And(First.Call, inputs, First.Expected);

    /// <summary>The same call on vectors of awkward numbers, and what it gives there.</summary>
    public Operation At(double[] x, double[] y) => And(First.Call, [Tensor.Of<double>(x)], _ => Values.Of(y));

    public Operation At(double[] a, double[] b, double[] y) => And(First.Call, [Tensor.Of<double>(a), Tensor.Of<double>(b)], _ => Values.Of(y));

    public Operation Refuses(Func<object> call, string message) => this with { Refusals = [.. Refusals, new(() => call(), message)] };

    public override string ToString() => Name;
}
