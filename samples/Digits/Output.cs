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
        var (output, error) = (new Output(Console.Out), new Output(Console.Error));
        Console.SetOut(output);
        Console.SetError(error);
        return (output, error);
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
