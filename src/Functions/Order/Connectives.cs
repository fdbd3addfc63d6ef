namespace Functional.Functions;

/// <summary>Whether both hold.</summary>
public readonly struct And : IConnective
{
    /// <inheritdoc/>
    public static string Name => "And";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.And(a, b);
}

/// <summary>Whether one of two holds, or both.</summary>
public readonly struct Or : IConnective
{
    /// <inheritdoc/>
    public static string Name => "Or";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Or(a, b);
}

/// <summary>Whether just one of two holds.</summary>
public readonly struct Xor : IConnective
{
    /// <inheritdoc/>
    public static string Name => "Xor";
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Xor(a, b);
}
