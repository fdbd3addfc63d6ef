using System.Numerics;

namespace Functional;

// A part of the program whose stretch of the tape is replaced by its derivatives: what Scalars.Checkpoint does. A part has a scope of its own,
// so that a value of it that is kept elsewhere throws, although its number is given again.
internal sealed partial class Tape<T>
{
    /// <summary>The parts that the present one lies in, from the outermost, each with the first number of its variables.</summary>
    readonly List<(int Scope, int First)> enclosing = [];

    int first;

    /// <summary>Begins a part of the derivative in progress on this thread; without one, a part is just its value.</summary>
    internal static Part BeginPart()
    {
        if (top is not { scope: not 0 } tape) return new(null);
        tape.enclosing.Add((tape.scope, tape.first));
        (tape.scope, tape.first) = (NewScope(), tape.next);
        return new(tape);
    }

    /// <summary>Whether a variable belongs to the part in progress or to one around it.</summary>
    bool Owns(Variable variable)
    {
        if (variable.Scope == scope) return true;
        foreach (var part in enclosing)
            if (part.Scope == variable.Scope) return true;
        return false;
    }

    /// <summary>The variable with a number, of the part that gave it.</summary>
    Variable VariableOf(int number)
    {
        var (owner, from) = (scope, first);
        for (var part = enclosing.Count - 1; number < from; part--) (owner, from) = enclosing[part];
        return new(owner, number);
    }

    internal sealed class Part(Tape<T>? tape)
    {
        readonly List<(int Number, T Partial)> edges = [];
        Reverse<T> result;

        /// <summary>Takes the derivatives of the part's result in the variables from outside that it depends on.</summary>
        internal void Take(Reverse<T> y)
        {
            result = y;
            if (tape is null || y.Variable.IsNone) return;
            if (!tape.Owns(y.Variable)) throw Foreign(y.Variable, new(tape.scope, 0));
            if (y.Variable.Number < tape.first) edges.Add((y.Variable.Number, y.Partial));
            else tape.FoldPart(y, edges);
        }

        /// <summary>Forgets the variables of the part.</summary>
        internal void End()
        {
            if (tape is null) return;
            tape.Withdraw();
            tape.next = tape.turn = tape.first;
            (tape.scope, tape.first) = tape.enclosing[^1];
            tape.enclosing.RemoveAt(tape.enclosing.Count - 1);
        }

        /// <summary>The result as a value of the part around this one, recorded as one step.</summary>
        internal Reverse<T> Result()
        {
            if (tape is null) return result;
            var sum = new Terms();
            foreach (var (number, partial) in edges) sum.Add(tape.VariableOf(number), partial);
            return sum.Close(result.Primal);
        }
    }

    /// <summary>Folds back to the beginning of the part, and collects what the variables before it receive.</summary>
    void FoldPart(Reverse<T> y, List<(int Number, T Partial)> received)
    {
        var buffer = Borrow();
        buffer[arguments + y.Variable.Number] = y.Partial;
        Fold(buffer, y.Variable.Number, first - 1);
        for (var number = first; number <= y.Variable.Number; number++)
        {
            var (left, right, _, _) = chunks[number >> ChunkBits][number & ChunkMask];
            Receive(IsLonger(left) ? left ^ Longer : left);
            Receive(right);
        }
        adjoints = buffer;

        void Receive(int number)
        {
            ref var adjoint = ref buffer[arguments + number];
            if (number >= first || number == 0 || Parts.IsNothing(adjoint)) return;
            received.Add((number, adjoint));
            adjoint = T.Zero;
        }
    }
}
