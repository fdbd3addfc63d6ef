using System.Diagnostics;
using System.Globalization;

namespace Functional.Benchmarks;

/// <summary>PyTorch in a process of its own, which runs so many training steps whenever asked.</summary>
internal sealed class Peer : IDisposable
{
    readonly Process process;

    internal Peer(string script, int threads, int blasThreads)
    {
        Name = $"PyTorch, {threads} torch x {blasThreads} BLAS threads";
        var start = new ProcessStartInfo("/usr/bin/python3", [script, "--threads", $"{threads}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OPENBLAS_NUM_THREADS"] = $"{blasThreads}";
        process = Process.Start(start)!;
        if (Read() != "ready") throw new InvalidOperationException($"{script} did not start");
    }

    internal string Name { get; }

    /// <summary>Runs so many steps; the mean time of one, in milliseconds.</summary>
    internal double Run(int steps)
    {
        process.StandardInput.WriteLine(steps);
        process.StandardInput.Flush();
        return double.Parse(Read(), CultureInfo.InvariantCulture);
    }

    string Read() => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PyTorch ended: is python3-torch installed?");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
    }
}
