using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.InteropServices.MemoryMarshal;

namespace Functional;

/// <summary>
/// The tape of one derivative in progress: for every variable, up to two edges to the variables that it was computed from, each with a
/// partial derivative. These entries are kept in chunks, which are used again by the next derivative of the thread, so recording
/// neither allocates, once the tape is long enough, nor copies.
/// </summary>
internal sealed partial class Tape<T>(Tape<T>? outer) where T : IFloatingPointIeee754<T>
{
    readonly record struct Entry(int Left, int Right, T InLeft, T InRight);

    const int ChunkBits = 14, ChunkSize = 1 << ChunkBits, ChunkMask = ChunkSize - 1;

    /// <summary>The numbers of variables leave a bit free, see <see cref="Longer"/>.</summary>
    const int Capacity = 1 << 30;

    static int lastScope;

    /// <summary>The innermost derivative of this thread; the outermost of all is idle.</summary>
    [ThreadStatic] static Tape<T>? top;

    readonly List<Entry[]> chunks = [];
    Entry[] entries = [];
    Tape<T>? inner;
    int scope, next, turn, arguments, usedBefore;
    Reverse<T>[] inputs = [];
    T[] adjoints = [];

    /// <summary>Begins a derivative on this thread, nested in those that are in progress.</summary>
    internal static Tape<T> Open(int arguments)
    {
        var idle = top ??= new(null);
        var tape = idle.inner ??= new(idle);
        idle.Withdraw();
        (tape.scope, tape.first) = (NewScope(), int.MinValue);
        tape.next = tape.turn = 1;
        tape.arguments = arguments;
        return top = tape;
    }

    static int NewScope()
    {
        // 0 is for the idle, also when the numbers begin again.
        int scope;
        do scope = Interlocked.Increment(ref lastScope); while (scope == 0);
        return scope;
    }

    /// <summary>Ends it: its values throw from now on. Chunks that neither this derivative nor the last one used are let go.</summary>
    internal void Close()
    {
        Withdraw();
        top = outer;
        scope = 0;
        var used = (next + ChunkMask) >> ChunkBits;
        var kept = Math.Max(used, usedBefore);
        if (chunks.Count > kept) chunks.RemoveRange(kept, chunks.Count - kept);
        if (adjoints.Length > 4 * (arguments + kept * (long)ChunkSize)) adjoints = [];
        usedBefore = used;
    }

    /// <summary>The arguments as values, in a buffer that lives as long as the derivative.</summary>
    internal Span<Reverse<T>> Arguments(ReadOnlySpan<T> x)
    {
        if (inputs.Length < x.Length) inputs = new Reverse<T>[x.Length];
        for (var i = 0; i < x.Length; i++) inputs[i] = Argument(i, x[i]);
        return inputs.AsSpan(0, x.Length);
    }

    internal Reverse<T> Argument(int index, T value) => new(value, T.One, new(scope, index - arguments));

    /// <summary>Records a variable that depends on two others.</summary>
    /// <remarks>A call for itself: an operation with this in its midst is longer than the compiler takes into a loop.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    internal static unsafe Variable Push(Variable a, T inA, Variable b, T inB)
    {
        byte here;
        var tape = Recording(a.Scope);
        return a.Scope == tape.scope && b.Scope == tape.scope && tape.IsAt((nuint)(&here)) && tape.next != tape.turn
            ? tape.Write(a, inA, b, inB)
            : PushSlowly(a, inA, b, inB, (nuint)(&here));
    }

    /// <summary>The same, where it may be an error, the scope is an enclosing one, the tape is not yet announced here, or a chunk is full.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Variable PushSlowly(Variable a, T inA, Variable b, T inB, nuint here)
    {
        if (top is not { } tape || !tape.Owns(a) || !tape.Owns(b)) throw Foreign(a, b);
        tape.Announce(here);
        if (tape.next == tape.turn) tape.Turn();
        return tape.Write(a, inA, b, inB);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Variable Write(Variable a, T inA, Variable b, T inB)
    {
        var number = next;
        // A chunk has ChunkSize places.
        Unsafe.Add(ref GetArrayDataReference(entries), number & ChunkMask) = new(a.Number, b.Number, inA, inB);
        next = number + 1;
        return new(scope, number);
    }

    /// <summary>Goes on to the chunk of the next variable.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Turn()
    {
        var index = next >> ChunkBits;
        CheckBudget(index + 1);
        if (index == chunks.Count) chunks.Add(new Entry[ChunkSize]);
        entries = chunks[index];
        turn = (index + 1) << ChunkBits;
    }

    /// <summary>Refuses to use so many chunks, whether they are there already or not.</summary>
    void CheckBudget(int count)
    {
        var bytes = (long)ChunkSize * (Unsafe.SizeOf<Entry>() + Unsafe.SizeOf<T>());
        if (next > Capacity - ChunkSize || bytes * count > Scalars.MemoryBudget)
            throw new InsufficientMemoryException(
                $"Gradient: the tape has {next - 1:N0} variables and would need more than the memory budget of {Scalars.MemoryBudget:N0} bytes: "
                + "evaluate parts of the function in Scalars.Checkpoint, or raise Scalars.MemoryBudget");
    }

    static ScopeException Foreign(Variable a, Variable b) => new(a.Scope != b.Scope
        ? "values of two derivatives in reverse mode meet, or one that has ended is used: an inner derivative may not use a value of the same type from outside "
            + "(nest by type, as in Reverse<Reverse<double>>), and a value is to be returned, not kept"
        : "a value is used outside of the derivative in reverse mode that made it: return it from the function instead of keeping it, and stay on its thread");
}
