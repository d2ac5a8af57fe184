using System.Text;

namespace Skyvern.Server.Browser.Egress;

/// <summary>Reads heads, lines and bodies from a connection through one buffer. One reader at a time.</summary>
internal sealed class WireReader(Stream stream)
{
    private const int MostHeadBytes = 256 * 1024;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private Task<int>? _pending;

    private ReadOnlyMemory<byte> Buffered => _buffer.AsMemory(_start.._end);

    /// <summary>Reads up to and including the empty line; null when the peer closed before a head began.</summary>
    /// <exception cref="WireException">The head is cut or too long.</exception>
    public async Task<string?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var length = await FindAsync("\r\n\r\n"u8.ToArray(), cancellationToken);
        return length is null ? null : Take(length.Value);
    }

    /// <summary>Reads a line with its line break.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        Take(await FindAsync("\r\n"u8.ToArray(), cancellationToken) ?? throw new WireException("The connection ended within a body."));

    /// <summary>Copies exactly so many bytes.</summary>
    public async Task CopyAsync(long count, Stream target, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new WireException("The connection ended within a body.");
            }

            var part = Buffered[..(int)Math.Min(count, _end - _start)];
            await target.WriteAsync(part, cancellationToken);
            _start += part.Length;
            count -= part.Length;
        }
    }

    /// <summary>Copies until the peer closes.</summary>
    public async Task CopyToEndAsync(Stream target, CancellationToken cancellationToken)
    {
        do
        {
            await target.WriteAsync(Buffered, cancellationToken);
            _start = _end;
        }
        while (await FillAsync(cancellationToken));
    }

    /// <summary>Returns when the peer closes, or never while it keeps the connection without sending.</summary>
    public async Task WatchForEndAsync(CancellationToken cancellationToken)
    {
        while (_end - _start < MostHeadBytes && await FillAsync(cancellationToken))
        {
        }
    }

    private async Task<int?> FindAsync(byte[] mark, CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var from = Math.Max(0, searched - mark.Length);
            if (Buffered.Span[from..].IndexOf(mark) is var found and >= 0)
            {
                return from + found + mark.Length;
            }

            searched = _end - _start;
            if (searched > MostHeadBytes)
            {
                throw new WireException("The head is too long.");
            }

            if (!await FillAsync(cancellationToken))
            {
                return searched == 0 ? null : throw new WireException("The connection ended within a head.");
            }
        }
    }

    private string Take(int length)
    {
        var text = Encoding.Latin1.GetString(_buffer, _start, length);
        _start += length;
        return text;
    }

    /// <summary>Reads more into the buffer; false at the end. A cancelled read stays under way and is picked up by the next call.</summary>
    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_pending is null)
        {
            MakeRoom();
            _pending = stream.ReadAsync(_buffer.AsMemory(_end), CancellationToken.None).AsTask();
        }

        var count = await _pending.WaitAsync(cancellationToken);
        _pending = null;
        _end += count;
        return count > 0;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            var larger = _start == 0 ? new byte[_buffer.Length * 2] : _buffer;
            Buffered.CopyTo(larger);
            (_buffer, _start, _end) = (larger, 0, _end - _start);
        }
    }
}
