namespace Functional.Primitives;

/// <summary>
/// What the values of a transformation are good for at the moment. Whoever takes a derivative and nothing else meets the first two:
/// <code>
/// Running ──── the function returns ────► Ended
///    │                                     │  a part of the function runs again ───────────────► Replaying
///    │ a function that takes the values    │  something around it runs again that saw values ──► Outlived
///    ▼ for constants runs; from any state
/// Paused
/// </code>
/// Each state but the first two lasts as long as what runs, and then gives way to the one that was before.
/// </summary>
public enum ScopeState
{
    /// <summary>The function runs: its values vary, and what is computed of them belongs to the derivative.</summary>
    Running,

    /// <summary>The function has returned: its values are refused.</summary>
    Ended,

    /// <summary>A part of the function runs again, for its derivative: values vary as they did.</summary>
    Replaying,

    /// <summary>A function runs to which the values are constants: a rule, or a part of which little is kept.</summary>
    Paused,

    /// <summary>
    /// The function has returned, and something runs again that was recorded around it and may have captured its values. They are constants to that:
    /// what depended on them was recorded, and runs, with the function.
    /// </summary>
    Outlived,
}
