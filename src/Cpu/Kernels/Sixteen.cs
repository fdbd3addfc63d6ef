using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>Up to sixteen terms that lie at equal distances, added pairwise: off by 4 units of rounding at most.</summary>
internal static unsafe class Sixteen<L, V, T> where L : struct, ITerm<V, T> where V : struct where T : unmanaged
{
    public const int Terms = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sum(T* x, nint apart) => L.Add(Eight(x, apart), Eight(x + 8 * apart, apart));

    /// <summary>
    /// Fewer than sixteen: first eight of them, four, two and one, as many as there are, and a last term. These are added from the last to the first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Rest(T* x, nint apart, int terms, V last)
    {
        if ((terms & 1) != 0) last = L.Add(L.Load(x + (terms & 14) * apart), last);
        if ((terms & 2) != 0) last = L.Add(Two(x + (terms & 12) * apart, apart), last);
        if ((terms & 4) != 0) last = L.Add(Four(x + (terms & 8) * apart, apart), last);
        return (terms & 8) == 0 ? last : L.Add(Eight(x, apart), last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Eight(T* x, nint apart) => L.Add(Four(x, apart), Four(x + 4 * apart, apart));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Four(T* x, nint apart) => L.Add(Two(x, apart), Two(x + 2 * apart, apart));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Two(T* x, nint apart) => L.Add(L.Load(x), L.Load(x + apart));
}
