namespace Functional;

/// <summary>
/// The cotangents, or the tangents, of the frames of a continuation during a fold. While a part of the program runs again, those of the frames
/// before it are not changed but noted, to be added when the part is over.
/// </summary>
internal sealed class Changes(int count)
{
    Tensor?[] changes = new Tensor?[count];
    List<(int Frame, Tensor Change)> noted = [];
    int mark;

    /// <summary>The change of a frame, null where it is zero.</summary>
    internal Tensor? this[int frame] => (uint)frame < (uint)changes.Length ? changes[frame] : null;

    /// <summary>Adds up where a value is used more than once.</summary>
    internal void Add(int frame, Tensor change)
    {
        if (frame == Continuation.Unrecorded) return;
        if (frame < mark)
        {
            noted.Add((frame, change));
            return;
        }
        if (frame >= changes.Length) Array.Resize(ref changes, Math.Max(frame + 1, 2 * changes.Length));
        changes[frame] = changes[frame] is { } present ? present + change : change;
    }

    /// <summary>The changes of some frames in a row, which are not needed any more.</summary>
    internal Tensor?[] Take(int start, int count)
    {
        var taken = new Tensor?[count];
        for (var i = 0; i < count; i++) taken[i] = Take(start + i);
        return taken;
    }

    internal Tensor? Take(int frame)
    {
        if (this[frame] is not { } change) return null;
        changes[frame] = null;
        return change;
    }

    /// <summary>Runs a fold over the frames from a mark on alone; gives its result, and what it noted for frames before.</summary>
    internal (T Result, List<(int Frame, Tensor Change)> Noted) Beyond<T>(int frame, Func<T> fold)
    {
        (var outer, noted, mark) = ((noted, mark), [], frame);
        try
        {
            return (fold(), noted);
        }
        finally
        {
            (noted, mark) = outer;
            if (frame < changes.Length) Array.Clear(changes, frame, changes.Length - frame);
        }
    }
}
