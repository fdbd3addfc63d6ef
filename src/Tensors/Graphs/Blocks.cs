using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>A loop that carries a state, see <c>Operations.Scan</c>: inputs are the first state, the stacked elements, and what the step captured.</summary>
/// <param name="States">How many tensors the state has.</param>
/// <param name="Elements">How many tensors an element has.</param>
/// <param name="Length">The number of steps.</param>
/// <param name="Reverse">Whether it goes from the last element to the first.</param>
/// <param name="Body">From a state, an element and the captured values to the next state and the results.</param>
public sealed record Scan(int States, int Elements, int Length, bool Reverse, Graph Body) : Block
{
    /// <inheritdoc/>
    public override IEnumerable<Graph> Bodies => [Body];

    /// <inheritdoc/>
    public override Sequence<TensorType> Infer(IReadOnlyList<TensorType> x)
        => Body.Results.Select((value, i) => Body.Types[value] is var type && i < States ? type : new(type.DType, Shape.Of([Length, .. type.Shape]))).ToSequence();

    /// <inheritdoc/>
    public override Tensor[] Apply(Tensor[] x)
    {
        var captured = x[(States + Elements)..];
        return new Loop(States, Length, Reverse).Run(leaves => Body.Run([.. leaves, .. captured]), x[..(States + Elements)], long.MaxValue).Results;
    }
}

/// <summary>One of two functions, as a truth value, the first input, says; then come their arguments, what the first captured, and what the second did.</summary>
/// <param name="Arguments">How many arguments they have.</param>
/// <param name="Captured">How many values the first captured.</param>
/// <param name="Then">From the arguments and captured values to the results.</param>
/// <param name="Otherwise">From the arguments and captured values to the results.</param>
public sealed record Cond(int Arguments, int Captured, Graph Then, Graph Otherwise) : Block
{
    /// <inheritdoc/>
    public override IEnumerable<Graph> Bodies => [Then, Otherwise];

    /// <inheritdoc/>
    public override Sequence<TensorType> Infer(IReadOnlyList<TensorType> x) => Then.Results.Select(value => Then.Types[value]).ToSequence();

    /// <inheritdoc/>
    public override Tensor[] Apply(Tensor[] x)
    {
        var (arguments, then, otherwise) = (x[1..(1 + Arguments)], x[(1 + Arguments)..(1 + Arguments + Captured)], x[(1 + Arguments + Captured)..]);
        return Operations.Cond(x[0], leaves => Then.Run([.. leaves, .. then]), leaves => Otherwise.Run([.. leaves, .. otherwise]), arguments);
    }
}

/// <summary>The first state for which a condition does not hold: inputs are the state, what the condition captured, and what the body did.</summary>
/// <param name="States">How many tensors the state has.</param>
/// <param name="Captured">How many values the condition captured.</param>
/// <param name="Condition">From a state and the captured values to a truth value.</param>
/// <param name="Body">From a state and the captured values to the next state.</param>
public sealed record While(int States, int Captured, Graph Condition, Graph Body) : Block
{
    /// <inheritdoc/>
    public override IEnumerable<Graph> Bodies => [Condition, Body];

    /// <inheritdoc/>
    public override Sequence<TensorType> Infer(IReadOnlyList<TensorType> x) => x.Take(States).ToSequence();

    /// <inheritdoc/>
    public override Tensor[] Apply(Tensor[] x)
    {
        var (condition, body) = (x[States..(States + Captured)], x[(States + Captured)..]);
        return Operations.While(state => Condition.Run([.. state, .. condition])[0], state => Body.Run([.. state, .. body]), x[..States]);
    }
}

/// <summary>
/// Steps that a device may compute together, without their intermediate values in memory: elementwise primitives and casts over one shape, the
/// broadcasts before them, and sums and extrema over its last axis. A device without such kernels takes one step after the other.
/// </summary>
public sealed record Fused(Graph Body) : Block
{
    object? kernel;

    /// <inheritdoc/>
    public override string Title => $"Fused {string.Join(" ", Body.Steps.Select(step => step.Operation.Title))}";

    /// <inheritdoc/>
    public override IEnumerable<Graph> Bodies => [Body];

    /// <inheritdoc/>
    public override Sequence<TensorType> Infer(IReadOnlyList<TensorType> x) => Body.Results.Select(value => Body.Types[value]).ToSequence();

    /// <inheritdoc/>
    public override Tensor[] Apply(Tensor[] x) => Array.TrueForAll(x, each => each is PlainTensor) ? Plain(x) : Body.Run(x);

    Tensor[] Plain(Tensor[] x)
    {
        var top = x.MaxBy(each => each.Level)!;
        return top.Device.Evaluate(this, Array.ConvertAll(x, each => (Tensor)top.Device.Import((PlainTensor)each)));
    }

    /// <summary>What a device makes of the steps, made once: the record keeps it for the device that asked last.</summary>
    public TKernel Kernel<TKernel>(Func<Graph, TKernel> compile) where TKernel : class
        => kernel as TKernel ?? (TKernel)(kernel = compile(Body));

    /// <summary>Two are equal if their graphs are the same object.</summary>
    public bool Equals(Fused? other) => other is not null && ReferenceEquals(Body, other.Body);

    /// <inheritdoc/>
    public override int GetHashCode() => Body.GetHashCode();
}
