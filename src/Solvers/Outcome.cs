using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>Whether and why an iteration has stopped.</summary>
public enum Outcome
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>The tolerance is met; of a trajectory, the end is reached.</summary>
    Converged,

    /// <summary>The iterations that were allowed are used up.</summary>
    UsedUp,

    /// <summary>No step that can be told from none leads on: rounding, or the problem itself, stands in the way.</summary>
    Stalled,

    /// <summary>A value that is infinite or not a number stands in the way.</summary>
    NotFinite,

    /// <summary>The linear equations of a step are singular: they do not say where to go.</summary>
    Singular,
}

/// <summary>Outcomes as tensors, int32 [], which may differ across a batch.</summary>
internal static class Outcomes
{
    static readonly Tensor[] codes = Array.ConvertAll(Enum.GetValues<Outcome>(), outcome => Tensor.Scalar((int)outcome));

    internal static Tensor Code(Outcome outcome) => codes[(int)outcome];

    internal static Tensor Is(this Tensor code, Outcome outcome) => Equal(code, Code(outcome));

    /// <summary><see cref="Outcome.Converged"/> where that is true, and else <see cref="Outcome.Running"/>: their numbers are those of truth values.</summary>
    internal static Tensor Converged(Tensor truth) => Cast(truth, DType.Int32);

    /// <summary>The one or the other outcome, as a truth value says.</summary>
    internal static Tensor Choose(Tensor truth, Outcome then, Outcome otherwise) => Where(truth, Code(then), Code(otherwise));

    /// <summary>Why an iteration that ended so has no answer, and what may help.</summary>
    internal static string Reason(Outcome outcome) => outcome switch
    {
        Outcome.Running => "it has not ended: take more steps",
        Outcome.UsedUp => "the steps allowed are used up: allow more, or start nearer to the answer",
        Outcome.Stalled => "no step leads on: rounding or the problem itself stands in the way, or the tolerance is too small",
        Outcome.NotFinite => "it met a value that is infinite or not a number: start elsewhere",
        Outcome.Singular => "the linear equations of a step are singular: start elsewhere",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
