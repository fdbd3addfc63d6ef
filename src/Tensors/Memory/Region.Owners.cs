namespace Functional.Primitives;

// Memory that goes back before the region ends, when the last of its owners lets go.
public sealed partial class Region
{
    /// <summary>For tests: is told of memory that is lent to a region, and of memory that is about to go back.</summary>
    internal static Action<object, bool>? Watcher;

    /// <summary>How much was allocated so far. What comes after a mark is owned by the step that computes it, until that lets go.</summary>
    public int Mark => order.Count;

    /// <summary>Counts one more owner of the memory behind a value.</summary>
    public void Hold(Tensor x)
    {
        if (IsIdle || x.IsTraced) return;
        var storage = x.Primal.Storage;
        if (owned.TryGetValue(storage, out var loan)) owned[storage] = loan with { Owners = loan.Owners + 1 };
    }

    /// <summary>An owner of the memory behind a value is done.</summary>
    public void LetGo(Tensor x)
    {
        if (!IsIdle && !x.IsTraced) LetGo(x.Primal.Storage);
    }

    /// <summary>The steps that allocated memory since a mark are done.</summary>
    public void LetGoSince(int mark)
    {
        for (var i = order.Count - 1; i >= mark; i--)
        {
            var storage = order[i];
            order.RemoveAt(i);
            if (storage is not null && !abandoned) LetGo(storage);
        }
    }

    /// <summary>Whether there is nothing to give back.</summary>
    bool IsIdle => owned.Count == 0 || abandoned;

    void LetGo(object storage)
    {
        if (!owned.TryGetValue(storage, out var loan)) return;
        owned[storage] = loan with { Owners = loan.Owners - 1 };
        if (loan.Owners == 1 && !kept.Contains(storage)) Return(storage);
    }

    void Return(object storage)
    {
        if (!owned.Remove(storage, out var loan) || abandoned) return;
        Watcher?.Invoke(storage, false);
        loan.Device.Recycle(storage);
    }
}
