using System.Buffers;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// One application of a primitive or block: what its pullback reads, and the frames of its inputs, −1 for constants. A frame without
/// a rule only has a cotangent: an argument, or one of the results of the block before it. What the region lent after the mark was lent to
/// this frame and those after it.
/// </summary>
internal readonly record struct Frame(object? Rule, Few<Tensor> X, Tensor? Y, Few<int> Inputs, int Mark);

/// <summary>
/// The frames of a continuation, in chunks: a long program moves none of them to make room. Those that are sure to be released take their
/// chunks from a pool; others start with a small one.
/// </summary>
internal sealed class Frames(bool isReleased)
{
    const int Bits = 9, Chunk = 1 << Bits, Smallest = 4;

    readonly List<Frame[]> chunks = [];
    Frame[] last = [];
    int used;

    internal int Count => chunks.Count == 0 ? 0 : (chunks.Count - 1 << Bits) + used;

    internal ref readonly Frame this[int index] => ref chunks[index >> Bits][index & Chunk - 1];

    internal void Add(in Frame frame)
    {
        if (used == last.Length) Grow();
        last[used++] = frame;
    }

    /// <summary>Takes the last frame away.</summary>
    internal void Pop()
    {
        last[--used] = default;
        if (used == 0) Drop();
    }

    /// <summary>Keeps the first frames alone.</summary>
    internal void Truncate(int count)
    {
        while (Count > count)
        {
            var left = Math.Max(0, count - (chunks.Count - 1 << Bits));
            Array.Clear(last, left, used - left);
            used = left;
            if (left == 0) Drop();
        }
    }

    void Grow()
    {
        if (last.Length is > 0 and < Chunk)
        {
            Array.Resize(ref last, 2 * last.Length);
            chunks[^1] = last;
            return;
        }
        last = isReleased ? ArrayPool<Frame>.Shared.Rent(Chunk) : new Frame[chunks.Count == 0 ? Smallest : Chunk];
        chunks.Add(last);
        used = 0;
    }

    void Drop()
    {
        if (isReleased) ArrayPool<Frame>.Shared.Return(last);
        chunks.RemoveAt(chunks.Count - 1);
        (last, used) = chunks.Count == 0 ? ([], 0) : (chunks[^1], Chunk);
    }
}
