using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional;

/// <summary>A fixed number of tangents that are computed at once: the tangent of <see cref="Dual{T, TLanes}"/>.</summary>
public interface ITangents<TSelf, T> where TSelf : struct, ITangents<TSelf, T>
{
    /// <summary>How many tangents there are.</summary>
    static abstract int Count { get; }

    /// <summary>1 in one lane, 0 in the others.</summary>
    static abstract TSelf Unit(int lane);

    /// <summary>The sums, lane by lane.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>The differences, lane by lane.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>The opposites.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>All lanes times a number.</summary>
    static abstract TSelf operator *(TSelf a, T b);

    /// <summary>The tangents times a derivative; a tangent of zero stays zero: 0 · ∞ is no contribution.</summary>
    static abstract TSelf Chain(TSelf tangents, T derivative);

    /// <summary>One of the tangents.</summary>
    T this[int lane] { get; }
}

/// <summary>One SIMD register of tangents: 8 of <c>double</c>, 16 of <c>float</c>.</summary>
public readonly struct Lanes<T>(Vector512<T> vector) : ITangents<Lanes<T>, T> where T : IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">T is neither <c>double</c> nor <c>float</c>.</exception>
    public static int Count => Vector512<T>.IsSupported ? Vector512<T>.Count
        : throw new NotSupportedException($"Lanes<{typeof(T).Name}>: only double and float have lanes: use JacobianReverse, HessianVector or Dual<T>");

    /// <summary>The register.</summary>
    public Vector512<T> Vector => vector;

    /// <inheritdoc/>
    public T this[int lane] => vector[lane];

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lane.</exception>
    public static Lanes<T> Unit(int lane) => lane >= 0 && lane < Count ? new(Vector512<T>.Zero.WithElement(lane, T.One))
        : throw new ArgumentOutOfRangeException(nameof(lane), $"Lanes.Unit: lane {lane} is not one of 0 … {Count - 1}");

    /// <inheritdoc/>
    public static Lanes<T> operator +(Lanes<T> a, Lanes<T> b) => new(a.Vector + b.Vector);
    /// <inheritdoc/>
    public static Lanes<T> operator -(Lanes<T> a, Lanes<T> b) => new(a.Vector - b.Vector);
    /// <inheritdoc/>
    public static Lanes<T> operator -(Lanes<T> a) => new(-a.Vector);
    /// <inheritdoc/>
    public static Lanes<T> operator *(Lanes<T> a, T b) => new(a.Vector * b);

    /// <inheritdoc/>
    public static Lanes<T> Chain(Lanes<T> tangents, T derivative)
        => new(Vector512.ConditionalSelect(Vector512.Equals(tangents.Vector, Vector512<T>.Zero), Vector512<T>.Zero, tangents.Vector * derivative));
}

/// <summary>Twice as many tangents: <c>Twice&lt;Lanes&lt;double&gt;, double&gt;</c> has 16. It can be nested.</summary>
public readonly struct Twice<TLanes, T>(TLanes low, TLanes high) : ITangents<Twice<TLanes, T>, T> where TLanes : struct, ITangents<TLanes, T>
{
    /// <inheritdoc/>
    public static int Count => 2 * TLanes.Count;

    /// <summary>The first half.</summary>
    public TLanes Low => low;

    /// <summary>The second half.</summary>
    public TLanes High => high;

    /// <inheritdoc/>
    public T this[int lane] => lane < TLanes.Count ? low[lane] : high[lane - TLanes.Count];

    /// <inheritdoc/>
    public static Twice<TLanes, T> Unit(int lane)
        => lane < TLanes.Count ? new(TLanes.Unit(lane), default) : new(default, TLanes.Unit(lane - TLanes.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes, T> operator +(Twice<TLanes, T> a, Twice<TLanes, T> b) => new(a.Low + b.Low, a.High + b.High);
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes, T> operator -(Twice<TLanes, T> a, Twice<TLanes, T> b) => new(a.Low - b.Low, a.High - b.High);
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes, T> operator -(Twice<TLanes, T> a) => new(-a.Low, -a.High);
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes, T> operator *(Twice<TLanes, T> a, T b) => new(a.Low * b, a.High * b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes, T> Chain(Twice<TLanes, T> tangents, T derivative)
        => new(TLanes.Chain(tangents.Low, derivative), TLanes.Chain(tangents.High, derivative));
}
