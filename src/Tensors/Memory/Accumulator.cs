namespace Functional.Primitives;

/// <summary>
/// A sum that nobody sees before it is taken, so that terms can be added to it in place, where its device can do that. While it lasts, it owns the
/// sum's memory in a region.
/// </summary>
public sealed class Accumulator
{
    readonly Region? region;
    Tensor? sum;

    /// <summary>A sum of two tensors, in a new one.</summary>
    public Accumulator(Tensor a, Tensor b, Region? region)
    {
        this.region = region;
        Hold(a + b);
    }

    /// <summary>Adds a term.</summary>
    /// <exception cref="InvalidOperationException">The sum was taken.</exception>
    public void Add(Tensor term)
    {
        var present = sum ?? throw Taken();
        if (Plain(present) is { } a && Plain(term) is { } b && a.Device == b.Device && a.Device.TryAccumulate(a, b)) return;
        Hold(present + term);
        region?.LetGo(present);
    }

    /// <summary>The sum, once: from here on who takes it owns its memory, and nothing is added.</summary>
    /// <exception cref="InvalidOperationException">The sum was taken.</exception>
    public Tensor Take()
    {
        var taken = sum ?? throw Taken();
        sum = null;
        return taken;
    }

    void Hold(Tensor next)
    {
        sum = next;
        region?.Hold(next);
    }

    /// <summary>The plain tensor that a sum is, or that it stands for in a step of a loop, where it is new as well.</summary>
    static PlainTensor? Plain(Tensor x) => x switch
    {
        PlainTensor plain => plain,
        Lent lent => Plain(lent.Value),
        _ => null,
    };

    static InvalidOperationException Taken() => new("Accumulator: the sum was taken: nothing can be added to it any more");
}
