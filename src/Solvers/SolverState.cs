namespace Functional.Solvers;

/// <summary>Where a method is: a tree of tensors, all of which may differ across a batch.</summary>
public abstract record SolverState
{
    /// <summary>The <see cref="Outcome"/> as a number, int32 [].</summary>
    public Tensor Code { get; init; } = Outcomes.Code(Outcome.Running);

    /// <summary>Whether it has stopped, and why. To read inside a batch, return <see cref="Code"/> instead.</summary>
    /// <exception cref="ShapeException">This is a batch.</exception>
    public Outcome Outcome => (Outcome)Code.ToScalar<int>();

    internal Tensor IsRunning => Code.Is(Outcome.Running);
}

/// <summary>Where a method is that looks for a minimum.</summary>
public abstract record MinimizerState : SolverState
{
    /// <summary>The number of steps so far, int32 [].</summary>
    public Tensor Iterations { get; init; } = Tensor.Scalar(0);

    /// <summary>How often the function has been computed with its gradient, or the residuals without their Jacobian, int32 [].</summary>
    public Tensor Evaluations { get; init; } = Tensor.Scalar(1);
}
