namespace Functional.Primitives;

/// <summary>
/// What is asked of a transformation where a part of a program passes its level, runs again, or outlives it: what its values are good for, and what they
/// are made of. Every <see cref="Scope"/> has an answer, which is that of a derivative unless it overrides it. <c>Replay.md</c> walks through an example.
/// </summary>
public interface IReplay
{
    /// <summary>The level of its values.</summary>
    long Level { get; }

    /// <summary>What its values are good for at the moment.</summary>
    ScopeState State { get; }

    /// <summary>Whether its values stand for constants.</summary>
    bool IsPaused { get; }

    /// <summary>Whether values of a segment that has ended can be used: not where their arrays are used again.</summary>
    bool Admits(Segment segment);

    /// <summary>Runs a function to which the values of this level stand for constants.</summary>
    T Pause<T>(Func<T> f);

    /// <summary>What values of this level are made of one level below; of those that a loop takes apart along their first axis, what is taken apart, too.</summary>
    Tensor[] Lower(Tensor[] x, bool stacked = false);

    /// <summary>The values that are made of these parts, as <see cref="Lower"/> gives them.</summary>
    Tensor[] Raise(Tensor[] parts, bool stacked = false);

    /// <summary>The same value in the form of those that vary at this level, which the states of a loop may do later.</summary>
    Tensor Varying(Tensor x);

    /// <summary>A value that does not depend on this level, but has the form of those that do, as it is below.</summary>
    Tensor WithoutForm(Tensor x);

    /// <summary>
    /// The function of values like x as a function of what they are made of, as <see cref="Lower"/> gives it, which may be called after the
    /// transformation has ended, too.
    /// </summary>
    Func<Tensor[], Tensor[]> Inside(Func<Tensor[], Tensor[]> f, Tensor[] x);

    /// <summary>
    /// A function that is made of f now. When it runs again, parts of it pass levels that they did not pass at first; results that depend on no more
    /// than they did are values of this level again.
    /// </summary>
    Func<Tensor[], Tensor[]> Steady(Func<Tensor[], Tensor[]> f);
}
