using System.Runtime.InteropServices;

namespace Functional.Nn;

/// <summary>
/// Listens for the signals that ask a program to end: Ctrl-C (SIGINT), the end of its terminal (SIGHUP), and the wish of the system (SIGTERM). While there is
/// work to lose, the first of them only sets <see cref="IsRequested"/>, so that a loop can stop between two steps and what it has can be saved; the next
/// ends the program. While there is none, the first ends it.
/// </summary>
public sealed class Interruption : IDisposable
{
    readonly PosixSignalRegistration[] registrations;
    readonly Action<bool>? answer;
    volatile int first;
    volatile bool hasWork;

    /// <summary>Listens until it is disposed of. A signal that the program was started to ignore stays ignored.</summary>
    /// <param name="answer">Called at once for every signal, on another thread, with whether the program goes on; what it throws is lost.</param>
    public Interruption(Action<bool>? answer = null)
    {
        this.answer = answer;
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, On))];
    }

    /// <summary>Whether the program would lose something if it ended now. At first it would not.</summary>
    public bool HasWork { get => hasWork; set => hasWork = value; }

    /// <summary>Whether a signal came and the program should stop soon.</summary>
    public bool IsRequested => first != 0;

    /// <summary>What a shell reports for a program that a signal ended: 128 and its number, as 130 after Ctrl-C; 0 where none came.</summary>
    public int ExitCode => (PosixSignal)first switch
    {
        PosixSignal.SIGHUP => 128 + 1,
        PosixSignal.SIGINT => 128 + 2,
        PosixSignal.SIGTERM => 128 + 15,
        _ => 0,
    };

    /// <summary>Leaves signals to the system again.</summary>
    public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());

    void On(PosixSignalContext context)
    {
        context.Cancel = hasWork && Interlocked.CompareExchange(ref first, (int)context.Signal, 0) == 0;
        try
        {
            answer?.Invoke(context.Cancel);
        }
        catch (Exception)
        {
            // A terminal that went away cannot be written to, and must not decide how the program ends.
        }
    }
}
