using System.Numerics;

namespace Functional;

// Sums of many terms: two of them an entry. An entry that is marked passes its adjoint on to the entry before it, too, which has the terms
// before its own.
internal sealed partial class Tape<T>
{
    /// <summary>Flips the bit of a variable's number that distinguishes marked ones: bits 30 and 31 of a number are equal.</summary>
    const int Longer = 1 << 30;

    static bool IsLonger(int left) => (left ^ left << 1) < 0;

    /// <summary>Collects the terms of a sum.</summary>
    internal struct Sum
    {
        Tape<T>? tape;
        Variable first, second;
        T inFirst, inSecond;
        bool longer;

        internal void Add(Variable x, T partial)
        {
            if (x.IsNone || Parts.IsNothing(partial)) return;
            if (first.IsNone) (first, inFirst) = (x, partial);
            else if (second.IsNone) (second, inSecond) = (x, partial);
            else
            {
                Flush();
                (first, inFirst, second, inSecond) = (x, partial, default, T.Zero);
            }
        }

        /// <summary>The sum, which has this value.</summary>
        internal Reverse<T> Close(T value)
        {
            if (!longer && second.IsNone) return new(value, first.IsNone ? T.Zero : inFirst, first);
            return new(value, T.One, Flush());
        }

        Variable Flush()
        {
            tape ??= top;
            RequireOwn(tape, first, second.IsNone ? first : second);
            var variable = new Variable(tape!.scope, tape.Push(longer ? first.Number ^ Longer : first.Number, inFirst, second.Number, inSecond));
            longer = true;
            return variable;
        }
    }
}
