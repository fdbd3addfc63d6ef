using System.Numerics;

namespace Functional.Cpu;

/// <summary>What is added in one step: a lane, the lanes of a register, or several registers.</summary>
internal unsafe interface ITerm<V, T> where V : struct where T : unmanaged
{
    static abstract int Count { get; }
    static abstract V Load(T* source);
    static abstract V Add(V left, V right);
    static abstract V Subtract(V left, V right);
}

/// <summary>A term that can be kept in memory.</summary>
internal unsafe interface ISummand<V, T> : ITerm<V, T> where V : struct where T : unmanaged
{
    /// <summary>−0, which leaves every sum as it is.</summary>
    static abstract V Nothing { get; }
    static abstract void Store(V value, T* target);
    static abstract bool IsZero(V value);

    /// <summary>0 for NaN, otherwise the value.</summary>
    static abstract V Known(V value);

    /// <summary>A sum and its rounding error together, as <see cref="TwoSum.Settle{T}"/> has it.</summary>
    static abstract V Settle(V sum, V error);
}

/// <summary>A lane by itself.</summary>
internal readonly unsafe struct OneLane<T> : ISummand<T, T> where T : unmanaged, INumber<T>
{
    public static int Count => 1;
    public static T Nothing => -T.Zero;
    public static T Load(T* source) => *source;
    public static void Store(T value, T* target) => *target = value;
    public static bool IsZero(T value) => value == T.Zero;
    public static T Known(T value) => T.IsNaN(value) ? T.Zero : value;
    public static T Settle(T sum, T error) => TwoSum.Settle(sum, error);
    public static T Add(T left, T right) => left + right;
    public static T Subtract(T left, T right) => left - right;
}
