using System.Text;

namespace Functional.Digits;

/// <summary>
/// A stream of the console whose failure, as on a full disk or a terminal that is gone, loses what is printed and nothing else: after the first error
/// nothing is written any more.
/// </summary>
sealed class Output(TextWriter writer) : TextWriter
{
    volatile bool isLost;

    /// <summary>Makes both streams of the console such ones.</summary>
    public static (Output Out, Output Error) Install()
    {
        var (output, error) = (new Output(IsOurs(1) ? TextWriter.Null : Console.Out), new Output(IsOurs(2) ? TextWriter.Null : Console.Error));
        Console.SetOut(output);
        Console.SetError(error);
        return (output, error);
    }

    /// <summary>
    /// Whether a number of a standard stream was free when the program started, and belongs to something that it opened itself, perhaps for writing: nothing
    /// that must close at the start of a program can have been handed over at the start of this one.
    /// </summary>
    static bool IsOurs(int stream)
    {
        const long closesAtStart = 0x80000;
        var about = $"/proc/self/fdinfo/{stream}";
        try
        {
            return File.ReadLines(about).First(line => line.StartsWith("flags:", StringComparison.Ordinal)) is var flags
                && (Convert.ToInt64(flags["flags:".Length..].Trim(), 8) & closesAtStart) != 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Why something could not be written, if so.</summary>
    public string? Problem { get; private set; }

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Try(() => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => writer.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => writer.Write(value));

    public override void WriteLine(string? value) => Try(() => writer.WriteLine(value));

    public override void Flush() => Try(writer.Flush);

    void Try(Action write)
    {
        if (isLost) return;
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            (isLost, Problem) = (true, e.Message);
        }
    }
}
