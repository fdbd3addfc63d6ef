using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Cpu;

/// <summary>
/// The order in which numbered parts of a long sum are added: n parts are the first 2ᵏ &lt; n of them, for the largest k, plus the others, and so on.
/// Rounding errors then grow with log n (N. Higham 1993, "The accuracy of floating point summation"). Parts that arrive in their order are added
/// as a binary counter carries: after part i there waits one sum of 2ˡ parts for every bit l of i + 1.
/// </summary>
internal static unsafe class Pairwise
{
    /// <summary>Bit l is set where the sum waiting at level l is to be added when a part arrives, the lowest level first.</summary>
    public static uint Completed(int part, bool last) => (uint)(last ? part : part & ~(part + 1));

    /// <summary>The level at which a part's sum then waits.</summary>
    public static int Level(int part) => BitOperations.TrailingZeroCount(~part);

    /// <summary>How many levels may be waiting for the last of so many parts.</summary>
    public static int Levels(int parts) => parts > 1 ? BitOperations.Log2((uint)(parts - 1)) + 1 : 0;

    /// <summary>Adds parts of equal length, so far apart in memory, into the first.</summary>
    public static void Add<T>(T* first, int parts, nint apart, int length) where T : unmanaged, INumber<T>
    {
        for (var step = 1; step < parts; step *= 2)
        for (var part = 0; part + step < parts; part += 2 * step)
        {
            var sum = new Span<T>(first + part * apart, length);
            TensorPrimitives.Add(sum, new Span<T>(first + (part + step) * apart, length), sum);
        }
    }
}
