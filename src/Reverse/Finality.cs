namespace Functional;

/// <summary>
/// The arguments of a continuation in the order in which a fold makes their cotangents final: each when its first use, the last to be folded, has
/// been passed. What it tells of stays as it is.
/// </summary>
internal sealed class Finality
{
    readonly Action<int> tell;
    readonly (int FirstUse, int Argument)[] order;
    int told;

    internal Finality(Frames frames, int arguments, Action<int> tell)
    {
        this.tell = tell;
        order = new (int, int)[arguments];
        for (var argument = 0; argument < arguments; argument++) order[argument] = (int.MaxValue, argument);
        for (var i = frames.Count - 1; i >= arguments; i--)
            foreach (var used in Uses(frames[i]))
                if ((uint)used < (uint)arguments) order[used].FirstUse = i;
        Array.Sort(order, static (a, b) => (-a.FirstUse, a.Argument).CompareTo((-b.FirstUse, b.Argument)));
    }

    /// <summary>The fold has passed a frame.</summary>
    internal void Pass(int frame)
    {
        while (told < order.Length && order[told].FirstUse >= frame) tell(order[told++].Argument);
    }

    static IEnumerable<int> Uses(Frame frame)
    {
        if (frame.Rule is BlockFrame block) return block.Uses;
        return Enumerable.Range(0, frame.Inputs.Count).Select(input => frame.Inputs[input]);
    }
}
