using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Functional.Tests.SameBits;

/// <summary>Prints a hash of every case's bits, computed with vectors of the width that it was started for, on 1, 2 and 16 threads.</summary>
internal static class Program
{
    /// <summary>The exit code of a process whose vectors have another width than it was asked for.</summary>
    internal const int OtherWidth = 3;

    internal static readonly int[] ThreadCounts = [1, 2, 16];

    internal static int Width
        => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    static int Main(string[] arguments)
    {
        if (Width != int.Parse(arguments[0]))
        {
            Console.Error.WriteLine($"vectors of {Width} bits, not {arguments[0]}");
            return OtherWidth;
        }
        foreach (var threads in ThreadCounts)
        {
            Threads.Count = threads;
            foreach (var (name, run) in Cases.All) Console.WriteLine($"{name}\t{threads}\t{Hash(run())}");
        }
        return 0;
    }

    static string Hash(Tensor x) => Convert.ToHexString(SHA256.HashData(x.DType switch
    {
        DType.Float32 => Bytes<float>(x),
        DType.Float64 => Bytes<double>(x),
        DType.Int32 => Bytes<int>(x),
        _ => Bytes<long>(x),
    }), 0, 8);

    static byte[] Bytes<T>(Tensor x) where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(x.ToArray<T>()).ToArray();
}
