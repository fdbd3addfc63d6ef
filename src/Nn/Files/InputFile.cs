using System.IO.Compression;
using LanguageExt;

namespace Functional.Nn;

/// <summary>Opens files for reading, and says in plain words why it cannot.</summary>
static class InputFile
{
    const int BufferSize = 1 << 16;

    /// <summary>Reads a file as it lies on disk.</summary>
    public static Either<FileError, T> Read<T>(string path, Func<Stream, Either<string, T>> read) => FileError.At(path, () =>
        Problem(path) is { } problem ? problem : Using(Open(path), read));

    /// <summary>Reads a file that may be gzip'ed. The first two bytes decide, not the name: browsers and archives rename and unpack as they like.</summary>
    public static Either<FileError, T> ReadUnpacked<T>(string path, Func<Stream, Either<string, T>> read) =>
        Read(path, file => IsGzip(file) ? Using(new GZipStream(new CompleteGzip(file), CompressionMode.Decompress), read) : read(file));

    static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);

    static string? Problem(string path) =>
        path is "" || path.Contains('\0') ? "this is not the name of a file" :
        Posix.KindOtherThanFile(path) is { } kind ? $"this is {kind}, not a file" :
        null;

    static bool IsGzip(Stream file)
    {
        var magic = (file.ReadByte(), file.ReadByte());
        file.Position = 0;
        return magic is (0x1F, 0x8B);
    }

    static Either<string, T> Using<T>(Stream stream, Func<Stream, Either<string, T>> read)
    {
        using (stream) return read(stream);
    }
}
