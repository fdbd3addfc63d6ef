using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Nn;

/// <summary>Writes files all or nothing: whoever opens the file sees the old content or the new, never half of it.</summary>
static class OutputFile
{
    const int Tries = 3;
    const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>
    /// Writes to a neighbour, flushes it to disk and renames it over <paramref name="path"/>; if anything fails, the old file is untouched and the neighbour is
    /// removed. A link is followed, and still points to the file afterwards. The file keeps permissions and, where possible, owner; other names of it (hard
    /// links) keep the old content.
    /// </summary>
    public static Either<FileError, Unit> Write(string path, Func<Stream, Either<string, Unit>> write) =>
        FileError.At(path, () => Target(path).Bind(target => Replace(target, write, Tries)));

    /// <summary>Says whether <see cref="Write"/> could succeed, and leaves nothing behind: what a program asks before hours of work.</summary>
    public static Either<FileError, Unit> CheckWritable(string path) => FileError.At(path, () => Target(path).Bind(Rehearse));

    static Either<string, string> Target(string path) =>
        path is "" || path.Contains('\0') || Path.EndsInDirectorySeparator(path) ? Left("this is not the name of a file") :
        SymbolicLinks.Resolve(path) is not { } target ? Left("its links lead in a loop") :
        Problem(target) is { } problem ? Left(problem) :
        Right(target);

    static string? Problem(string target) =>
        Posix.KindOtherThanFile(target) is { } kind ? $"there is {kind} of this name" :
        !Directory.Exists(Folder(target)) ? $"the folder {Printable.Of(Folder(target))} does not exist" :
        Folder(target) == "/dev" ? "a device cannot be replaced by a file" :
        File.Exists(target) && IsReadOnly(target) ? "the file is read-only" :
        null;

    // Root may write what others may.
    static bool IsReadOnly(string target) => File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly)
        && (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || (File.GetUnixFileMode(target) & AnyWrite) == 0);

    static Either<string, Unit> Replace(string target, Func<Stream, Either<string, Unit>> write, int tries)
    {
        try
        {
            using var neighbour = Neighbour.Of(target);
            return write(neighbour.Content).Map(_ =>
            {
                neighbour.MoveTo(target);
                return unit;
            });
        }
        catch (FileNotFoundException) when (tries > 1)
        {
            return Replace(target, write, tries - 1);
        }
    }

    // All that a write does, but for the last name.
    static Either<string, Unit> Rehearse(string target)
    {
        var (other, folder) = (Neighbour.NameFor(target), Neighbour.NameFor(target));
        try
        {
            using (var neighbour = Neighbour.Of(target)) neighbour.MoveTo(other);
            if (!File.Exists(target)) return unit;
            Directory.CreateDirectory(folder);
            return Posix.MayReplace(target, folder) ? unit : "the file may not be replaced: it is someone else's in a folder that protects it, or immutable";
        }
        finally
        {
            File.Delete(other);
            if (Directory.Exists(folder)) Directory.Delete(folder);
        }
    }

    static string Folder(string target) => Path.GetDirectoryName(target)!;
}
