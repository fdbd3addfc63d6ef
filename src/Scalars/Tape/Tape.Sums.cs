using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

// Sums of many terms: two of them an entry. An entry that is marked passes its adjoint on to the entry before it, too, which has the terms
// before its own.
internal sealed partial class Tape<T>
{
    /// <summary>Flips the bit of a variable's number that distinguishes marked ones: bits 30 and 31 of a number are equal.</summary>
    const int Longer = 1 << 30;

    static bool IsLonger(int left) => (left ^ left << 1) < 0;

    /// <summary>Collects the terms of a sum. Between two of them nothing else is recorded.</summary>
    internal struct Terms()
    {
        Variable single, last;
        T inSingle = T.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Add(Variable x, T partial)
        {
            if (x.IsNone || Parts.IsNothing(partial)) return;
            if (single.IsNone) (single, inSingle) = (x, partial);
            else
            {
                Push(x, partial);
                single = default;
            }
        }

        /// <summary>The sum, which has this value.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Reverse<T> Close(T value)
        {
            if (!last.IsNone && !single.IsNone) Push(new(single.Scope, 0), T.Zero);
            return last.IsNone ? new(value, inSingle, single) : new(value, T.One, last);
        }

        /// <summary>Records the term that waits for another, and that.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Push(Variable other, T inOther)
            => last = Tape<T>.Push(last.IsNone ? single : new(single.Id ^ Longer), inSingle, other, inOther);
    }
}
