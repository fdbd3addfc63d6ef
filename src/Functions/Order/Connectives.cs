namespace Functional.Functions;

/// <summary>Whether both hold.</summary>
public readonly struct And : IConnective
{
    public static string Name => "And";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.And(a, b);
}

/// <summary>Whether one of two holds, or both.</summary>
public readonly struct Or : IConnective
{
    public static string Name => "Or";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Or(a, b);
}

/// <summary>Whether just one of two holds.</summary>
public readonly struct Xor : IConnective
{
    public static string Name => "Xor";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Xor(a, b);
}
