namespace Functional.Functions;

/// <summary>Whether a = b; not where one is NaN.</summary>
public readonly struct Equal : IRelation
{
    /// <inheritdoc/>
    public static string Name => "Equal";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Equal(a, b);
}

/// <summary>Whether a ≠ b; also where one is NaN.</summary>
public readonly struct NotEqual : IRelation
{
    /// <inheritdoc/>
    public static string Name => "NotEqual";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Xor(V.Equal(a, b), V.Equal(V.Of(0), V.Of(0)));
}

/// <summary>Whether a &lt; b; not where one is NaN.</summary>
public readonly struct Less : IRelation
{
    /// <inheritdoc/>
    public static string Name => "Less";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Less(a, b);
}

/// <summary>Whether a ≤ b; not where one is NaN.</summary>
public readonly struct LessOrEqual : IRelation
{
    /// <inheritdoc/>
    public static string Name => "LessOrEqual";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.LessOrEqual(a, b);
}
