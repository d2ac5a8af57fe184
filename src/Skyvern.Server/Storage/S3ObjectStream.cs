namespace Skyvern.Server.Storage;

/// <summary>An object's bytes, fetched from wherever the reader has moved to: players of recordings ask for parts.</summary>
/// <param name="openAt">Opens the object from a position on.</param>
/// <param name="length">Its bytes in all.</param>
internal sealed class S3ObjectStream(Func<long, CancellationToken, Task<Stream>> openAt, long length) : Stream
{
    private Stream? _source;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var wanted = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => _position, _ => length };
        ArgumentOutOfRangeException.ThrowIfNegative(wanted, nameof(offset));
        if (wanted != _position)
        {
            _source?.Dispose();
            _source = null;
            _position = wanted;
        }

        return wanted;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        _source ??= await openAt(_position, cancellationToken);
        var read = await _source.ReadAsync(buffer, cancellationToken);
        _position += read;
        return read == 0 ? throw new IOException("The artifact storage sent fewer bytes than it promised.") : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Read asynchronously: the bytes come over the network.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source?.Dispose();
        }

        base.Dispose(disposing);
    }
}
