namespace Functional.Functions;

internal readonly struct And : IConnective
{
    public static string Name => "And";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.And(a, b);
}

internal readonly struct Or : IConnective
{
    public static string Name => "Or";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Or(a, b);
}

internal readonly struct Xor : IConnective
{
    public static string Name => "Xor";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Xor(a, b);
}
