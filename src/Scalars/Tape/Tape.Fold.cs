using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.InteropServices.MemoryMarshal;

namespace Functional;

// From the results back to the arguments. The buffer of adjoints holds zeros between folds: what a fold reads, it clears.
internal sealed partial class Tape<T>
{
    /// <summary>The gradient of a result, times a seed, in all arguments.</summary>
    internal void Fold(Reverse<T> y, T seed, Span<T> gradient)
    {
        if (y.Variable.IsNone)
        {
            gradient.Clear();
            return;
        }
        if (y.Variable.Scope != scope) throw Foreign(y.Variable, new(scope, 0));
        var buffer = Borrow();
        buffer[arguments + y.Variable.Number] = y.Partial * seed;
        Fold(buffer, y.Variable.Number, 0);
        buffer.AsSpan(0, arguments).CopyTo(gradient);
        buffer.AsSpan(0, arguments).Clear();
        adjoints = buffer;
    }

    /// <summary>The buffer of adjoints, which is given back only when it is clean again.</summary>
    T[] Borrow()
    {
        var size = arguments + next;
        var buffer = adjoints.Length >= size ? adjoints : new T[Math.Max(size, Math.Min(2 * adjoints.Length, Array.MaxLength))];
        adjoints = [];
        return buffer;
    }

    /// <summary>Hands the adjoints of the variables from the last down to one above the first on to those that they were computed from.</summary>
    void Fold(T[] buffer, int last, int first)
    {
        // The adjoint of variable 0, which is none.
        ref var origin = ref buffer[arguments];
        for (var chunk = last >> ChunkBits; chunk >= first >> ChunkBits && last > first; chunk--)
        {
            var start = chunk << ChunkBits;
            ref var entries = ref GetArrayDataReference(chunks[chunk]);
            for (var number = last; number > first && number >= start; number--)
            {
                ref var adjoint = ref Unsafe.Add(ref origin, number);
                var d = adjoint;
                if (Parts.IsNothing(d)) continue;
                adjoint = T.Zero;
                var (left, right, inLeft, inRight) = Unsafe.Add(ref entries, number - start);
                if (IsLonger(left))
                {
                    left ^= Longer;
                    Unsafe.Add(ref origin, number - 1) += d;
                }
                Unsafe.Add(ref origin, left) += d * inLeft;
                Unsafe.Add(ref origin, right) += d * inRight;
            }
            last = start - 1;
        }
        origin = T.Zero;
    }
}
