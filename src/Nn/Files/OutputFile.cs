using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Nn;

/// <summary>Writes files all or nothing: whoever opens the file sees the old content or the new, never half of it.</summary>
static class OutputFile
{
    /// <summary>Writes to a neighbour, flushes it to disk and renames it over <paramref name="path"/>; if anything fails, the old file is untouched and the
    /// neighbour is removed.</summary>
    public static Either<FileError, Unit> Write(string path, Func<Stream, Either<string, Unit>> write) =>
        FileError.At(path, () => Target(path).Bind(target => Replace(target, write)));

    /// <summary>Says whether <see cref="Write"/> could succeed, and leaves nothing behind: what a program asks before hours of work.</summary>
    public static Either<FileError, Unit> CheckWritable(string path) => FileError.At(path, () => Target(path).Map(target =>
    {
        using (new FileStream(Neighbour(target), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose)) return unit;
    }));

    // A link is followed, so that it still points to the file afterwards.
    static Either<string, string> Target(string path)
    {
        if (path is "" || path.Contains('\0') || Path.EndsInDirectorySeparator(path)) return Left("this is not the name of a file");
        var target = File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } end ? end.FullName : Path.GetFullPath(path);
        return Problem(target) is { } problem ? Left(problem) : Right(target);
    }

    static string? Problem(string target) =>
        Directory.Exists(target) ? "there is a folder of this name" :
        !Directory.Exists(Folder(target)) ? $"the folder {Folder(target)} does not exist" :
        Folder(target) == "/dev" ? "a device cannot be replaced by a file" :
        File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly) ? "the file is read-only" :
        null;

    static Either<string, Unit> Replace(string path, Func<Stream, Either<string, Unit>> write)
    {
        var neighbour = Neighbour(path);
        try
        {
            return WriteThrough(neighbour, write).Map(_ =>
            {
                File.Move(neighbour, path, overwrite: true);
                return unit;
            });
        }
        finally
        {
            File.Delete(neighbour);
        }
    }

    static Either<string, Unit> WriteThrough(string path, Func<Stream, Either<string, Unit>> write)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        return write(file).Map(_ =>
        {
            file.Flush(flushToDisk: true);
            return unit;
        });
    }

    // In the same folder, because renaming stays within one file system; with the same name in its own, because a name that is too long should fail before
    // the work, not after.
    static string Neighbour(string target) => Path.Combine(Folder(target), $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");

    static string Folder(string target) => Path.GetDirectoryName(target)!;
}
