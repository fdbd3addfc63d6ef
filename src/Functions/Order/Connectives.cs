namespace Functional.Functions;

/// <summary>Whether both hold; of integers, the bits that are set in both.</summary>
public readonly struct And : IConnective
{
    /// <inheritdoc/>
    public static string Name => "And";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.And(a, b);
}

/// <summary>Whether one of two holds, or both; of integers, the bits that are set in one or both.</summary>
public readonly struct Or : IConnective
{
    /// <inheritdoc/>
    public static string Name => "Or";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Or(a, b);
}

/// <summary>Whether just one of two holds; of integers, the bits that are set in just one.</summary>
public readonly struct Xor : IConnective
{
    /// <inheritdoc/>
    public static string Name => "Xor";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Xor(a, b);
}
