using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.InteropServices.MemoryMarshal;

namespace Functional;

// How an operation finds its tape. To ask the runtime for a variable of the thread takes nearly as long as to record an entry, so an operation looks
// the scope of its values up in a table of all threads, and knows its thread by its address on the stack. A thread has one stack, and those
// of live threads lie apart: nobody but the owner is ever between two addresses where the owner has been. When the owner has ended, and its
// stack may become another's, so have its derivatives, and their scopes are closed.
internal sealed partial class Tape<T>
{
    const int Places = 1 << 10;

    static readonly Tape<T> nobody = new(null);

    /// <summary>Innermost derivatives, each in the place of its scope if it was free: who is not found here asks for <see cref="top"/>.</summary>
    static readonly Tape<T>[] recording = [.. Enumerable.Repeat(nobody, Places)];

    /// <summary>From where to where on the stack the owner has been. Other threads read these, so each is right without the other.</summary>
    nuint lowest = nuint.MaxValue, highest = nuint.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ref Tape<T> Recording(int scope) => ref Unsafe.Add(ref GetArrayDataReference(recording), scope & (Places - 1));

    /// <summary>Whether an address on the stack of the present thread is known to be the owner's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool IsAt(nuint here) => here >= lowest && here <= highest;

    /// <summary>Has operations find the innermost derivative of the present thread, which is here.</summary>
    void Announce(nuint here)
    {
        (lowest, highest) = (Math.Min(lowest, here), Math.Max(highest, here));
        ref var place = ref Recording(scope);
        if (place == nobody) place = this;
    }

    /// <summary>Has operations not find it any more: its scope ends, or it is no longer the innermost.</summary>
    void Withdraw()
    {
        ref var place = ref Recording(scope);
        if (place == this) place = nobody;
    }
}
