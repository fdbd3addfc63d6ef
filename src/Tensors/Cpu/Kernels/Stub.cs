using System.Numerics;
namespace Functional.Cpu;

internal static class Workers
{
    internal static int Count { get; set; } = Environment.ProcessorCount;
    internal static void For(int tasks, Action<int> body)
    {
        if (tasks <= 1 || Count == 1) for (var i = 0; i < tasks; i++) body(i);
        else Parallel.For(0, tasks, new ParallelOptions { MaxDegreeOfParallelism = Count }, body);
    }
}
