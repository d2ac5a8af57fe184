using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Skyvern.Server.BrowserTests.Egress;

/// <summary>A host on 127.0.0.2 that notes every connection and every datagram.</summary>
internal sealed class CountingHost : IDisposable
{
    private static readonly IPAddress Address = IPAddress.Parse("127.0.0.2");

    private readonly TcpListener _listener = new(Address, 0);
    private readonly UdpClient _datagrams;
    private readonly ConcurrentDictionary<string, byte> _hits = new();

    public CountingHost()
    {
        _listener.Start();
        _datagrams = new UdpClient(new IPEndPoint(Address, ((IPEndPoint)_listener.LocalEndpoint).Port));
        _ = AcceptAsync();
        _ = ReceiveAsync();
    }

    /// <summary>What reached this host: first lines of requests, and datagrams.</summary>
    public IReadOnlyList<string> Hits => [.. _hits.Keys.Order()];

    public override string ToString() => _listener.LocalEndpoint.ToString()!;

    public void Dispose()
    {
        _listener.Dispose();
        _datagrams.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(socket);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using var connection = socket;
        var buffer = new byte[4_000];
        try
        {
            var count = await connection.ReceiveAsync(buffer);
            _hits.TryAdd(Encoding.ASCII.GetString(buffer, 0, count).Split(['\r', ' '])[1], 0);
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        }
        catch (Exception e) when (e is SocketException or IndexOutOfRangeException)
        {
            _hits.TryAdd("a bare connection", 0);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            await _datagrams.ReceiveAsync();
            _hits.TryAdd("a datagram", 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
