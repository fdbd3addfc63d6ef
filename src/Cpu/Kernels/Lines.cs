using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// A line: so many neighbours of a row. Its lanes are folded in halves, the upper half to the lower one, until one is left.
/// </summary>
internal unsafe interface ILine<V, T> : ITerm<V, T> where V : struct where T : unmanaged
{
    /// <summary>The last lanes of the line at the source, −0 in the others.</summary>
    static abstract V End(T* source, int count);

    static abstract T Fold(V sum);

    /// <summary>Folds sums and the errors that they carry along.</summary>
    static abstract T Fold(V sum, V error, out T rest);
}

internal readonly unsafe struct Line128<T> : ILine<Vector128<T>, T> where T : unmanaged, INumber<T>
{
    public static int Count => Vector128<T>.Count;
    public static Vector128<T> Load(T* source) => Vector128.Load(source);
    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;
    public static Vector128<T> Subtract(Vector128<T> left, Vector128<T> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> End(T* source, int count) => Vector128.ConditionalSelect(
        Vector128.GreaterThanOrEqual(Vector128<T>.Indices, Vector128.Create(T.CreateTruncating(Count - count))), Load(source), Vector128.Create(-T.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Vector128<T> sum)
    {
        if (sizeof(T) == 4) sum += Halves(sum);
        return sum[0] + sum[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Vector128<T> sum, Vector128<T> error, out T rest)
    {
        if (sizeof(T) == 4) error = error + Halves(error) + TwoSum.Step<Line128<T>, Vector128<T>, T>(Halves(sum), ref sum);
        var total = sum[0];
        rest = error[0] + error[1];
        TwoSum.Add(sum[1], ref total, ref rest);
        return total;
    }

    /// <summary>The halves exchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<T> Halves(Vector128<T> x) => Vector128.Shuffle(x.AsInt32(), Vector128.Create(2, 3, 0, 1)).As<int, T>();
}

internal readonly unsafe struct Line256<T> : ILine<Vector256<T>, T> where T : unmanaged, INumber<T>
{
    public static int Count => Vector256<T>.Count;
    public static Vector256<T> Load(T* source) => Vector256.Load(source);
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;
    public static Vector256<T> Subtract(Vector256<T> left, Vector256<T> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> End(T* source, int count) => Vector256.ConditionalSelect(
        Vector256.GreaterThanOrEqual(Vector256<T>.Indices, Vector256.Create(T.CreateTruncating(Count - count))), Load(source), Vector256.Create(-T.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Vector256<T> sum) => Line128<T>.Fold(sum.GetLower() + sum.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Vector256<T> sum, Vector256<T> error, out T rest)
    {
        var lower = sum.GetLower();
        var errors = error.GetLower() + error.GetUpper() + TwoSum.Step<Line128<T>, Vector128<T>, T>(sum.GetUpper(), ref lower);
        return Line128<T>.Fold(lower, errors, out rest);
    }
}

internal readonly unsafe struct Line512<T> : ILine<Vector512<T>, T> where T : unmanaged, INumber<T>
{
    public static int Count => Vector512<T>.Count;
    public static Vector512<T> Load(T* source) => Vector512.Load(source);
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;
    public static Vector512<T> Subtract(Vector512<T> left, Vector512<T> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> End(T* source, int count) => Vector512.ConditionalSelect(
        Vector512.GreaterThanOrEqual(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(Count - count))), Load(source), Vector512.Create(-T.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Vector512<T> sum) => Line256<T>.Fold(sum.GetLower() + sum.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(Vector512<T> sum, Vector512<T> error, out T rest)
    {
        var lower = sum.GetLower();
        var errors = error.GetLower() + error.GetUpper() + TwoSum.Step<Line256<T>, Vector256<T>, T>(sum.GetUpper(), ref lower);
        return Line256<T>.Fold(lower, errors, out rest);
    }
}

/// <summary>A line in two registers, or twice as many.</summary>
internal readonly unsafe struct TwoLines<L, V, T> : ILine<(V Lower, V Upper), T> where L : struct, ILine<V, T> where V : struct where T : unmanaged
{
    public static int Count => 2 * L.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V Lower, V Upper) Load(T* source) => (L.Load(source), L.Load(source + L.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V Lower, V Upper) Add((V Lower, V Upper) left, (V Lower, V Upper) right) => (L.Add(left.Lower, right.Lower), L.Add(left.Upper, right.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V Lower, V Upper) Subtract((V Lower, V Upper) left, (V Lower, V Upper) right)
        => (L.Subtract(left.Lower, right.Lower), L.Subtract(left.Upper, right.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V Lower, V Upper) End(T* source, int count) => (L.End(source, count - L.Count), L.End(source + L.Count, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold((V Lower, V Upper) sum) => L.Fold(L.Add(sum.Lower, sum.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold((V Lower, V Upper) sum, (V Lower, V Upper) error, out T rest)
    {
        var lower = sum.Lower;
        var errors = L.Add(L.Add(error.Lower, error.Upper), TwoSum.Step<L, V, T>(sum.Upper, ref lower));
        return L.Fold(lower, errors, out rest);
    }
}
