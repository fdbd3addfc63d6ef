using System.Runtime.InteropServices;

namespace Functional.Nn;

/// <summary>What Unix knows of files and .NET has no method for. Elsewhere, and where a call fails, there is nothing to know or to do.</summary>
static partial class Posix
{
    const int CurrentFolder = -100, KindAndOwner = 0x1 | 0x8 | 0x10, StatusSize = 256;
    const int NotPermitted = 1, InputOutputError = 5, AccessDenied = 13;

    /// <summary>What lies at a path, links followed, if it is something and not a file: "a folder", "a pipe", "a device" or "a socket".</summary>
    public static string? KindOtherThanFile(string path) => Directory.Exists(path) ? "a folder" : (Status(path)?.Mode & 0xF000) switch
    {
        0x1000 => "a pipe",
        0x2000 or 0x6000 => "a device",
        0xC000 => "a socket",
        _ => null,
    };

    /// <summary>Gives a file the owner and group of another as far as this user may: both, or the group alone.</summary>
    public static void CopyOwner(string from, string to)
    {
        if (Status(from) is not { } status) return;
        if (ChangeOwner(to, status.User, status.Group) != 0) _ = ChangeOwner(to, uint.MaxValue, status.Group);
    }

    /// <summary>Makes the names in a folder safe on disk, as flushing a file does its content.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows() || Open(folder, flags: 0) is not (>= 0 and var handle)) return;
        var isLost = Flush(handle) != 0 && Marshal.GetLastPInvokeError() == InputOutputError;
        _ = Close(handle);
        if (isLost) throw new IOException("the disk failed when the folder was flushed");
    }

    /// <summary>
    /// Whether this user may rename a file over another that exists, which is found out without touching it: a folder is renamed over the file, and the
    /// system asks for permission before it answers that a folder cannot replace a file.
    /// </summary>
    public static bool MayReplace(string file, string emptyFolder)
    {
        if (OperatingSystem.IsWindows()) return true;
        if (Rename(emptyFolder, file) != 0) return Marshal.GetLastPInvokeError() is not (NotPermitted or AccessDenied);
        // The file is gone since somebody looked, and the folder has its name.
        Directory.Delete(file);
        return true;
    }

    /// <summary>Type and permissions, owner and group, at the places where Linux puts them on every processor.</summary>
    static unsafe (int Mode, uint User, uint Group)? Status(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var status = stackalloc byte[StatusSize];
        return Status(CurrentFolder, path, flags: 0, KindAndOwner, status) == 0
            ? (*(ushort*)(status + 28), *(uint*)(status + 20), *(uint*)(status + 24)) : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Status(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
