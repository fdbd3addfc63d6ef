using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// Arrays that nobody holds, for the next region that needs one. Lengths are rounded up to eight classes for each doubling, so that shapes which change all
/// the time find arrays, too. What lies here is bounded by the work: a few times what was in use at once lately; what was not asked for goes first.
/// </summary>
internal sealed class Shelf
{
    const int ClassBits = 3, Multiple = 4;

    /// <summary>In bytes: so much may always lie here, however little is in use.</summary>
    internal const long Least = 32 << 20;

    /// <summary>What nobody asked for in this time is forgotten at the next collection of all generations.</summary>
    static readonly TimeSpan lately = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes that ever lie here: an eighth of the memory there is.</summary>
    static readonly long capacity = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8;

    readonly Dictionary<(Type, int), Class> classes = [];
    readonly Lock access = new();
    Tide tide;

    /// <summary>The arrays of this process.</summary>
    internal static readonly Shelf Shared = Collections.Tell(new Shelf());

    /// <summary>How much memory lies here.</summary>
    internal long Bytes { get; private set; }

    /// <summary>The length of the arrays that serve a number of elements: at most an eighth more.</summary>
    internal static int LengthFor(int size)
    {
        var step = 1L << Math.Max(0, BitOperations.Log2((uint)size) - ClassBits);
        return (int)Math.Min(Array.MaxLength, (size + step - 1) / step * step);
    }

    /// <summary>An array of a length that <see cref="LengthFor"/> gave, from here or new; its elements are anything.</summary>
    internal T[] Take<T>(int length) where T : unmanaged
    {
        Array? free;
        var bytes = (long)length * Unsafe.SizeOf<T>();
        lock (access)
        {
            if (!classes.TryGetValue((typeof(T), length), out var found)) classes.Add((typeof(T), length), found = new());
            found.Asked = Stopwatch.GetTimestamp();
            if (found.Free.TryPop(out free)) Bytes -= bytes;
            tide.Out(bytes);
        }
        return (T[]?)free ?? GC.AllocateUninitializedArray<T>(length);
    }

    /// <summary>Puts an array back that was taken from here and that nobody holds any more.</summary>
    internal void Put(Array array)
    {
        lock (access)
        {
            tide.Back(Memory.Bytes(array));
            if (!classes.TryGetValue((array.GetType().GetElementType()!, array.Length), out var home)) return;
            home.Free.Push(array);
            Bytes += Memory.Bytes(array);
            var most = Math.Min(capacity, Math.Max(Least, Multiple * tide.Highest));
            while (Bytes > most) DropOne();
        }
    }

    /// <summary>Forgets what was not asked for lately, or everything.</summary>
    internal void Forget(bool everything)
    {
        lock (access)
        {
            foreach (var (key, each) in classes)
                if (everything || Stopwatch.GetElapsedTime(each.Asked) > lately)
                {
                    Bytes -= each.Free.Sum(Memory.Bytes);
                    classes.Remove(key);
                }
        }
    }

    void DropOne()
    {
        var stalest = classes.Values.Where(each => each.Free.Count > 0).MinBy(each => each.Asked)!;
        Bytes -= Memory.Bytes(stalest.Free.Pop());
    }

    /// <summary>The arrays of one element type and length, and when one was last asked for.</summary>
    sealed class Class
    {
        internal readonly Stack<Array> Free = new();
        internal long Asked;
    }
}
