using System.Runtime.InteropServices;

namespace Functional.Digits;

/// <summary>Notes that the user pressed Ctrl-C, so that the program can stop between two steps. A second time ends it at once.</summary>
sealed class Interruption : IDisposable
{
    /// <summary>What a shell reports for a program that an interrupt ended.</summary>
    public const int ExitCode = 128 + 2;

    readonly PosixSignalRegistration registration;
    volatile bool requested;

    public Interruption() => registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => (signal.Cancel, requested) = (!requested, true));

    public bool Requested => requested;

    public void Dispose() => registration.Dispose();
}
