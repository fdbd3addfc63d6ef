namespace Functional.Functions;

/// <summary>Whether a = b; not where one is NaN.</summary>
public readonly struct Equal : IRelation
{
    public static string Name => "Equal";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Equal(a, b);
}

/// <summary>Whether a ≠ b; also where one is NaN.</summary>
public readonly struct NotEqual : IRelation
{
    public static string Name => "NotEqual";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Xor(V.Equal(a, b), V.Equal(V.Of(0), V.Of(0)));
}

/// <summary>Whether a &lt; b; not where one is NaN.</summary>
public readonly struct Less : IRelation
{
    public static string Name => "Less";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Less(a, b);
}

/// <summary>Whether a ≤ b; not where one is NaN.</summary>
public readonly struct LessOrEqual : IRelation
{
    public static string Name => "LessOrEqual";
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.LessOrEqual(a, b);
}
