using System.Numerics;

namespace Functional;

// A stretch of the tape replaced by its derivatives: what Scalars.Checkpoint does.
internal sealed partial class Tape<T>
{
    /// <summary>The last variable so far of the derivative in progress on this thread.</summary>
    internal static int Mark() => top is { scope: not 0 } tape ? tape.next - 1 : 0;

    /// <summary>A value that depends directly on the variables up to the mark; those after it are forgotten.</summary>
    internal static Reverse<T> Collapse(Reverse<T> y, int mark)
    {
        if (top is not { scope: not 0 } tape) return y;
        if (!y.Variable.IsNone && y.Variable.Scope != tape.scope) throw Foreign(y.Variable, new(tape.scope, 0));
        if (y.Variable.Number > mark) return tape.CollapseTo(mark, y);
        tape.Rewind(mark + 1);
        return y;
    }

    Reverse<T> CollapseTo(int mark, Reverse<T> y)
    {
        var buffer = Borrow();
        buffer[arguments + y.Variable.Number] = y.Partial;
        Fold(buffer, y.Variable.Number, mark);
        var edges = Outside(buffer, y.Variable.Number, mark);
        adjoints = buffer;
        Rewind(mark + 1);
        var sum = default(Sum);
        foreach (var (variable, adjoint) in edges) sum.Add(new(scope, variable), adjoint);
        return sum.Close(y.Primal);
    }

    /// <summary>The variables up to the mark that have received an adjoint, which is cleared.</summary>
    List<(int Variable, T Adjoint)> Outside(T[] buffer, int last, int mark)
    {
        var edges = new List<(int, T)>();
        for (var number = mark + 1; number <= last; number++)
        {
            var (left, right) = chunks[number >> ChunkBits].Edges[number & ChunkMask];
            if (IsLonger(left)) left ^= Longer;
            Take(left);
            Take(right);
        }
        return edges;

        void Take(int variable)
        {
            ref var adjoint = ref buffer[arguments + variable];
            if (variable > mark || variable == 0 || Parts.IsNothing(adjoint)) return;
            edges.Add((variable, adjoint));
            adjoint = T.Zero;
        }
    }

    /// <summary>Makes a number the next to be given.</summary>
    void Rewind(int number)
    {
        next = turn = number;
    }
}
