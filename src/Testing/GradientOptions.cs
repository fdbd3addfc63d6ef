namespace Functional.Testing;

/// <summary>What a gradient check compares, and how closely.</summary>
public sealed record GradientOptions
{
    /// <summary>The options that are taken where none are given.</summary>
    public static readonly GradientOptions Default = new();

    /// <summary>The highest order of derivatives: 1 checks tangents and pullbacks, 2 the tangents and pullbacks of these as well.</summary>
    public int Order { get => field; init => field = AtLeast(1, value, nameof(Order)); } = 2;

    /// <summary>
    /// So many elements of the arguments and of the results are checked one by one: all of them where there are no more, otherwise some that
    /// the seed chooses. What is left over is checked along random directions alone.
    /// </summary>
    public int Elements { get => field; init => field = AtLeast(0, value, nameof(Elements)); } = 32;

    /// <summary>How many random directions, and random cotangents, are checked beside the elements.</summary>
    public int Directions { get => field; init => field = AtLeast(1, value, nameof(Directions)); } = 2;

    /// <summary>How far a derivative may be off relative to its size, beside the estimated error of the differences.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Whether the function is run in float32 too.</summary>
    public bool Float32 { get; init; } = true;

    /// <summary>What random directions and cotangents are drawn from.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How many inputs <c>ForAll</c> draws.</summary>
    public int Cases { get => field; init => field = AtLeast(1, value, nameof(Cases)); } = 100;

    /// <summary>Draws the inputs of <c>ForAll</c> that a failure named; none draws new ones every time.</summary>
    public (ulong Seed, ulong Gamma)? Replay { get; init; }

    static int AtLeast(int least, int value, string option)
        => value >= least ? value : throw new ArgumentOutOfRangeException(option, $"a gradient check of {value} {option} checks nothing: {least} or more");
}
