using System.Runtime.CompilerServices;
using Functional.Functions;

namespace Functional.Cpu;

/// <summary>
/// Two functions in one pass: the value of the first stays in a register and goes, rounded as it is, into the second. The first takes the first
/// inputs of the pass; each input of the second is one of the pass, or that value. The last input says how many there are: the compiler would
/// find that out from the functions themselves, again and again, at the price of room for the loop.
/// </summary>
internal readonly struct Then<F, G, P0, P1, P2, P3, Last> : IPass
    where F : struct, IPass where G : struct, IPass where Last : struct, IPick
    where P0 : struct, IPick where P1 : struct, IPick where P2 : struct, IPick where P3 : struct, IPick
{
    public static int Inputs => Last.Inputs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b, V c, V d) where V : struct, ILanes<V>
    {
        var y = F.Apply(a, b, c, d);
        return G.Apply(P0.Of(a, b, c, d, y), P1.Of(a, b, c, d, y), P2.Of(a, b, c, d, y), P3.Of(a, b, c, d, y));
    }
}

/// <summary>Which value an input of the second function is, see <see cref="Then{F, G, P0, P1, P2, P3, Last}"/>.</summary>
internal interface IPick
{
    /// <summary>How many inputs there are up to this one.</summary>
    static abstract int Inputs { get; }

    static abstract V Of<V>(V a, V b, V c, V d, V y);
}

/// <summary>The picks there are.</summary>
internal static class Picks
{
    /// <summary>The types of the inputs of a pass, by their numbers.</summary>
    internal static readonly Type[] Inputs = [typeof(A), typeof(B), typeof(C), typeof(D)];

    /// <summary>The type of the value of the first function.</summary>
    internal static readonly Type Value = typeof(Y);

    readonly struct A : IPick
    {
        public static int Inputs => 1;
        public static V Of<V>(V a, V b, V c, V d, V y) => a;
    }

    readonly struct B : IPick
    {
        public static int Inputs => 2;
        public static V Of<V>(V a, V b, V c, V d, V y) => b;
    }

    readonly struct C : IPick
    {
        public static int Inputs => 3;
        public static V Of<V>(V a, V b, V c, V d, V y) => c;
    }

    readonly struct D : IPick
    {
        public static int Inputs => 4;
        public static V Of<V>(V a, V b, V c, V d, V y) => d;
    }

    readonly struct Y : IPick
    {
        public static int Inputs => 0;
        public static V Of<V>(V a, V b, V c, V d, V y) => y;
    }
}
