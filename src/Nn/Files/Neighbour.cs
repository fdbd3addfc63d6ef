using System.Text.RegularExpressions;

namespace Functional.Nn;

/// <summary>
/// The file in which the next content of another is written: it lies beside its target, because renaming stays within one file system, is called
/// <c>.name.random</c>, and is locked while its writer lives.
/// </summary>
sealed partial class Neighbour : IDisposable
{
    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const int Tries = 3;

    static readonly EnumerationOptions files = new() { AttributesToSkip = FileAttributes.Directory | FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    readonly string target, path;

    Neighbour(string target, string path, FileStream content) => (this.target, this.path, Content) = (target, path, content);

    /// <summary>Where the content goes.</summary>
    public FileStream Content { get; }

    /// <summary>An empty one, with the permissions and, as far as this user may, the owner of a target that exists. What writers who are gone left beside this
    /// target is removed.</summary>
    public static Neighbour Of(string target)
    {
        var neighbour = Create(target, Tries);
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            Posix.CopyOwner(target, neighbour.path);
            File.SetUnixFileMode(neighbour.Content.SafeFileHandle, File.GetUnixFileMode(target));
        }
        neighbour.RemoveLeftovers();
        return neighbour;
    }

    /// <summary>A name for a neighbour. One of a target whose name is nearly too long is too long, and should fail before the work, not after.</summary>
    public static string NameFor(string target) => Path.Combine(Folder(target), $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");

    /// <summary>Puts the content on disk and renames it to a path; the lock is open then, as readers must not find it.</summary>
    /// <exception cref="FileNotFoundException">Another writer found the file between its lock and its new name, and took it for a leftover.</exception>
    public void MoveTo(string to)
    {
        Content.Flush(flushToDisk: true);
        Content.Dispose();
        File.Move(path, to, overwrite: true);
        Posix.FlushFolder(Folder(to));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Content.Dispose();
        }
        finally
        {
            File.Delete(path);
        }
    }

    static string Folder(string path) => Path.GetDirectoryName(path)!;

    static Neighbour Create(string target, int tries)
    {
        // What replaces a private file is private from the first byte on.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && File.Exists(target)) options.UnixCreateMode = Private;
        var path = NameFor(target);
        try
        {
            return new(target, path, new(path, options));
        }
        catch (IOException) when (tries > 1)
        {
            // Perhaps another writer looked at the new file before it was locked, and took it for a leftover.
            return Create(target, tries - 1);
        }
    }

    // Where a file system has no locks there is no telling who is gone.
    void RemoveLeftovers()
    {
        if (IsUnlocked(path)) return;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Folder(target), "*", files).Where(IsOfTarget)) Remove(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder may be written without being read.
        }
    }

    bool IsOfTarget(string file)
    {
        var (name, start) = (Path.GetFileName(file), $".{Path.GetFileName(target)}.");
        return name.StartsWith(start, StringComparison.Ordinal) && RandomName.IsMatch(name[start.Length..]) && Posix.KindOtherThanFile(file) is null;
    }

    /// <summary>What <see cref="Path.GetRandomFileName"/> gives.</summary>
    [GeneratedRegex(@"\A[a-z0-5]{8}\.[a-z0-5]{3}\z")]
    private static partial Regex RandomName { get; }

    static bool IsUnlocked(string file)
    {
        try
        {
            using (Look(file)) return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static void Remove(string file)
    {
        try
        {
            using (Look(file)) File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its writer lives, or it is not ours.
        }
    }

    // Succeeds where no writer has it; shared, so that it is in no reader's way.
    static FileStream Look(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
}
