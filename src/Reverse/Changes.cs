using System.Buffers;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// The cotangents, or the tangents, of the frames of a continuation during a fold. While a part of the program runs again, those of the frames
/// before it are not changed but noted, to be added when the part is over. They are owners of the memory behind them, of the region at work.
/// </summary>
internal sealed class Changes(int count, Region? region) : IDisposable
{
    /// <summary>A change that others see, or a sum that is being made here.</summary>
    record struct Change(Tensor? Value, Accumulator? Sum);

    Change[] changes = Rent(count);
    List<(int Frame, Tensor Change)> noted = [];
    int mark;

    /// <summary>The change of a frame, null where it is zero.</summary>
    internal Tensor? this[int frame]
    {
        get
        {
            if ((uint)frame >= (uint)changes.Length) return null;
            ref var change = ref changes[frame];
            if (change.Sum is { } sum) change = new(sum.Take(), null);
            return change.Value;
        }
    }

    /// <summary>Adds up where a value is used more than once.</summary>
    internal void Add(int frame, Tensor change)
    {
        if (frame == Continuation.Unrecorded) return;
        if (frame < mark)
        {
            noted.Add((frame, change));
            region?.Hold(change);
            return;
        }
        if (frame >= changes.Length) Grow(frame + 1);
        ref var present = ref changes[frame];
        if (present.Sum is { } sum) sum.Add(change);
        else if (present.Value is { } first)
        {
            present = new(null, new(first, change, region));
            region?.LetGo(first);
        }
        else
        {
            present.Value = change;
            region?.Hold(change);
        }
    }

    /// <summary>The changes of some frames in a row, which are not needed any more.</summary>
    internal Tensor?[] Take(int start, int count)
    {
        var taken = new Tensor?[count];
        for (var i = 0; i < count; i++) taken[i] = Take(start + i);
        return taken;
    }

    /// <summary>The change of a frame, which is not needed any more: who takes it is the owner now.</summary>
    internal Tensor? Take(int frame)
    {
        if (this[frame] is not { } change) return null;
        changes[frame] = default;
        return change;
    }

    /// <summary>Runs a fold in a region over the frames from a mark on alone; gives its result, and what it noted for frames before.</summary>
    internal (T Result, List<(int Frame, Tensor Change)> Noted) Beyond<T>(int frame, Region? part, Func<T> fold)
    {
        (var outer, noted, mark, region) = ((noted, mark, region), [], frame, part);
        try
        {
            return (fold(), noted);
        }
        finally
        {
            (noted, mark, region) = outer;
            if (frame < changes.Length) Array.Clear(changes, frame, changes.Length - frame);
        }
    }

    /// <summary>The fold is over.</summary>
    public void Dispose()
    {
        ArrayPool<Change>.Shared.Return(changes, clearArray: true);
        changes = [];
    }

    void Grow(int count)
    {
        var larger = Rent(Math.Max(count, 2 * changes.Length));
        changes.CopyTo(larger, 0);
        ArrayPool<Change>.Shared.Return(changes, clearArray: true);
        changes = larger;
    }

    /// <summary>Arrays come back to the pool cleared.</summary>
    static Change[] Rent(int count) => ArrayPool<Change>.Shared.Rent(count);
}
