namespace Functional.Nn;

/// <summary>
/// A gzip file followed by an empty member, which adds nothing to what it holds. <see cref="System.IO.Compression.GZipStream"/> does not miss the
/// checksum of a file that was cut off before it; of such a file it now takes the empty member for the checksum, and refuses it.
/// </summary>
sealed class CompleteGzip(Stream file) : Stream
{
    /// <summary>What gzip makes of nothing (RFC 1952).</summary>
    static readonly byte[] nothing = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    int given;

    public override int Read(Span<byte> to)
    {
        if (file.Read(to) is > 0 and var count) return count;
        var rest = nothing.AsSpan(given);
        rest = rest[..Math.Min(rest.Length, to.Length)];
        rest.CopyTo(to);
        given += rest.Length;
        return rest.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
