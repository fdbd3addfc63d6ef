namespace Functional.Functions;

public readonly struct And : IConnective
{
    public static string Name => "And";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.And(a, b);
}

public readonly struct Or : IConnective
{
    public static string Name => "Or";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Or(a, b);
}

public readonly struct Xor : IConnective
{
    public static string Name => "Xor";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Xor(a, b);
}
