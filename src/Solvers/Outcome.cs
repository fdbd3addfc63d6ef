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
}
