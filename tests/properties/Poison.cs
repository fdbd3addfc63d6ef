using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Functional.Primitives;

namespace Functional.Tests.Properties;

/// <summary>
/// Every array, however small, is lent by regions, and one that goes back is filled with NaN (integers with −1): whoever still reads it is found out.
/// </summary>
static class Poison
{
    /// <summary>With FUNCTIONAL_POISON=1 in the environment, all laws run so.</summary>
    [ModuleInitializer]
    internal static void Start()
    {
        if (Environment.GetEnvironmentVariable("FUNCTIONAL_POISON") == "1") Spread();
    }

    /// <summary>How many arrays went back.</summary>
    internal static long Returned;

    /// <summary>Runs a check so, and whatever else runs at the time; gives how many arrays went back.</summary>
    internal static long During(Action check)
    {
        var (before, outer) = (Interlocked.Read(ref Returned), (Region.Watcher, Cpu.Memory.SmallestShared));
        Spread();
        try
        {
            check();
        }
        finally
        {
            (Region.Watcher, Cpu.Memory.SmallestShared) = outer;
        }
        return Interlocked.Read(ref Returned) - before;
    }

    static void Spread()
    {
        Cpu.Memory.SmallestShared = 0;
        Region.Watcher = (storage, isLent) =>
        {
            if (isLent) return;
            Interlocked.Increment(ref Returned);
            var array = (Array)storage;
            MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), checked((int)Cpu.Memory.Bytes(array))).Fill(0xFF);
        };
    }
}
